"""The keyboard alone reaches all of every view, in the order that it is read, and is seen there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from assistant.serve.chat.views import VIEWS
from tests.assistant.serve.chat.visitors import (
    BOTH,
    NEEDS_BROWSER,
    ask,
    ask_documents,
    compare,
    go,
    keep_question,
    visitor,
)

pytestmark = NEEDS_BROWSER

USED = """e => e.matches(
  "a[href], button, input, textarea, summary, [tabindex='0'], [contenteditable], .token-remove")"""
STOPS = f"""[...document.querySelectorAll("body *")].filter({USED})
  .filter(e => e.checkVisibility() && !e.disabled && (e.tabIndex >= 0 || e.isContentEditable))
  .filter(e => e.type !== "radio" || e.checked)
  .map((e, n) => (e.dataset.stop = n, e.outerHTML.slice(0, 300)))"""
FOCUSED = """(() => {
  const e = document.activeElement;
  const shown = [e, e.nextElementSibling, e.closest(".wrap")];
  const outline = one => one && getComputedStyle(one).outlineStyle === "solid";
  return [Number(e.dataset.stop ?? -1), shown.some(outline), e.outerHTML.slice(0, 300)];
})()"""
SMALL = f"""[...document.querySelectorAll("body *")].filter({USED}).filter(e => e.checkVisibility())
  .filter(e => getComputedStyle(e).display !== "inline")
  .map(e => [e.labels?.[0] ?? e, e])
  .filter(([t]) => t.getBoundingClientRect().width < 24 || t.getBoundingClientRect().height < 24)
  .map(([_, e]) => e.outerHTML.slice(0, 300))"""

Step = Callable[[Page], None]


def filled(**boxes: str) -> Step:
    """Fills boxes of a view by what their ids end in, and does what the view is for."""

    def fill_in(page: Page) -> None:
        for name, words in boxes.items():
            page.locator(f"[id$=-{name}]:visible").locator("textarea, input").first.fill(words)
        page.locator("[id$=-do]:visible").click()
        expect(page.locator("[id$=-result]:visible .files, .said:visible").first).to_be_visible()

    return fill_in


def reached_by_keyboard(page: Page) -> None:
    """All that can be used is reached with Tab, in the order that it is read, seen, and no smaller
    than 24 px, but for links within a sentence."""
    stops = page.evaluate(STOPS)
    page.locator("[data-stop='0']").focus()
    reached, unseen = [0], []
    for _ in stops[1:]:
        page.keyboard.press("Tab")
        number, is_seen, html = page.evaluate(FOCUSED)
        reached.append(number)
        unseen += [] if is_seen else [html]
    assert unseen == []
    assert [stops[n] for n in sorted(set(range(len(stops))) - set(reached))] == []
    assert reached == sorted(reached)
    assert page.evaluate(SMALL) == []


def asked(page: Page) -> None:
    """Asks, and waits for the whole answer."""
    ask(page, "Vad är validering?")
    expect(page.locator("#f1 .tools")).to_be_visible()


def kept(page: Page) -> None:
    """A folder that holds a question and a sheet, which is open."""
    go(page, "ask")
    asked(page)
    keep_question(page)
    go(page, "sheet")
    filled(situation="Vill läsa matematik.")(page)
    page.locator("#sheet-result").get_by_role("button", name="Spara").click()
    expect(page.locator("#sheet-result [role=status]").last).to_contain_text("Sparat")
    go(page, "saved")
    page.get_by_role("button", name=re.compile("Öppna underlaget")).click()
    expect(page.locator("#saved-sheet .files")).to_be_visible()


VIEWS_IN_USE: dict[str, Step] = {
    "ask": asked,
    "sheet": filled(situation="Vill läsa matematik."),
    "mentions": filled(query="handledare"),
    "compare": compare,
    "grid": ask_documents,
    "timeline": filled(query="planen"),
    "saved": kept,
    "documents": lambda page: expect(page.locator("#watched")).to_contain_text("nyss.md"),
    "figures": lambda page: page.locator("#by-year-table summary").click(),
}


@BOTH
@pytest.mark.parametrize("view", VIEWS)
def test_the_keyboard_alone_reaches_all_of_a_view(
    browser: Browser, real_address: str, view: str, size: ViewportSize
) -> None:
    with visitor(browser, real_address, f"/#{view}", size=size) as page:
        VIEWS_IN_USE[view](page)
        page.wait_for_timeout(300)
        reached_by_keyboard(page)


def test_everything_is_reached_by_keyboard_in_the_order_it_is_read(
    browser: Browser, address: str
) -> None:
    with visitor(browser, address) as page:
        reached = []
        for _ in range(len(VIEWS) + 5):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate(
                    "[document.activeElement.tagName, document.activeElement.textContent.trim()]"
                )
            )
        assert [tag for tag, _ in reached] == [
            "A",
            *["BUTTON"] * len(VIEWS),
            *("INPUT", "TEXTAREA", "BUTTON", "BUTTON"),
        ]
        assert reached[1][1] == reached[-2][1] == "Fråga"
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
