"""Workbooks: good ones, huge ones, broken ones."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.courses import Place
from ingest.explanation import explanation_of
from ingest.files import FileContent, SourceFile
from ingest.readers import Unreadable
from ingest.readers import read as read_document
from ingest.sheets import workbook as reader
from ingest.sheets.workbook import is_workbook, read_workbook
from tests.ingest.catalogues.sheets import (
    Cell,
    one_course,
    open_document,
    raw_row,
    raw_workbook,
    read,
    workbook,
)

HEADER: list[Cell] = ["Kurs", "Kod", "Poäng", "Start", "Studietakt", "Ort"]
BAGERI: list[Cell] = ["Bageri", "BAG1", 100, date(2027, 1, 18), 0.5, "Norråsa"]
LAST_ROW = 1_048_576


def test_a_table_of_courses_in_a_workbook() -> None:
    rows: list[list[Cell]] = [["Kurser 2027"], [], HEADER, BAGERI]
    reading = read(workbook({"Kurser": rows}), "kurser.xlsx")
    (held,), (education,) = reading.catalogue.occasions, reading.catalogue.educations
    assert reading.title == "Kurser 2027"
    assert (held.start, held.pace, held.places) == ("2027-01-18", 50, (Place("Norråsa"),))
    assert (education.code, education.points) == ("BAG1", 100)
    assert held.origin.where == "bladet Kurser, rad 4"


def test_every_sheet_with_a_header_is_read() -> None:
    book: dict[str, list[list[Cell]]] = {
        "Läs mig": [["Här finns kurser"]],
        "Våren": [HEADER, BAGERI],
        "Hösten": [HEADER, ["Svets", "SVE1", 200, date(2027, 8, 23), 1, "Klockvik"]],
    }
    reading = read(workbook(book), "kurser.xlsx")
    assert [education.name for education in reading.catalogue.educations] == ["Bageri", "Svets"]
    assert [held.pace for held in reading.catalogue.occasions] == [50, 100]


def test_a_remark_beside_the_table_is_no_reason_to_leave_a_row_out() -> None:
    rows = [HEADER, [*BAGERI, None, "Ring Eva!"]]
    assert len(read(workbook({"Kurser": rows}), "kurser.xlsx").catalogue.occasions) == 1


def test_cells_are_as_people_read_them() -> None:
    cells: list[Cell] = [100, 7.5, True, date(2027, 1, 18), "  text ", None, "#N/A", "slut"]
    ((row,),) = (grid.rows for grid in read_workbook(workbook({"Blad": [cells]})))
    assert row.cells == ("100", "7,5", "ja", "2027-01-18", "  text ", "", "", "slut")


@pytest.mark.parametrize(
    "empty",
    [
        pytest.param("", id="wrong dimension"),
        pytest.param("".join(f'<row r="{n}"/>' for n in range(3, LAST_ROW + 1)), id="empty rows"),
        pytest.param(
            "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(3, 300_000)),
            id="empty cells",
        ),
    ],
)
def test_a_million_empty_rows_are_nothing(empty: str) -> None:
    rows = [raw_row(1, "Kurs", "Kod", "Ort"), raw_row(2, "Bageri", "BAG1", "Norråsa"), empty]
    reading = read(raw_workbook(rows, f"A1:XFD{LAST_ROW}"), "kurser.xlsx")
    assert reading.report.rows == 1


def test_a_table_of_an_open_document_with_its_million_empty_rows() -> None:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in cells
        )
        + '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
        for cells in (("Kurs", "Kod", "Ort"), ("Bageri", "BAG1", "Norråsa"))
    )
    empty = (
        f'<table:table-row table:number-rows-repeated="{LAST_ROW}">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    reading = read(open_document("Kurser", rows + empty), "kurser.ods")
    assert [held.places for held in reading.catalogue.occasions] == [(Place("Norråsa"),)]


def test_a_stray_cell_far_away_ends_neither_the_memory_nor_the_program() -> None:
    far = f'<row r="{LAST_ROW}"><c r="XFD{LAST_ROW}"><v>1</v></c></row>'
    data = raw_workbook([raw_row(1, "Kurs", "Kod", "Ort"), far], "A1:C1")
    with pytest.raises(Unreadable, match="CSV"):
        explanation_of(SourceFile("/kurser.xlsx", "kurser.xlsx"), FileContent(data))


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook({"Kurser": [HEADER, BAGERI]})
    monkeypatch.setattr(reader, "LARGEST", 1_000)
    with pytest.raises(Unreadable, match="gigabyte"):
        read(data, "kurser.xlsx")


def test_a_protected_workbook_says_so() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Unreadable, match="lösenord"):
        read_document("kurser.xlsx", data)


def test_a_damaged_workbook_says_what_to_do() -> None:
    data = workbook({"Kurser": [HEADER, BAGERI]})
    with pytest.raises(Unreadable, match="skadad"):
        read(data[: len(data) // 2], "kurser.xlsx")
    with pytest.raises(Unreadable, match="skadad"):
        read(raw_workbook(['<row r="1"><c r="A1"'], "A1"), "kurser.xlsx")


def test_other_archives_are_no_workbooks() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert not is_workbook(file.getvalue())


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_a_workbook_with_a_few_wrong_bytes_is_read_or_told_as_unreadable(
    data: st.DataObject,
) -> None:
    damaged = bytearray(one_course())
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        explanation_of(SourceFile("/kurser.xlsx", "kurser.xlsx"), FileContent(bytes(damaged)))
