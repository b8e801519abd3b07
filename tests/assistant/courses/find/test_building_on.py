"""What comes after what somebody has: by the requirements of courses, and by names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.bodies.courses import CourseReply
from evals.measure.command import filled_app

ROWS = """Namn;Kurskod;Ort;Nivå;Startdatum;Förkunskaper
Engelska 5;A1;Klockvik;gymnasial vuxenutbildning;2027-01-18;Engelska på grundläggande nivå
Engelska 6;A2;Klockvik;gymnasial vuxenutbildning;2027-01-18;Godkänt betyg i Engelska 5.
Engelska 7;A3;Klockvik;gymnasial vuxenutbildning;2027-01-18;Godkänt betyg i Engelska 6.
Undersköterska;A4;Klockvik;gymnasial vuxenutbildning;2027-01-18;
Specialistundersköterska i akutvård;A5;Klockvik;yrkeshögskola;2027-01-18;
Demensvård;A6;Klockvik;yrkeshögskola;2027-01-18;Arbetslivserfarenhet som undersköterska.
"""
AFTER_CARE = {"Specialistundersköterska i akutvård", "Demensvård"}


def ask(tmp_path: Path, question: str) -> CourseReply:
    (tmp_path / "kurser.csv").write_text(ROWS, encoding="utf-8")
    with filled_app([tmp_path], "tests") as app:
        return app.find_courses(question, dt.date(2026, 11, 22))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("jag är undersköterska, vad kan jag läsa vidare till?", AFTER_CARE),
        ("undersköterska, läsa vidare till?", AFTER_CARE),
        ("finns det nån vidareutbildning för undersköterskor", AFTER_CARE),
        ("läst engelska 5, vad kommer sen?", {"Engelska 6"}),
        ("har gått engelska 5, vad är nästa", {"Engelska 6"}),
        ("jag har klarat engelska 6 och vill ta nästa steg", {"Engelska 7"}),
        ("vill läsa vidare till undersköterska", {"Undersköterska"}),
        ("har läst engelska 5, behöver 6", {"Engelska 6"}),
        ("har engelska 5, behöver 6an", {"Engelska 6"}),
        ("jag är snickare och vill vidareutbilda mig", set()),
    ],
)
def test_what_comes_after(tmp_path: Path, question: str, names: set[str]) -> None:
    reply = ask(tmp_path, question)
    assert reply.is_course_question
    assert {course.name for course in reply.courses} == names


def test_what_builds_on_nothing_known_is_as_before(tmp_path: Path) -> None:
    reply = ask(tmp_path, "jag är snickare och vill läsa vidare, engelska 7")
    assert [course.name for course in reply.courses] == ["Engelska 7"]
    assert "builds_on" not in reply.understood


def test_it_is_a_chip(tmp_path: Path) -> None:
    reply = ask(tmp_path, "jag är undersköterska, vad kan jag läsa vidare till?")
    assert [chip.label for chip in reply.chips] == ["Bygger på: undersköterska"]
    assert reply.chips[0].words


def test_what_requires_a_subject_is_left_out_by_who_cannot_take_it(tmp_path: Path) -> None:
    reply = ask(tmp_path, "vad kan man läsa i klockvik där det inte krävs engelska")
    assert {course.name for course in reply.courses} == {
        "Undersköterska",
        "Specialistundersköterska i akutvård",
        "Demensvård",
    }


@pytest.mark.parametrize("place", ["klockvik", "sundsvall"])
def test_a_place_alone_behind_not_is_not_wanted(tmp_path: Path, place: str) -> None:
    reply = ask(tmp_path, f"engelska 6 inte {place}")
    assert reply.understood["not_place"] == [place.capitalize()]
