"""Figures that stand in sheets, tables and slides as people draw them, asked over HTTP."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from pptx.util import Inches

from assistant.app import open_app
from assistant.serve.server import build
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.ingest.workbooks import book


def asked(file: Path, question: str) -> dict[str, Any]:
    """The answer of a store that holds one file."""
    with open_app(Settings(data=file.parent / "store"), "tests") as app:
        assert not ingest([file], app.store).skipped
        reply = TestClient(build(app)).post("/v1/answers", json={"question": question}).json()
    assert isinstance(reply, dict)
    return reply


def leavers() -> bytes:
    rows: list[Sequence[object]] = [
        ["Skola", "Program", "Examen", None, "Andel behöriga"],
        [None, None, "Kvinnor", "Män", None],
        ["Ekskolan", "Vård- och omsorgsprogrammet", 41, 12, 0.885],
        [None, "Teknikprogrammet", 16, 53, 0.914],
        ["Björkskolan", "Teknikprogrammet", 22, 64, 0.957],
    ]

    def draw(sheet: Worksheet) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "A3:A4"):
            sheet.merge_cells(area)
        for row in (3, 4, 5):
            sheet.cell(row, 5).number_format = "0.0%"

    return book(rows, draw)


def test_statistics_of_programmes_are_no_catalogue_of_courses(tmp_path: Path) -> None:
    (tmp_path / "examen.xlsx").write_bytes(leavers())
    question = "Hur stor andel på Teknikprogrammet på Björkskolan är behöriga?"
    reply = asked(tmp_path / "examen.xlsx", question)
    assert reply["citations"][0]["columns"].endswith("Examen Kvinnor | Examen Män | Andel behöriga")
    assert "95,7 %" in reply["citations"][0]["quote"]
    assert reply["courses"] == []


def period_table() -> bytes:
    """A head of two rows that nothing marks: wide cells over pairs, and a cell as high as both."""
    document = Document()
    document.add_heading("Helgkurser i Norråsa", 1)
    lines = [
        ["Kurs", "Period 1, mars", "", "Period 2, maj", ""],
        ["", "Lokal", "Stolar", "Lokal", "Stolar"],
        ["Keramik", "Boden", "11", "Ladan", "14"],
        ["Vävning", "Ladan", "8", "Boden", "17"],
    ]
    table = document.add_table(rows=4, cols=5)
    for row, texts in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for first, last in (((0, 1), (0, 2)), ((0, 3), (0, 4)), ((0, 0), (1, 0))):
        merged = table.cell(*first).merge(table.cell(*last))
        merged.text = merged.text.strip()
    document.save(buffer := io.BytesIO())
    return buffer.getvalue()


def test_a_row_is_quoted_with_both_rows_of_the_head(tmp_path: Path) -> None:
    (tmp_path / "helg.docx").write_bytes(period_table())
    reply = asked(tmp_path / "helg.docx", "Hur många stolar har Vävning i maj?")
    (citation,) = reply["citations"]
    assert citation["quote"] == "Vävning | Ladan | 8 | Boden | 17"
    assert citation["columns"].endswith("Period 2, maj Lokal | Period 2, maj Stolar")


@pytest.mark.parametrize(
    ("figure", "label", "apart", "quote"),
    [
        ((0, 0), (0, 0.9), (3, 0), "17 Handledare"),
        ((0, 0.9), (0, 0), (3, 0), "Handledare 17"),
        ((0, 0), (2.6, 0), (0, 0.9), "17 Handledare"),
    ],
    ids=["below", "above", "beside"],
)
def test_a_figure_on_a_slide_belongs_to_the_label_that_it_stands_at(
    tmp_path: Path,
    figure: tuple[float, float],
    label: tuple[float, float],
    apart: tuple[float, float],
    quote: str,
) -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Lärcentrum i Ekby i siffror"
    cards = [("240", "Studerande"), ("17", "Handledare"), ("ca 35 %", "På distans")]
    for place, texts in enumerate(cards):
        for text, (right, down) in zip(texts, (figure, label), strict=True):
            left, top = 0.5 + right + apart[0] * place, 2 + down + apart[1] * place
            box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(2.5), Inches(0.8))
            box.text_frame.text = text
    wide = slide.shapes.add_textbox(Inches(0.5), Inches(4.6), Inches(8.5), Inches(0.5))
    wide.text_frame.text = "Källa: Ekby kommun"
    presentation.save(str(tmp_path / "siffror.pptx"))
    reply = asked(tmp_path / "siffror.pptx", "Hur många handledare har lärcentrum i Ekby?")
    assert [citation["quote"] for citation in reply["citations"]] == [quote]
