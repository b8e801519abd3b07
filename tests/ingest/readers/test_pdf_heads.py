"""Tables without rules in PDF: names of columns, and marks of notes among their figures."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.pdfs import HEIGHT
from tests.ingest.readers.shown import lines, reading

COLUMNS = (300, 380, 450, 520)
"""The right edges of the figures."""


def _rows(data: bytes) -> list[str]:
    return [line for line in lines(reading(data, "a.pdf").pages[0]) if line.startswith("|")]


def test_names_over_the_middle_of_figures_and_marks_between_them() -> None:
    """The corner stands between two rows of names, and some figures have the mark of a note."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawCentredString(110, HEIGHT - 108, "Bransch")
    canvas.drawCentredString(320, HEIGHT - 100, "2024")
    canvas.drawCentredString(465, HEIGHT - 100, "2030")
    for right, name in zip(COLUMNS, ("Kvinnor", "Män") * 2, strict=True):
        canvas.drawCentredString(right - 18, HEIGHT - 117, name)
    table = (("Jordbruk", "410", "1 630", "395", "1 480"), ("Bygg", "760", "8 450", "890", "8 120"))
    for at, (name, *figures) in enumerate(table):
        top = HEIGHT - 135 - 17 * at
        canvas.setFont("Helvetica", 9)
        canvas.drawString(70, top, name)
        if at == 1:
            canvas.setFont("Helvetica", 6)
            canvas.drawString(71 + canvas.stringWidth(name, "Helvetica", 9), top + 4, "1")
        canvas.setFont("Helvetica", 9)
        for place, (right, figure) in enumerate(zip(COLUMNS, figures, strict=True)):
            canvas.drawRightString(right, top, figure)
            if (at, place) == (1, 1):
                canvas.setFont("Helvetica", 6)
                canvas.drawString(right, top + 4, "2")
                canvas.setFont("Helvetica", 9)
    canvas.setFont("Helvetica", 6)
    canvas.drawString(70, HEIGHT - 176, "1")
    canvas.drawString(70, HEIGHT - 190, "2")
    canvas.setFont("Helvetica", 8)
    canvas.drawString(75, HEIGHT - 180, "Med anläggning.")
    canvas.drawString(75, HEIGHT - 194, "Osäkert.")
    canvas.save()
    assert _rows(buffer.getvalue()) == [
        "| Bransch | Kvinnor 2024 | Män 2024 | Kvinnor 2030 | Män 2030",
        "| Jordbruk | 410 | 1 630 | 395 | 1 480",
        "| Bygg | 760 | 8 450 | 890 | 8 120",
    ]


def test_a_row_whose_cells_nearly_meet_is_parted_as_the_others() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 9)
    table = (
        ("Utbildning", "Start", "Ort"),
        ("Slakteri- och styckningsarbetare", "11 januari", "Rosvik"),
        ("Kock", "1 mars", "Solvik"),
        ("Golvläggare", "18 januari", "Ekhamn"),
    )
    for at, cells in enumerate(table):
        for left, cell in zip((70, 209, 258), cells, strict=True):
            canvas.drawString(left, HEIGHT - 100 - 17 * at, cell)
    canvas.save()
    assert _rows(buffer.getvalue()) == [f"| {' | '.join(cells)}" for cells in table]
