from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.courses.read.periods import read_period
from assistant.courses.read.question_text import QuestionText

NOVEMBER = dt.date(2026, 11, 22)
MARCH = dt.date(2024, 3, 10)


def period(question: str, today: dt.date) -> tuple[str | None, str | None]:
    found = read_period(QuestionText(question, question), today)
    return (
        found.start.isoformat() if found.start else None,
        found.end.isoformat() if found.end else None,
    )


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("kurs i vår", "2027-01-01", "2027-06-30"),
        ("kurs i var", "2027-01-01", "2027-06-30"),
        ("till våren", "2027-01-01", "2027-06-30"),
        ("i höst", "2026-08-01", "2026-12-31"),
        ("i host", "2026-08-01", "2026-12-31"),
        ("till hösten", "2027-08-01", "2027-12-31"),
        ("nästa höst", "2027-08-01", "2027-12-31"),
        ("till hosten nasta ar", "2027-08-01", "2027-12-31"),
        ("vårterminen 2027", "2027-01-01", "2027-06-30"),
        ("VT27", "2027-01-01", "2027-06-30"),
        ("ht 2027", "2027-08-01", "2027-12-31"),
        ("hösten 2028", "2028-08-01", "2028-12-31"),
        ("nästa termin", "2027-01-01", "2027-06-30"),
        ("denna termin", "2026-08-01", "2026-12-31"),
        ("nästa år", "2027-01-01", "2027-12-31"),
        ("i år", "2026-01-01", "2026-12-31"),
        ("börjar 2027", "2027-01-01", "2027-12-31"),
        ("nästa månad", "2026-12-01", "2026-12-31"),
        ("nästa vecka", "2026-11-23", "2026-11-29"),
        ("i januari", "2027-01-01", "2027-01-31"),
        ("i november", "2026-11-01", "2026-11-30"),
        ("i mars nästa år", "2027-03-01", "2027-03-31"),
        ("i januari eller februari", "2027-01-01", "2027-02-28"),
        ("i början av mars", "2027-03-01", "2027-03-10"),
        ("i slutet av februari", "2027-02-21", "2027-02-28"),
        ("mellan januari och mars", "2027-01-01", "2027-03-31"),
        ("mellan november och februari", "2026-11-01", "2027-02-28"),
        ("före 1 mars", None, "2027-02-28"),
        ("senast 15 mars 2027", None, "2027-03-15"),
        ("från och med mars", "2027-03-01", None),
        ("från 1 mars", "2027-03-01", None),
        ("efter jul", "2027-01-01", "2027-06-30"),
        ("efter årsskiftet", "2027-01-01", "2027-06-30"),
        ("efter sommaren", "2027-08-01", None),
        ("innan sommaren", None, "2027-05-31"),
        ("efter mars", "2027-04-01", None),
        ("i april eller senare", "2027-04-01", None),
        ("mars 2027 och framåt", "2027-03-01", None),
        ("v. 3", "2027-01-18", "2027-01-24"),
        ("vecka 50", "2026-12-07", "2026-12-13"),
        ("den 18 januari", "2027-01-18", "2027-01-18"),
        ("18/1", "2027-01-18", "2027-01-18"),
        ("2027-01-18", "2027-01-18", "2027-01-18"),
        ("i sommar", "2027-06-01", "2027-08-31"),
        ("en sommarkurs", "2027-06-01", "2027-08-31"),
        ("snart", "2026-11-22", "2027-01-21"),
        ("så snart som möjligt", "2026-11-22", "2027-01-21"),
        ("inom två månader", "2026-11-22", "2027-01-21"),
        ("om 3 veckor", "2026-11-22", "2026-12-13"),
        ("this spring", "2027-01-01", "2027-06-30"),
        ("next autumn", "2027-08-01", "2027-12-31"),
        ("in January", "2027-01-01", "2027-01-31"),
        ("after Christmas", "2027-01-01", "2027-06-30"),
        ("before 1 March", None, "2027-02-28"),
        ("starting in March", "2027-03-01", "2027-03-31"),
        ("i vår kommun", None, None),
        ("vår skola", None, None),
        ("var finns kurser", None, None),
        ("maj", None, None),
        ("kl 18", None, None),
        ("i 2 år", None, None),
        ("engelska 6", None, None),
        ("sista ansökningsdag före 1 mars", None, None),
    ],
)
def test_in_november(said: str, start: str | None, end: str | None) -> None:
    assert period(said, NOVEMBER) == (start, end)


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("i vår", "2024-01-01", "2024-06-30"),
        ("till våren", "2025-01-01", "2025-06-30"),
        ("i höst", "2024-08-01", "2024-12-31"),
        ("till hösten", "2024-08-01", "2024-12-31"),
        ("nästa termin", "2024-08-01", "2024-12-31"),
        ("nästa höst", "2025-08-01", "2025-12-31"),
        ("i sommar", "2024-06-01", "2024-08-31"),
        ("efter sommaren", "2024-08-01", None),
        ("i februari", "2025-02-01", "2025-02-28"),
        ("29 februari 2024", "2024-02-29", "2024-02-29"),
        ("v 3", "2025-01-13", "2025-01-19"),
    ],
)
def test_in_march(said: str, start: str | None, end: str | None) -> None:
    assert period(said, MARCH) == (start, end)


def test_a_day_that_does_not_exist_is_none() -> None:
    assert period("den 31 februari", NOVEMBER) == (None, None)
    assert period("vecka 60", NOVEMBER) == (None, None)


_PIECES = st.lists(
    st.sampled_from(
        "i till före efter från mellan och vår höst hösten jul mars 1 31 2027 99 v. vecka nästa år"
        " termin om 12 veckor 18/1 2027-02-30 slutet av".split()
    ),
    max_size=8,
)


@given(_PIECES, st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)))
def test_any_words_are_read_on_any_day(pieces: list[str], today: dt.date) -> None:
    text = " ".join(pieces)
    question = QuestionText(text, text)
    read_period(question, today)
    assert all(span in text for span in question.spans.values())
