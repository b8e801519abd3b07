from __future__ import annotations

import datetime as dt

import pytest

from assistant.courses.tell import fields
from assistant.courses.tell.fields import FIELDS, cell
from assistant.words.languages import Language
from tests.assistant.courses.made import bare, course

SV, EN = Language.SWEDISH, Language.ENGLISH
TODAY = dt.date(2026, 11, 22)


def told(name: str, language: Language = SV, **other: object) -> str | None:
    [field] = [field for field in FIELDS if field.name == name]
    return cell(field, course(**other), language).text


def test_a_course_in_words() -> None:
    assert told("start") == "18 januari 2027"
    assert told("pace") == "50 procent, halvfart"
    assert told("pace", pace=37.5) == "37,5 procent"
    assert told("points") == "100 gymnasiepoäng"
    assert told("points", points=7.5, points_system="hp") == "7,5 högskolepoäng"
    assert told("points", points=1500) == "1\xa0500 gymnasiepoäng"
    assert told("points", points_system="fup") == "100 poäng (fup)"
    assert told("points", points_system=None) == "100 poäng"
    assert told("form") == "Distans, 2 obligatoriska träffar"
    assert told("form", distance=False, evening=True) == "På plats, kvällstid"
    assert told("form", distance=None, evening=True) is None
    assert told("language") == "svenska"
    assert told("language", EN) == "Swedish"
    assert told("state", state="upcoming") == "Ansökan öppnar 1 oktober 2026"
    assert told("start", start=None, rolling=True) == "Start när som helst"
    assert told("apply_until", apply_until=None, continuous=True) == "Du kan söka när som helst"
    assert fields.times(course(), SV) == "18 januari–4 juni 2027"
    assert fields.times(course(end=None), SV) == "18 januari 2027"
    assert fields.title(course(places=list("ABCDE"))) == "Matematik 2b, A, B, C, D, …"


def test_what_the_source_does_not_tell_is_empty_and_has_no_source() -> None:
    for field in FIELDS:
        if field.name not in ("name", "state"):
            assert cell(field, bare(), SV) == fields.Cell(None, None)


def test_a_cell_tells_where_all_its_parts_were_read() -> None:
    [form] = [field for field in FIELDS if field.name == "form"]
    assert cell(form, course(), SV).source == "rad 12, kolumnen Form, kolumnen Träffar"
    apart = course(sources={"distance": "rad 2, Form", "meetings": "rad 3, Träffar"})
    assert cell(form, apart, SV).source == "rad 2, Form; rad 3, Träffar"
    [state] = [field for field in FIELDS if field.name == "state"]
    assert cell(state, course(), SV).source == "datumen i källan, jämförda med dagens datum"


def test_only_web_addresses_become_links() -> None:
    [url] = [field for field in FIELDS if field.name == "url"]
    assert cell(url, course(), SV).url == "https://exempel.se/ma2b"
    assert cell(url, course(url="javascript:alert(1)"), SV).url is None
    assert fields.web_address(None) is None


@pytest.mark.parametrize(
    ("until", "left"), [("2026-11-22", 0), ("2026-12-01", 9), ("2026-11-21", None), (None, None)]
)
def test_days_left_are_counted_to_the_last_day(until: str | None, left: int | None) -> None:
    assert fields.days_left(course(apply_until=until), TODAY) == left
