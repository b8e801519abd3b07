"""Courses in the conversation: conditions taken away, cards chosen and held side by side."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from assistant.app import App
from tests.assistant.serve.chat.visitors import NARROW, NEEDS_BROWSER, WIDE, ask, check, visitor

pytestmark = NEEDS_BROWSER


def test_a_condition_is_removed_and_put_back(browser: Browser, address: str) -> None:
    with visitor(browser, address) as page:
        ask(page, "kurs i matte 2b på distans i Sundsvall i vår")
        chip = page.get_by_role("button", name="Ta bort villkoret Ort: Sundsvall")
        box = chip.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        chip.press("Enter")
        expect(chip).to_have_count(0)
        # The same question in its own place, and the reader stands where it was changed.
        expect(page.locator(".turn")).to_have_count(1)
        expect(page.locator("#w1")).to_be_focused()
        expect(page.locator("#w1")).to_contain_text("Du har tagit bort ett villkor.")
        ask(page, "Projektet?")
        expect(page.locator("#f2 .source").first).to_be_visible()
        # An earlier question comes again at the end: what was said since still stands.
        page.get_by_role("button", name="Ställ tillbaka").click()
        expect(page.locator(".turn")).to_have_count(3)
        expect(page.locator("#f3 .chip")).to_have_count(4)
        expect(page.locator("#w3")).to_be_focused()


def test_courses_are_chosen_and_compared(browser: Browser, address: str) -> None:
    with visitor(browser, address) as page:
        ask(page, "kurs i matte 2b")
        expect(page.locator("#f1 .card:visible")).to_have_count(5)
        more = page.locator("summary", has_text="Visa 2 fler")
        more.press("Enter")
        expect(page.locator("#f1 .card:visible")).to_have_count(7)
        bar = page.locator(".bar")
        expect(bar).to_be_hidden()
        boxes = page.get_by_role("checkbox", name=re.compile("Jämför"))
        boxes.nth(3).press("Space")
        expect(bar).to_contain_text("1 av högst 4 valda")
        expect(bar).to_contain_text("ingen sista ansökningsdag")
        expect(bar.get_by_role("button", name=re.compile("kalendern"))).to_be_hidden()
        bar.get_by_role("button", name=re.compile("Jämför")).click()
        expect(bar).to_contain_text("Välj minst en kurs till")
        for place in (0, 1, 6):
            boxes.nth(place).check()
        boxes.nth(2).click()
        expect(boxes.nth(2)).not_to_be_checked()
        expect(bar).to_contain_text("Du kan jämföra högst 4 kurser")
        # What is chosen and opened is so still when the conversation is drawn anew.
        ask(page, "Projektet?")
        expect(page.locator("#f2 .source").first).to_be_visible()
        expect(page.locator("#f1 .card:visible")).to_have_count(7)
        expect(bar).to_contain_text("4 av högst 4 valda")
        calendar = bar.get_by_role("button", name="Spara i kalendern de valda")
        assert calendar.get_attribute("formaction") == "/v1/courses/calendar"
        with page.context.expect_page() as opened:
            bar.get_by_role("button", name=re.compile("Jämför")).click()
        compared = opened.value
        expect(compared.locator("caption")).to_have_text("Jämförelse av 4 kurser")
        expect(compared.get_by_role("columnheader")).to_have_count(5)
        row = compared.get_by_role("row", name=re.compile("^Studietakt"))
        expect(row.get_by_role("cell")).to_have_count(4)
        check(compared)
        compared.set_viewport_size(NARROW)
        expect(compared.get_by_role("table")).to_be_visible()
        expect(row.get_by_role("cell")).to_have_count(4)
        check(compared)
        compared.get_by_role("link", name=re.compile("Matematik 2b, Ånge")).first.focus()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_courses_are_accessible(
    browser: Browser,
    address: str,
    scripted_app: App,
    size: ViewportSize,
    colours: Literal["light", "dark"],
) -> None:
    with visitor(browser, address, size=size, colours=colours) as page:
        ask(page, "kurs i matte 2b")
        page.get_by_text("Visa 2 fler").click()
        page.get_by_text("Visa hela").first.click()
        page.get_by_role("checkbox", name=re.compile("Jämför")).first.check()
        ask(page, "jämför matte 2b")
        expect(page.locator("#f2 caption")).to_be_visible()
        expect(page.locator("#f2 .tools")).to_be_visible()
        check(page)
        course = scripted_app.courses.shelf().courses[0]
        page.goto(f"{address}/kurs/{course.id}")
        check(page)
