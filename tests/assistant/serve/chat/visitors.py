"""Visitors in a real browser: each alone, and nothing on their page may call outside or break."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, ViewportSize, expect

CHROMIUM = shutil.which("chromium")
WIDE = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=320, height=640)

BESIDE = """[...document.querySelectorAll("body *")]
  .filter(e => e.checkVisibility() && !e.closest(".unseen, [role=tablist], .table"))
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.outerHTML)"""
"""What lies beside the right edge of the screen, but for what is made to be drawn aside."""

LEFT = ("AbortError: signal is aborted", "Connection errored out")
"""What Gradio's scripts say of their own streams where a page is left or loaded anew."""

BOTH = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
NEEDS_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs the browser chromium"),
]
expect.set_options(timeout=20_000)


@contextmanager
def visitor(
    browser: Browser,
    address: str,
    path: str = "/",
    *,
    size: ViewportSize = WIDE,
    colours: Literal["light", "dark"] = "light",
    expected: str = "nothing",
) -> Iterator[Page]:
    """A visitor of their own; fails where their browser calls outside or a script breaks.

    What the browser says that holds ``expected`` is no fault.
    """
    # A browser set to another language than the page's shows what is left to chance.
    context = browser.new_context(viewport=size, color_scheme=colours, locale="de-DE")
    page = context.new_page()
    faults: list[str] = []

    def called(url: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            faults.append(f"calls {url}")

    page.on("request", lambda request: called(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(address + path)
    expect(page.locator(".view-title, #question textarea").locator("visible=true")).to_have_count(1)
    expect(page.get_by_text(re.compile("Laddar|Loading"))).to_have_count(0)
    try:
        yield page
    finally:
        context.close()
    unexpected = [fault for fault in faults if not any(one in fault for one in (expected, *LEFT))]
    assert unexpected == [], unexpected


def ask(page: Page, question: str) -> None:
    # A question is not taken while an answer is being written.
    expect(page.locator('#talk [aria-busy="true"]')).to_have_count(0)
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")


def check(page: Page) -> None:
    """No fault that axe-core can find, and nothing beside the screen."""
    found = Axe().run(page).response["violations"]
    faults = [(fault["id"], fault["nodes"][0]["html"]) for fault in found]
    assert faults == [], faults
    beside = page.evaluate(BESIDE)
    assert beside == [], beside


def go(page: Page, view: str) -> None:
    page.locator(f"#view-{view}-button").click()


def compare(page: Page) -> None:
    """Holds both editions against each other."""
    for title in ("Plan 2020", "Plan 2023"):
        page.get_by_label(re.compile("Dokument att jämföra")).fill(title)
        page.get_by_role("option", name=title).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Jämför", exact=True).click()
    expect(page.locator("#compare-result .changed")).to_be_visible()


def ask_documents(page: Page) -> None:
    """Asks one edition a question of its own."""
    page.get_by_label(re.compile("Dokument .högst")).fill("Plan 2023")
    page.get_by_role("option", name="Plan 2023").click()
    page.keyboard.press("Escape")
    page.get_by_label(re.compile("Frågor, en på varje rad")).fill("Vem ansvarar för planen?")
    page.get_by_role("button", name="Fråga dokumenten").click()
    expect(page.locator("#grid-result")).to_contain_text("Kommunstyrelsen ansvarar")


def key_told(page: Page, where: str) -> str:
    """The key of the folder, as it is told where something was kept."""
    told = page.locator(where, has_text="Skriv upp nyckeln")
    expect(told).to_be_visible()
    return told.inner_text().rsplit(" ", 1)[1]


def keep_question(page: Page, number: int = 1) -> str:
    """Keeps the question of an exchange; the key of the folder."""
    page.locator(f"#f{number}").get_by_role("button", name="Spara frågan").click()
    return key_told(page, f"#f{number} .copied")
