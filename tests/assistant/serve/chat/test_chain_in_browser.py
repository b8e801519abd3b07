"""The steps to a course, one after the other, on its own page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, ViewportSize, expect

from corpus.courses import Catalogue, Education, Level, Occasion
from tests.assistant.serve.chat.served import server, small_app
from tests.assistant.serve.chat.visitors import BOTH, NEEDS_BROWSER, check, visitor
from tests.corpus.courses import education, occasion, provider

pytestmark = NEEDS_BROWSER

SPRING = {"start": "2027-01-18", "end": "2027-06-04", "apply_until": "2026-12-10"}
AUTUMN = {"start": "2027-08-16", "end": "2027-12-17", "apply_until": "2027-05-15"}
NEXT = {"start": "2028-01-17", "end": "2028-06-02", "apply_until": "2027-10-15"}
LONG = "Fordonsförarutbildningsgrundkursen"


def given(key: str, name: str, held: dict[str, str], **more: object) -> tuple[Education, Occasion]:
    """An education with its one occasion."""
    return education(key, name, **more), occasion(key, key, **held)


COURSES = (
    given("b", "Svenska, nationell delkurs 4", SPRING, level=Level.BASIC, code="GRNSVED"),
    given(
        "s",
        "Svenska 1",
        AUTUMN,
        level=Level.UPPER,
        code="SVESVE01",
        eligibility="Svenska på grundläggande nivå.",
    ),
    given("f", LONG, NEXT, level=Level.UPPER, eligibility="Svenska 1.\nKörkort B."),
)


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of the page, and that of the course to which the steps lead."""
    taught, held = [one for one, _ in COURSES], [one for _, one in COURSES]
    catalogue = Catalogue((provider(),), tuple(taught), tuple(held))
    with small_app(tmp_path_factory.mktemp("store"), catalogue) as app, server(app) as address:
        goal = next(c for c in app.courses.shelf().courses if c.education.name == LONG)
        yield address, f"{address}/kurs/{goal.id}"


@BOTH
def test_the_steps_to_a_course_stand_in_order_with_their_days(
    browser: Browser, courses: tuple[str, str], size: ViewportSize, tmp_path: Path
) -> None:
    address, goal = courses
    with visitor(browser, address, size=size) as page:
        page.goto(goal)
        steps = page.locator(".chain").get_by_role("listitem")
        expect(steps).to_have_count(3)
        for step, (name, days) in zip(
            steps.all(),
            [
                ("Svenska, nationell delkurs 4", "18 januari 2027 till 4 juni 2027"),
                ("Svenska 1", "16 augusti 2027 till 17 december 2027"),
                (LONG, "17 januari 2028 till 2 juni 2028"),
            ],
            strict=True,
        ):
            expect(step.get_by_role("heading")).to_have_text(name)
            expect(step).to_contain_text(days)
        check(page)
        with page.expect_download() as download:
            page.get_by_role("link", name="Spara alla steg i kalendern").press("Enter")
        download.value.save_as(tmp_path / "steps.ics")
        events = Calendar.from_ical((tmp_path / "steps.ics").read_bytes()).walk("VEVENT")
        assert len(events) == 3 * len(COURSES)  # last day to apply, first and last day
        # What the person has is ticked, shown as said, and needs no step.
        steps.nth(1).get_by_role("link", name=re.compile("Jag har det.*Svenska 1")).press("Enter")
        expect(steps).to_have_count(0)
        expect(page.get_by_text("Du har angett att du har det.")).to_be_visible()
        page.get_by_role("link", name=re.compile("Ta bort.*Svenska 1")).press("Enter")
        expect(steps).to_have_count(3)
        steps.nth(0).get_by_role("link", name=re.compile("Jag har det.*Svenska på")).press("Enter")
        expect(steps.nth(0)).to_contain_text("Du har angett att du har det.")
        expect(steps).to_have_count(3)
        check(page)
