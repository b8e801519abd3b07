"""Workbooks and tables say what a person sees in them: merged, hidden, not worked out."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from corpus.courses import Occasion
from ingest.catalogues import CatalogueReading
from ingest.catalogues.registry import read_catalogue
from ingest.readers import read as read_document
from ingest.sheets.grid import read_delimited
from ingest.sheets.workbook import read_workbook
from tests.ingest.catalogues.sheets import open_document
from tests.ingest.workbooks import book

HEADER: list[object] = ["Kursnamn", "Kurskod", "Ort", "Startdatum", "Sista ansökningsdag"]
BAGERI: list[object] = ["Bageri", "BAG1", "Norråsa", date(2027, 1, 18), date(2026, 12, 1)]
SVETS: list[object] = ["Svets", "SVE1", "Klockvik", date(2027, 2, 15), date(2027, 1, 5)]


def read(data: bytes, name: str = "kurser.xlsx") -> CatalogueReading:
    reading = read_catalogue(name, data)
    assert reading is not None
    return reading


def names(reading: CatalogueReading) -> list[tuple[str, str, str | None]]:
    """Name, place and start of each occasion."""
    by_key = {education.key: education for education in reading.catalogue.educations}
    return [
        (by_key[held.education].name, held.places[0].name, held.start)
        for held in reading.catalogue.occasions
    ]


def only(reading: CatalogueReading) -> Occasion:
    (held,) = reading.catalogue.occasions
    return held


def test_a_cell_merged_over_rows_stands_in_each_of_them() -> None:
    rows: list[list[object]] = [
        HEADER,
        BAGERI,
        [None, None, "Klockvik", date(2027, 3, 22), None],
        SVETS,
    ]

    def merge(sheet: Worksheet) -> None:
        for column in "AB":
            sheet.merge_cells(f"{column}2:{column}3")

    reading = read(book(rows, merge))
    assert names(reading) == [
        ("Bageri", "Norråsa", "2027-01-18"),
        ("Bageri", "Klockvik", "2027-03-22"),
        ("Svets", "Klockvik", "2027-02-15"),
    ]
    assert reading.report.left_out == {}


def test_a_heading_merged_over_the_whole_table_is_no_course() -> None:
    rows: list[list[object]] = [HEADER, ["Livsmedel"], BAGERI]
    reading = read(book(rows, lambda sheet: sheet.merge_cells("A2:E2")))
    assert names(reading) == [("Bageri", "Norråsa", "2027-01-18")]
    assert reading.report.left_out == {"bara ett namn": 1}


def test_hidden_rows_columns_and_sheets_are_left_out_and_told() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["E"].hidden = True
        other = sheet.parent.create_sheet("Gamla kurser")
        other.append(HEADER)
        other.append(SVETS)
        other.sheet_state = "hidden"

    reading = read(book([HEADER, BAGERI, SVETS], hide))
    assert names(reading) == [("Bageri", "Norråsa", "2027-01-18")]
    assert only(reading).apply_until is None
    told = " ".join(reading.report.notes)
    assert "rad 3 är dold" in told
    assert "kolumn E är dold" in told
    assert "Bladet Gamla kurser är dolt" in told


def test_a_hidden_refusal_is_heeded() -> None:
    rows: list[list[object]] = [[*HEADER, "Beslut"], [*BAGERI, "Avslag"], [*SVETS, "Beviljad"]]
    reading = read(book(rows, lambda sheet: setattr(sheet.column_dimensions["F"], "hidden", True)))
    assert names(reading) == [("Svets", "Klockvik", "2027-02-15")]
    assert reading.report.left_out == {"ansökan avslogs": 1}


def test_a_workbook_whose_courses_are_hidden_says_so() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"
        sheet.parent.create_sheet("Läs mig").append(["Här finns kurser"])

    data = book([HEADER, BAGERI], hide)
    assert read_catalogue("kurser.xlsx", data) is None
    assert any("Bladet Sheet är dolt" in note for note in read_document("a.xlsx", data).notes)


def test_formulas_without_a_result_and_errors_are_told() -> None:
    rows: list[list[object]] = [
        HEADER,
        ["Bageri", "BAG1", "Norråsa", date(2027, 1, 18), "=D2-43"],
        SVETS,
    ]
    rows[2] = [*SVETS[:2], "#REF!", *SVETS[3:]]
    reading = read(book(rows))
    told = " ".join(reading.report.notes)
    assert "formeln i cell E2 har inget sparat resultat" in told
    assert "cell C3 visar ett fel" in told


def test_days_in_cells_that_do_not_show_them_as_days() -> None:
    row = ["Bageri", "BAG1", "Norråsa", 46433, 46392.0]
    held = only(read(book([HEADER, row])))
    assert (held.start, held.apply_until) == ("2027-02-15", "2027-01-05")

    def from_1904(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.epoch = datetime(1904, 1, 1)

    old = ["Bageri", "BAG1", "Norråsa", 46433 - 1462, date(2027, 1, 5)]
    held = only(read(book([HEADER, old], from_1904)))
    assert (held.start, held.apply_until) == ("2027-02-15", "2027-01-05")


@pytest.mark.parametrize("merged", [True, False])
def test_a_header_of_two_rows(*, merged: bool) -> None:
    rows: list[list[object]] = [
        ["Kurs", None, "Ort", "Ansökan", None, "Kursperiod", None],
        ["Namn", "Kod", None, "Start", "Slut", "Start", "Slut"],
        ["Bageri", "BAG1", "Norråsa", date(2026, 10, 1), date(2026, 12, 1), date(2027, 1, 18),
         date(2027, 6, 4)],
    ]  # fmt: skip

    def merge(sheet: Worksheet) -> None:
        for area in ("A1:B1", "C1:C2", "D1:E1", "F1:G1") if merged else ():
            sheet.merge_cells(area)

    reading = read(book(rows, merge))
    held = only(reading)
    assert names(reading) == [("Bageri", "Norråsa", "2027-01-18")]
    days = (held.apply_from, held.apply_until, held.end)
    assert days == ("2026-10-01", "2026-12-01", "2027-06-04")
    assert held.origin.fields["apply_until"] == "Ansökan Slut"
    assert reading.report.unknown_columns == ()


def test_the_name_of_a_group_goes_no_further_than_its_columns() -> None:
    text = (
        "Kursnamn;Ansökan;;;Ort\n;Första dag;Sista dag;Start;\n"
        "Bageri;2026-10-01;2026-12-01;2027-01-18;Norråsa\n"
        ";Första dag;Sista dag;Start;\nSvets;2026-10-01;2026-12-01;2027-02-15;Klockvik\n"
    )
    reading = read(text.encode(), "kurser.csv")
    assert names(reading) == [
        ("Bageri", "Norråsa", "2027-01-18"),
        ("Svets", "Klockvik", "2027-02-15"),
    ]
    assert {held.apply_until for held in reading.catalogue.occasions} == {"2026-12-01"}


def test_the_row_below_a_header_is_no_header() -> None:
    text = "Kurs;Studieform;Tid;Ort;Start\nBageri;Distans;Kväll;Norråsa;2027-01-18\n"
    held = only(read(text.encode(), "kurser.csv"))
    assert (held.distance, held.evening, held.start) == (True, True, "2027-01-18")


def test_weeks_terms_and_parts_keep_the_words_of_the_source() -> None:
    text = (
        "Kurs;Kod;Ort;Start;Slut\n"
        "Bageri;A;Norråsa;v. 3 2027;v. 22 2027\n"
        "Svets;B;Norråsa;VT27;VT27\n"
        "Kock;C;Norråsa;2026-11-03, 2027-02-05;2026-11-08, 2027-02-07\n"
        "Frisör;D;Norråsa;2026-11-03, 2027-02-05;\n"
        "Bagare;E;Norråsa;2027-01-18;2027-06-04\n"
    )
    reading = read(text.encode(), "kurser.csv")
    assert [(o.start, o.end, o.dates) for o in reading.catalogue.occasions] == [
        ("2027-01-18", "2027-06-04", "v. 3 2027 – v. 22 2027"),
        (None, None, "VT27"),
        ("2026-11-03", "2027-02-07", "2026-11-03–2026-11-08, 2027-02-05–2027-02-07"),
        ("2026-11-03", None, "2026-11-03, 2027-02-05"),
        ("2027-01-18", "2027-06-04", None),
    ]
    assert reading.report.notes == ()


def test_the_period_of_applying_in_one_column() -> None:
    text = "Kurs;Kod;Ort;Start;Ansökningsperiod\nBageri;A;Norråsa;2027-01-18;1 okt – 1 dec 2026\n"
    held = only(read(text.encode(), "kurser.csv"))
    assert (held.apply_from, held.apply_until) == ("2026-10-01", "2026-12-01")


def test_columns_of_universities_and_in_english() -> None:
    text = (
        "code,Course title,HP,Start date,End date,Application deadline,City,Study pace,Language\n"
        "MA1234,Linear algebra,7.5,2027-01-18,2027-03-26,2026-10-15,Norråsa,50%,English\n"
    )
    reading = read(text.encode(), "courses.csv")
    (education,), held = reading.catalogue.educations, only(reading)
    assert (education.code, education.points, education.points_system) == ("MA1234", 7.5, "hp")
    days = (held.start, held.end, held.apply_until)
    assert days == ("2027-01-18", "2027-03-26", "2026-10-15")
    assert (held.pace, held.language) == (50, "en")
    assert reading.report.unknown_columns == ()


CELLS = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" åäö;,\"'\n"), max_size=12
).map(str.strip)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(CELLS, min_size=width, max_size=width).filter(any), min_size=1, max_size=6
    )
)
ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_a_made_up_table_reads_back_from_a_workbook_and_from_text(table: list[list[str]]) -> None:
    table = [["x" if c in ERRORS or c.startswith("=") else c for c in row] for row in table]
    width = len(table[0])

    def as_text(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                cell.data_type = "s"

    (grid,) = read_workbook(book(table, as_text))
    assert [(*row.cells, *[""] * (width - len(row.cells))) for row in grid.rows] == [
        tuple(row) for row in table
    ]
    file = io.StringIO()
    csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows(table)
    rows = read_delimited(file.getvalue(), ";").rows
    assert [(*row.cells, *[""] * (width - len(row.cells))) for row in rows] == [
        tuple(row) for row in table
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 3), min_size=1, max_size=4), st.data())
def test_made_up_merged_cells_stand_in_every_row_they_cover(
    heights: list[int], data: st.DataObject
) -> None:
    expected = []
    rows: list[list[object]] = []
    areas = []
    for number, height in enumerate(heights):
        areas.append((len(rows) + 1, len(rows) + height))
        for at in range(height):
            rows.append([f"namn {number}" if at == 0 else None, f"ort {number} {at}"])
            expected.append((f"namn {number}", f"ort {number} {at}"))
    hidden = data.draw(st.sets(st.integers(1, len(rows)), max_size=len(rows) - 1))

    def change(sheet: Worksheet) -> None:
        for first, last in areas:
            sheet.merge_cells(f"A{first}:A{last}")
        for number in hidden:
            sheet.row_dimensions[number].hidden = True

    (grid,) = read_workbook(book(rows, change))
    seen = [cells for number, cells in enumerate(expected, 1) if number not in hidden]
    assert [row.cells for row in grid.rows] == seen


def test_an_open_document_is_read_as_it_is_seen() -> None:
    def row(*cells: str, hidden: bool = False) -> str:
        visibility = ' table:visibility="filter"' if hidden else ""
        return f"<table:table-row{visibility}>{''.join(cells)}</table:table-row>"

    def cell(text: str, down: int = 1) -> str:
        return (
            f'<table:table-cell office:value-type="string" table:number-rows-spanned="{down}">'
            f"<text:p>{text}</text:p></table:table-cell>"
        )

    covered = "<table:covered-table-cell/>"
    rows = [
        row(cell("Kurs"), cell("Kod"), cell("Ort")),
        row(cell("Bageri", 2), cell("A"), cell("Norråsa")),
        row(covered, cell("B"), cell("Klockvik")),
        row(cell("Svets"), cell("C"), cell("Norråsa"), hidden=True),
    ]
    reading = read(open_document("Kurser", "".join(rows)), "kurser.ods")
    assert [name[:2] for name in names(reading)] == [("Bageri", "Norråsa"), ("Bageri", "Klockvik")]
    assert reading.report.notes == ("Bladet Kurser: rad 4 är dold och lästes inte.",)


def test_a_table_below_with_its_own_title_and_columns_is_one_of_its_own() -> None:
    rows: list[list[object]] = [
        ["Kurser våren 2027"],
        [],
        HEADER,
        BAGERI,
        [],
        ["Inställda kurser"],
        ["Ort", "Kurs", "Skulle ha startat", "Orsak"],
        ["Klockvik", "Truck", date(2027, 3, 22), "för få sökande"],
        [],
        ["Distanskurser"],
        ["Kurs", "Studietakt", "Kursstart", "Ort"],
        ["Svets", "25 procent", date(2027, 4, 12), "Granby"],
    ]
    reading = read(book(rows))
    assert names(reading) == [
        ("Bageri", "Norråsa", "2027-01-18"),
        ("Svets", "Granby", "2027-04-12"),
    ]
    text = "\n".join(page.text for page in reading.pages)
    assert "Inställda kurser" in text
    assert "för få sökande" in text


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (HEADER, BAGERI),
        (
            ["Utbildningsnamn", "Beslut", "Diarienummer", "Kommun", "Utbildningsanordnare"],
            ["Bageri", "Beviljad", "MYH 2026/31", "Norråsa", "Brödskolan"],
        ),
    ],
)
def test_what_stands_above_below_and_beside_the_courses_is_text(
    header: list[object], row: list[object]
) -> None:
    rows: list[list[object]] = [
        ["Kurser våren 2027"],
        ["Källa: Brödskolans kansli"],
        [],
        header,
        row,
        [],
        ["Not: Tolv platser söktes för utbildningen till bagare."],
    ]

    def read_me(sheet: Worksheet) -> None:
        workbook = sheet.parent
        assert workbook is not None
        workbook.create_sheet("Läs mig")["A1"] = "Överklaga inom tre veckor."

    reading = read(book(rows, read_me))
    told = "\n".join(page.text for page in reading.pages)
    assert "Källa: Brödskolans kansli" in told
    assert "Not: Tolv platser söktes" in told
    assert "Överklaga inom tre veckor." in told
    assert (len(reading.catalogue.occasions), reading.report.rows) == (1, 1)
