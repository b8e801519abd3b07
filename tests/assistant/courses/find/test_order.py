"""Which of the courses found comes first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from evals.measure.command import filled_app

ROWS = """Namn;Kurskod;Ort;Startdatum
Inköp och logistik;A1;Klockvik;2027-01-18
Kvalificerad inköpare;A2;Klockvik;2027-01-18
"""


def test_what_is_called_just_so_comes_before_what_begins_alike(tmp_path: Path) -> None:
    (tmp_path / "kurser.csv").write_text(ROWS, encoding="utf-8")
    with filled_app([tmp_path], "tests") as app:
        reply = app.find_courses("inköpare", dt.date(2026, 11, 22))
    assert next(course.name for course in reply.courses) == "Kvalificerad inköpare"
    assert reply.total == 2


STEPS = """Namn;Kurskod;Ort;Startdatum;Förkunskaper
Spanska 3;A3;Klockvik;2027-01-11;Spanska 2
Spanska 1;A1;Klockvik;2027-01-18;
Spanska 2;A2;Klockvik;2027-01-12;Spanska 1
Samtal på spanska;A4;Klockvik;2027-01-25;Inga förkunskaper krävs.
"""


@pytest.mark.parametrize(
    "question",
    ["spanska för nybörjare", "spanska från början", "vill lära mig spanska, har aldrig läst det"],
)
def test_beginners_get_what_asks_nothing_and_the_first_step(tmp_path: Path, question: str) -> None:
    (tmp_path / "kurser.csv").write_text(STEPS, encoding="utf-8")
    with filled_app([tmp_path], "tests") as app:
        reply = app.find_courses(question, dt.date(2026, 11, 22))
        others = app.find_courses("spanska", dt.date(2026, 11, 22))
    assert [course.name for course in reply.courses] == ["Samtal på spanska", "Spanska 1"]
    assert others.courses[0].name == "Spanska 3"
    assert others.total == 4


FOR_OLD = """Namn;Kurskod;Ort;Startdatum
Äldre och hälsa;A1;Klockvik;2027-01-18
Dator och mobil;A2;Klockvik;2027-01-18
"""


def test_a_course_for_the_old_is_not_about_them(tmp_path: Path) -> None:
    (tmp_path / "kurser.csv").write_text(FOR_OLD, encoding="utf-8")
    with filled_app([tmp_path], "tests") as app:
        reply = app.find_courses("finns nån kurs för äldre, mobilen", dt.date(2026, 11, 22))
    assert [course.name for course in reply.courses] == ["Dator och mobil"]


CUSTOMS = """Namn;Kurskod;Ort;Startdatum
Transport och spedition;A1;Klockvik;2027-01-18
Tullspecialist;A2;Klockvik;2027-01-18
"""


def test_beside_what_is_called_so_nothing_is_shown_that_only_leads_there(tmp_path: Path) -> None:
    (tmp_path / "kurser.csv").write_text(CUSTOMS, encoding="utf-8")
    with filled_app([tmp_path], "tests") as app:
        reply = app.find_courses("tull", dt.date(2026, 11, 22))
    assert [course.name for course in reply.courses] == ["Tullspecialist"]


FEES = """Namn;Kurskod;Ort;Startdatum;Avgift
Svenska 1;A1;Klockvik;2027-01-11;1 200 kr
Svenska 2;A2;Klockvik;2027-01-12;
Svenska 3;A3;Klockvik;2027-01-13;Avgiftsfri
Svenska 4;A4;Klockvik;2027-01-14;350
"""


@pytest.mark.parametrize(
    "question", ["vilken kurs i svenska är billigast", "gratis kurs i svenska"]
)
def test_the_cheapest_first_and_what_is_not_told_last(tmp_path: Path, question: str) -> None:
    (tmp_path / "kurser.csv").write_text(FEES, encoding="utf-8")
    with filled_app([tmp_path], "tests") as app:
        reply = app.find_courses(question, dt.date(2026, 11, 22))
    assert [course.name[-1] for course in reply.courses] == ["3", "4", "1", "2"]


def test_who_leaves_year_nine_asks_for_no_basic_school(tmp_path: Path) -> None:
    (tmp_path / "kurser.csv").write_text(FEES, encoding="utf-8")
    with filled_app([tmp_path], "tests") as app:
        leaves = app.find_courses("min dotter går ut nian", dt.date(2026, 11, 22))
        lacks = app.find_courses("har inte gått ut nian", dt.date(2026, 11, 22))
    assert not leaves.is_course_question
    assert "level" not in leaves.understood
    assert lacks.understood["level"] == "grundläggande vuxenutbildning"


SEVERAL = """Namn;Kurskod;Ort;Startdatum;Nivå;Distans
Allmän kurs;A1;Klockvik;2027-01-18;folkhögskola;nej
Keramik;A2;Klockvik;2027-01-18;folkhögskola;nej
Svenska för invandrare, kurs C;A3;Klockvik;2027-01-18;svenska för invandrare;nej
Specialistundersköterska i akutvård;A4;Klockvik;2027-01-18;yrkeshögskola;nej
Specialistundersköterska inom psykiatri;A5;Klockvik;2027-01-18;yrkeshögskola;nej
Bank och försäkring;A8;Klockvik;2027-01-18;yrkeshögskola;nej
Allsvensk försäkring;A9;Klockvik;2027-01-18;yrkeshögskola;nej
Kusk;B1;Klockvik;2027-01-18;yrkeshögskola;nej
Verksamhetsledare inom hästnäringen;B2;Klockvik;2027-01-18;yrkeshögskola;nej
Historia 1b;B3;Klockvik;2027-01-18;gymnasial vuxenutbildning;nej
"""


@pytest.mark.parametrize(
    ("question", "names"),
    [
        # Of what leads to the work, that which is called as what it is done with.
        ("jobba inom psykiatrin", ["Specialistundersköterska inom psykiatri"]),
        # What answers to both sides comes first, and what answers to one is shown.
        ("bank eller försäkring", ["Bank och försäkring", "Allsvensk försäkring"]),
        # Small words between do not part what is known together.
        ("köra med häst och vagn", ["Kusk"]),
        # School that is told of, beside a folk high school; school that a course is needed for.
        ("hoppade av gymnasiet, nu vill jag plugga. folkhögskola kanske", ["Allmän kurs"]),
        ("behöver historia 1b till högskolan", ["Historia 1b"]),
    ],
)
def test_what_answers_to_most_of_the_question(
    tmp_path: Path, question: str, names: list[str]
) -> None:
    (tmp_path / "kurser.csv").write_text(SEVERAL, encoding="utf-8")
    with filled_app([tmp_path], "tests") as app:
        reply = app.find_courses(question, dt.date(2026, 11, 22))
    assert [course.name for course in reply.courses] == names
    assert not reply.relaxed


def test_what_nobody_knows_beside_sfi_is_a_place(tmp_path: Path) -> None:
    (tmp_path / "kurser.csv").write_text(SEVERAL, encoding="utf-8")
    with filled_app([tmp_path], "tests") as app:
        reply = app.find_courses("sfi ekhamn", dt.date(2026, 11, 22))
    assert [course.name for course in reply.courses] == ["Svenska för invandrare, kurs C"]
    assert "ekhamn" in reply.notices[0]
