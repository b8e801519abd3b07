from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PdfTable

from corpus.model import Page
from ingest.readers import read
from ingest.readers.data_tables import TableCell, table_blocks
from ingest.readers.reading import blocks_only
from tests.ingest.readers.shown import lines

# Words that neither white space nor the reading of a text may change.
WORDS = st.text("abcdefghijklmnopqrstuvwxyzåäö0123456789%–.,()", min_size=1, max_size=12)
CELLS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 5))
    names = draw(
        st.lists(st.text("abcdefåäö", min_size=2, max_size=9), min_size=width, max_size=width)
    )
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6))
    return [names, *(cells for cells in rows if cells != names)]


@st.composite
def pdf_tables(draw: st.DrawFn) -> list[list[str]]:
    """Tables of three columns or more, whose first row is known for names by its looks alone."""
    # Words of a language: a page of others is taken for one whose font tells no letters.
    word = st.sampled_from(
        "utbildning platser hösten våren sökande lärare elever vård kök ort vecka längd".split()
    )
    width = draw(st.integers(3, 5))
    names = draw(st.lists(word, min_size=width, max_size=width, unique=True))
    cell = st.one_of(word, st.integers(0, 9999).map(str), st.tuples(word, word).map(" ".join))
    row = st.lists(cell, min_size=width, max_size=width).filter(lambda cells: cells != names)
    return [names, *draw(st.lists(row, min_size=2, max_size=6))]


def blocks(*rows: Sequence[TableCell]) -> list[str]:
    return lines(Page(None, blocks_only(table_blocks(rows))))


def texts(*cells: str) -> list[TableCell]:
    return [TableCell(cell) for cell in cells]


def names(*cells: str) -> list[TableCell]:
    return [TableCell(cell, label=True) for cell in cells]


def as_html(rows: Sequence[Sequence[str]]) -> bytes:
    body = [f"<tr>{''.join(f'<th>{cell}</th>' for cell in rows[0])}</tr>"]
    body += [f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows[1:]]
    return f"<html><body><p>Före</p><table>{''.join(body)}</table></body></html>".encode()


def as_docx(rows: Sequence[Sequence[str]]) -> bytes:
    document = Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for line, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, cells, strict=True):
            cell.text = text
    for run in (run for cell in table.rows[0].cells for run in cell.paragraphs[0].runs):
        run.bold = True
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_pdf(rows: Sequence[Sequence[str]]) -> bytes:
    """A ruled table with bold names, below a line of text."""
    buffer = io.BytesIO()
    grid = PdfTable([list(cells) for cells in rows], hAlign="LEFT")
    names = ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")
    grid.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), names])
    before = Paragraph("En rad text står före tabellen.", getSampleStyleSheet()["Normal"])
    SimpleDocTemplate(buffer, leftMargin=20, rightMargin=20).build([before, grid])
    return buffer.getvalue()


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows(rows)
    return file.getvalue().encode()


def as_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for cells in rows:
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in cells])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@settings(max_examples=20, deadline=None)
@given(pdf_tables())
@pytest.mark.parametrize(("name", "written"), [("a.csv", as_csv), ("a.xlsx", as_workbook)])
def test_a_sheet_reads_back_with_the_same_cells(
    name: str, written: Callable[[Sequence[Sequence[str]]], bytes], rows: list[list[str]]
) -> None:
    (page,) = read(name, written(rows)).pages
    assert [block.cells for block in page.blocks] == rows
    assert page.blocks[0].is_head


@settings(max_examples=20, deadline=None)
@given(pdf_tables())
def test_a_ruled_table_of_a_pdf_reads_back_with_the_same_cells(rows: list[list[str]]) -> None:
    read_rows = [b for page in read("a.pdf", as_pdf(rows)).pages for b in page.blocks]
    assert [b.cells for b in read_rows if b.kind.value == "row"] == rows
    assert read_rows[1].is_head


@settings(max_examples=30, deadline=None)
@given(tables())
@pytest.mark.parametrize(("name", "written"), [("a.html", as_html), ("a.docx", as_docx)])
def test_a_table_reads_back_with_the_same_cells(
    name: str, written: Callable[[Sequence[Sequence[str]]], bytes], rows: list[list[str]]
) -> None:
    read_rows = [b for page in read(name, written(rows)).pages for b in page.blocks]
    assert [b.cells for b in read_rows if b.kind.value == "row"] == rows
    assert [b.is_head for b in read_rows if b.kind.value == "row"] == [
        True,
        *([False] * (len(rows) - 1)),
    ]


def test_a_merged_cell_stands_in_every_row_and_column_that_it_covers() -> None:
    assert blocks(
        names("Ort", "Kurs", "Höst", "Vår"),
        [TableCell("Ekhamn", rows=2), *texts("Svets", "24", "30")],
        texts("Vård", "18", "–"),
        [TableCell("Alla orter", columns=2), TableCell("42", columns=2)],
    ) == [
        "| Ort | Kurs | Höst | Vår",
        "| Ekhamn | Svets | 24 | 30",
        "| Ekhamn | Vård | 18 | –",
        "| Alla orter | Alla orter | 42 | 42",
    ]


def test_two_rows_of_names_are_made_one() -> None:
    assert blocks(
        [TableCell("Utbildning", rows=2), TableCell("Platser", columns=2)],
        texts("hösten", "våren"),
        texts("Svets", "24", "30"),
    ) == ["| Utbildning | Platser hösten | Platser våren", "| Svets | 24 | 30"]


def test_what_stands_above_a_group_of_rows_stands_in_front_of_each() -> None:
    assert blocks(
        [TableCell("Tabell 3. Praktik", columns=2)],
        names("Moment", "Längd"),
        [TableCell("Kock", columns=2)],
        texts("Praktik", "15 veckor"),
        [TableCell("Svetsare", columns=2)],
        texts("Praktik", "9 veckor"),
        [TableCell("Källa: kommunen", columns=2)],
    ) == [
        "Tabell 3. Praktik",
        "| | Moment | Längd",
        "| Kock | Praktik | 15 veckor",
        "| Svetsare | Praktik | 9 veckor",
        "Källa: kommunen",
    ]


def test_a_label_in_the_first_row_of_each_group_stands_in_all_rows() -> None:
    rows = [names("Paket", "Kurs"), texts("Kock", "Mat"), texts("", "Hygien"), texts("Vård", "A")]
    assert blocks(*rows, texts("", "B"))[2:] == ["| Kock | Hygien", "| Vård | A", "| Vård | B"]
    # One name that is missing is nobody else's.
    people = [names("Namn", "Telefon"), texts("Ada", "1"), texts("", "2"), texts("Bo", "3")]
    assert blocks(*people)[2] == "| | 2"


@pytest.mark.parametrize(
    "rows",
    [
        [("Start", "23 augusti"), ("Längd", "40 veckor")],
        [("Ansvarig", "Sixten Ahlbro"), ("Plats", "Storvik")],
        [("Ada Ek", "rektor", "070-1"), ("Bo Al", "lärare", "070-2")],
    ],
)
def test_a_first_row_of_values_names_no_columns(rows: list[tuple[str, ...]]) -> None:
    assert blocks(*(texts(*cells) for cells in rows)) == [f"| {' | '.join(r)}" for r in rows]
    assert not any(b.is_head for b in blocks_only(table_blocks([texts(*r) for r in rows])))


def test_empty_rows_and_columns_are_left_out_and_empty_cells_are_not() -> None:
    rows = texts("A", "", "B"), texts("1", "", ""), texts("", "", ""), texts("2", "", "x | y")
    assert blocks(*rows) == ["| A | B", "| 1 |", "| 2 | x ¦ y"]


@given(
    st.lists(
        st.lists(
            st.builds(TableCell, CELLS, st.integers(0, 4), st.integers(0, 4), st.booleans()),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_no_cell_of_any_table_is_lost(rows: list[list[TableCell]]) -> None:
    shown = " ".join(b.text for b in blocks_only(table_blocks(rows)))
    assert all(cell.text in shown for line in rows for cell in line)


def test_a_last_row_of_one_bold_cell_is_no_label_of_a_group() -> None:
    head = [TableCell(name, label=True) for name in ("Kurs", "Höst", "Vår")]
    rows = blocks(head, texts("Svets", "20", "30"), [TableCell("Sök senast 1 maj", label=True)])
    assert rows == ["| Kurs | Höst | Vår", "| Svets | 20 | 30", "Sök senast 1 maj"]
