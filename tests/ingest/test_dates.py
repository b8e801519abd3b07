from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import find_dates, iso_date

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Hornöberget 30 maj 2012", ["2012-05-30"]),
        ("den 1:a Januari 2012 och januari 2013", ["2012-01-01", "2013-01"]),
        ("2008-09-23, 23.9.2008, 23/9/2008 och 2008.09.23", ["2008-09-23"] * 4),
        ("3 sept. 2019", ["2019-09-03"]),
        ("May 5, 2020 or 5 May 2020", ["2020-05-05", "2020-05-05"]),
        ("utgåva 2012-05", ["2012-05"]),
        ("30 februari 2012", []),
        ("2012-13-45", []),
        ("SFS 2010:800, 2012/13:45, Dnr 2014-05-123456", []),
        ("tel 0525-46 50 04, 0705-46 50 04", []),
        ("åren 2009-2013 och 2012-2014", []),
        ("kapitel 12.5.2012.3", []),
    ],
)
def test_dates_as_swedish_texts_write_them(text: str, dates: list[str]) -> None:
    assert [found.value for found in find_dates(text)] == dates


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_date_is_found_however_it_is_written(day: date) -> None:
    name = MONTHS.split()[day.month - 1]
    for text in (day.isoformat(), f"den {day.day} {name} {day.year}", f"{day:%d/%m/%Y}"):
        assert [found.value for found in find_dates(f"Beslut {text}.")] == [day.isoformat()]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019-05-30T08:00:00+02:00", "2019-05-30"),
        ("20190530", "2019-05-30"),
        ("2019", "2019"),
        ("2019-05", "2019-05"),
        ("30 maj 2019", "2019-05-30"),
        ("i går", None),
        ("2019-02-31", None),
    ],
)
def test_dates_of_metadata_fields(text: str, value: str | None) -> None:
    assert iso_date(text) == value


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    for found in find_dates(text):
        assert text[found.start : found.end].strip()
