"""Days as catalogues write them: one, two, several, weeks and terms."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.catalogues.days import day, serial_day, span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-10-16 00:00:00.0000000", "2023-10-16"),
        ("2023-10-16", "2023-10-16"),
        ("20270118", "2027-01-18"),
        ("26.03.2027", "2027-03-26"),
        ("28/2 2027", "2027-02-28"),
        ("28/2-2027", "2027-02-28"),
        ("10 dec 2026", "2026-12-10"),
        ("torsdag 10 december 2026", "2026-12-10"),
        ("senast 1 mars 2027", "2027-03-01"),
        ("2027-01-18T08:00:00+01:00", "2027-01-18"),
        ("2027-01-18T00:00:00", "2027-01-18"),
        ("2027/01/18", "2027-01-18"),
        ("18-01-2027", "2027-01-18"),
        ("Måndag 18/1 2027", "2027-01-18"),
        ("2026-12-10 kl. 23.59", "2026-12-10"),
        ("2027-01-18Z", "2027-01-18"),
        ("2027-01-18+01:00", "2027-01-18"),
        # Midnight in Sweden, summer and winter time; the last second of a day in sloppy UTC.
        ("2023-08-13T22:00:00.000Z", "2023-08-14"),
        ("2023-12-31T23:00:00Z", "2024-01-01"),
        ("2023-09-17T23:59:59Z", "2023-09-17"),
        ("2023-09-17T08:00:00Z", "2023-09-17"),
        ("", None),
        ("löpande", None),
        ("2027-02-30", None),
        ("31/2 2027", None),
        ("2027-01", None),
        ("2027", None),
        ("vecka 3 2027", None),
        ("15 jan", None),
        ("18/1", None),
        ("9999-12-31", None),
        ("18 jan 2027 – 5 juni 2027", None),
        ("18 januari – 5 juni 2027", None),
        ("3–8 november 2026", None),
        # Midnight in Sweden in whatever zone it is written.
        ("2027-01-17T23:00Z", "2027-01-18"),
        ("2027-06-30T23:00:00+01:00", "2027-07-01"),
        ("2027-01-17T18:00:00-0500", "2027-01-18"),
        ("2027-01-18T00:00:00+02:00", "2027-01-18"),
        ("2027-13-45T99:00:00Z", None),
    ],
)
def test_a_day_in_the_forms_that_files_have(text: str, expected: str | None) -> None:
    assert day(text) == expected


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(value: date) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d/%m %Y", "%Y-%m-%d 00:00:00.000"):
        assert day(value.strftime(form)) == value.isoformat()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("18 jan 2027 – 5 juni 2027", "2027-01-18", "2027-06-05"),
        ("18 januari - 26 mars 2027", "2027-01-18", "2027-03-26"),
        ("3–8 november 2026", "2026-11-03", "2026-11-08"),
        ("18/1–26/3 2027", "2027-01-18", "2027-03-26"),
        ("2027-01-18/2027-03-26", "2027-01-18", "2027-03-26"),
        ("2027-01-18 till och med 2027-03-26", "2027-01-18", "2027-03-26"),
    ],
)
def test_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    days = span(text)
    assert days is not None
    assert (days.first, days.last, days.ranges, days.words) == (first, last, True, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("v. 3 2027", "2027-01-18", "2027-01-22"),
        ("Vecka 22, 2027", "2027-05-31", "2027-06-04"),
        ("2027-W03", "2027-01-18", "2027-01-22"),
        ("v 3–22 2027", "2027-01-18", "2027-06-04"),
        ("v. 46 2026 – v. 3 2027", "2026-11-09", "2027-01-22"),
        ("2026-11-03, 2027-02-05", "2026-11-03", "2027-02-05"),
        ("2026-11-03\n2027-02-05", "2026-11-03, 2027-02-05", "2027-02-05"),
        ("3–8 nov 2026 och 5–7 feb 2027", "2026-11-03", "2027-02-07"),
        ("VT27", None, None),
        ("Höstterminen 2026", None, None),
        ("HT26/VT27", None, None),
        ("januari 2027", None, None),
    ],
)
def test_what_two_days_do_not_tell_keeps_its_words(
    text: str, first: str | None, last: str | None
) -> None:
    days = span(text)
    assert days is not None
    assert (days.first, days.last) == (first and first[:10], last)
    assert days.words == text.replace("\n", ", ")


@pytest.mark.parametrize("text", ["v. 3", "vecka 54 2027", "6 december", "2027", "1250", "x" * 200])
def test_what_names_no_day_is_none(text: str) -> None:
    assert span(text) is None


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_number_of_excel_is_its_day(value: date) -> None:
    for zero in (date(1899, 12, 30), date(1904, 1, 1)):
        assert serial_day(str((value - zero).days), zero) in (value.isoformat(), None)
    assert serial_day(str((value - date(1899, 12, 30)).days)) == value.isoformat()


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 400))
def test_every_range_is_read_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m %Y"):
        days = span(f"{first.strftime(form)} – {last.strftime(form)}")
        assert days is not None
        assert (days.first, days.last) == (first.isoformat(), last.isoformat())


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    for named in (day(text), serial_day(text)):
        assert named is None or re.fullmatch(r"\d{4}-\d\d-\d\d", named)
    days = span(text)
    assert days is None or days.words or days.first
