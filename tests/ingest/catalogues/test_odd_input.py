"""Letters, numbers and archives that importers are not made for: noted or told, never a crash."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.catalogues import CatalogueReading
from ingest.catalogues.days import day
from ingest.catalogues.registry import read_catalogue
from ingest.catalogues.values import plain
from ingest.catalogues.words import pace, pace_of_mode, pace_of_text
from ingest.readers.reading import Unreadable
from tests.ingest.catalogues.sheets import SVENSKA, delimited, one_course, one_row, read

ENDLESS_ENTITY = f"&#{'9' * 5000};"
ODD = [
    "5 JUNİ 2020",
    "3 marſ 2020",
    "SFİ",
    "HELTİD",
    "diſtans",
    "KVÄLLſKURS",
    "١٨/١ ٢٠٢٧",
    "２０２７-０１-１８",
    "٠٩:٠٠",
    "½",
    "²",
    "𝟓𝟎 %",
    "9" * 5000,
    "1e999",
    "<!--" * 100,
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "ﬃ ŉ ß ǅ",
    "\u0085\u2028",
    ENDLESS_ENTITY,
]
letters = st.characters(exclude_categories=["Cs", "Cc"])
odd_texts = st.lists(st.sampled_from(ODD) | st.text(letters, max_size=5), max_size=3).map(" ".join)


def every_text_can_be_stored(reading: CatalogueReading) -> None:
    repr(reading.catalogue).encode()
    for text in (reading.title, reading.publisher or "", *reading.report.notes):
        text.encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3 marſ 2020", "2020-03-03"), ("5 JUNI 2020", "2020-06-05"), ("5 JUNİ 2020", None)],
)
def test_months_in_letters_that_look_like_others(text: str, expected: str | None) -> None:
    assert day(text) == expected


def test_a_day_that_no_one_understands_is_noted() -> None:
    report = one_row(KurstillfalleStartdatum="5 JUNİ 2020").report
    assert report.notes == ("Rad 2, KurstillfalleStartdatum: ”5 JUNİ 2020” går inte att förstå.",)
    event = {"identifier": "e.1", "education": "i.1", "execution": {"start": "5 JUNİ 2020"}}
    notes = read(json.dumps({"educationEvents": [event]}).encode(), "a.json").report.notes
    assert notes == ("educationEvents, e.1: execution.start ”5 JUNİ 2020” går inte att förstå.",)


def test_paces_in_letters_that_look_like_others() -> None:
    assert [pace_of_mode(mode) for mode in ("kvartſtid", "Full-Time", "HELTİD")] == [25, 100, None]
    assert [pace_of_text(text) for text in ("på HALVFART", "på halvſfart")] == [50, None]
    assert pace("Halvfart") == 50


def test_an_entity_with_more_figures_than_a_number_may_have() -> None:
    assert plain(f"Svets {ENDLESS_ENTITY}") == "Svets �"


def test_hours_in_other_figures_are_no_evening() -> None:
    instance = {"@type": "CourseInstance", "courseSchedule": {"startTime": "٠٩:٠٠"}}
    course = {"@type": "Course", "name": "Svets", "hasCourseInstance": [instance]}
    script = f'<script type="application/ld+json">{json.dumps(course)}</script>'
    (occasion,) = read(f"<!doctype html><html>{script}</html>".encode(), "a").catalogue.occasions
    assert occasion.evening is None


def test_a_file_name_that_is_not_utf_8() -> None:
    reading = read(delimited([SVENSKA | {"Utbildningsanordnare": ""}]), "kurser_\udce5.csv")
    assert reading.title == "Kurser: kurser ?"
    every_text_can_be_stored(reading)


def archive(name: str, content: bytes, *, version: int = 20, method: int = 0) -> bytes:
    """A zip whose directory names a version and a method of packing."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(name, content)
    data = bytearray(file.getvalue())
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, entry + 6, version)
    struct.pack_into("<H", data, entry + 10, method)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(archive("xl/workbook.xml", b"<a/>", version=255), id="unknown version"),
        pytest.param(archive("xl/workbook.xml", b"<a/>", method=99), id="unknown method"),
        pytest.param(archive("mimetype", b"x", method=8), id="broken packing"),
        pytest.param(archive("mimetype", b"x", method=12), id="broken bzip2"),
        pytest.param(archive("mimetype", b"x", method=14), id="broken lzma"),
        pytest.param(archive("mimetype", b"x", method=99), id="type in an unknown packing"),
    ],
)
def test_a_zip_that_cannot_be_unpacked_is_told_in_a_line(data: bytes) -> None:
    with pytest.raises(Unreadable, match="skadad"):
        read(data, "kurser.xlsx")
    if b"xl/" not in data:
        assert read_catalogue("kurser.docx", data) is None


def test_a_zip_of_an_unknown_version_is_left_to_other_readers() -> None:
    assert read_catalogue("brev.docx", archive("word/document.xml", b"", version=255)) is None


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_a_workbook_with_a_damaged_directory(data: st.DataObject) -> None:
    damaged = bytearray(one_course())
    start = damaged.index(b"PK\x01\x02")
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(start, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        read_catalogue("kurser.xlsx", bytes(damaged))


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(SVENSKA)), odd_texts))
def test_odd_cells(cells: dict[str, str]) -> None:
    every_text_can_be_stored(one_row(**cells))


JSON = st.recursive(
    odd_texts | st.sampled_from(["\ud800", None, True, 10**400]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "code", "@id", "strings", "\ud800"]), inner)
    ),
    max_leaves=4,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("title code type credits lastEdited url".split()), JSON))
def test_odd_items(fields: dict[str, object]) -> None:
    info = {"title": "Svets", **fields, "identifier": "i.1"}
    every_text_can_be_stored(
        read(json.dumps({"educationInfos": [info]}).encode(), "sida_\udce5.json")
    )
