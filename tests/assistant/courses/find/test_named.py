"""A course that a question names in full is what it is about, whatever is asked of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.app import App
from evals.measure.command import filled_app

ROWS = """Kursnamn;Ort;Startdatum;Avgift
Stickning för nybörjare;Solvik;2027-03-10;1 295 kr
Stickning för vana;Ekhamn;2027-03-10;450 kr
Drönare i skogsbruket;Ekhamn;2027-03-17;3 800 kr
Plattsättning;Ekhamn;2027-04-05;2 400 kr
Engelska 5;Ekhamn;2027-04-05;0 kr
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A store with the courses alone."""
    folder: Path = tmp_path_factory.mktemp("named")
    (folder / "kurser.csv").write_text(ROWS, encoding="utf-8")
    with filled_app([folder], "tests") as made:
        yield made


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Vad är avgiften för Stickning för nybörjare?", "Stickning för nybörjare"),
        ("När är kursstart för Drönare i skogsbruket?", "Drönare i skogsbruket"),
        ("Vilket pris har Plattsättning?", "Plattsättning"),
        ("Var hålls Plattsättning?", "Plattsättning"),
    ],
)
def test_a_course_that_is_named(app: App, question: str, name: str) -> None:
    reply = app.find_courses(question, dt.date(2026, 11, 22))
    assert reply.is_course_question
    assert [course.name for course in reply.courses] == [name]
    assert not reply.relaxed


def test_what_is_not_wanted_is_no_name(app: App) -> None:
    reply = app.find_courses("Vilka kurser finns i Ekhamn, utom Engelska 5?", dt.date(2026, 11, 22))
    assert "Engelska 5" not in {course.name for course in reply.courses}
    assert len(reply.courses) == 3
