"""Tables of PDF as they are seen: merged, tinted and turned cells, values below their labels."""

from __future__ import annotations

from itertools import pairwise

import pytest
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from tests.ingest.readers import pdfs
from tests.ingest.readers.pdfs import at, drawn, pdf, text
from tests.ingest.readers.shown import lines, only_page, reading
from tests.ingest.readers.test_pdf_seen import PROSE, read


def test_a_cell_merged_over_rows_stands_in_each_of_them() -> None:
    from reportlab.lib import colors
    from reportlab.platypus import Table, TableStyle

    table = Table(
        [
            ["Paket", "Kurs", "Veckor"],
            ["Svetsare", "MIG", "15"],
            ["", "TIG", "9"],
            ["Kock", "Kök", "12"],
            ["Summa", "", "36"],
        ]
    )
    spans = [("SPAN", (0, 1), (0, 2)), ("SPAN", (0, 4), (1, 4))]
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans]))
    (page,) = reading(pdf([table]), "a.pdf").pages
    assert lines(page) == [
        "| Paket | Kurs | Veckor",
        "| Svetsare | MIG | 15",
        "| Svetsare | TIG | 9",
        "| Kock | Kök | 12",
        "| Summa | Summa | 36",
    ]


def test_a_table_without_rules_whose_rows_are_tinted_keeps_its_cells() -> None:
    rows = [["Utbildning", "Ort", "Platser"], ["Svets", "Ekhamn", "12"], ["Kock", "Åby", "9"]]
    tinted = Table(rows, colWidths=[150, 100, 80])
    tinted.setStyle([("BACKGROUND", (0, 1), (-1, 1), colors.lightgrey)])
    (page,) = reading(pdf([text("Platser", pdfs.FIRST), tinted]), "a.pdf").pages
    assert lines(page)[1:] == ["| " + " | ".join(row) for row in rows]


def test_a_value_that_goes_on_below_itself_stays_with_its_label() -> None:
    rows = [
        ("Kursens namn", "Svetsteknik"),
        ("Behörighet", "Grundläggande behörighet och kun-"),
        ("", "skaper i svenska"),
        ("Kostnad", "Avgiftsfri"),
        ("Start", "17 augusti eller"),
        ("", "24 augusti"),
    ]

    def draw(canvas: Canvas) -> None:
        for place, (label, value) in enumerate(rows):
            at(canvas, 60, 100 + 18 * place, label)
            at(canvas, 200, 100 + 18 * place, value)

    assert only_page(drawn(draw), "a.pdf") == [
        "| Kursens namn | Svetsteknik",
        "| Behörighet | Grundläggande behörighet och kunskaper i svenska",
        "| Kostnad | Avgiftsfri",
        "| Start | 17 augusti eller 24 augusti",
    ]


def test_a_table_in_one_of_two_columns_keeps_its_rows() -> None:
    left, right = ("lärcentrum ger stöd åt elever", "Under året ökade antalet elever")

    def draw(canvas: Canvas) -> None:
        for place in range(5):
            at(canvas, 60, 100 + 14 * place, left)
            at(canvas, 320, 100 + 14 * place, right)
        for row, cells in enumerate([("Ort", "2024", "2025"), ("Ekhamn", "120", "140")]):
            for column, cell in enumerate(cells):
                at(canvas, 60 + 90 * column, 190 + 14 * row, cell)

    (page,) = read(draw).pages
    assert [line for line in lines(page) if line.startswith("|")] == [
        "| Ort | 2024 | 2025",
        "| Ekhamn | 120 | 140",
    ]
    assert left not in next(line for line in lines(page) if right in line)


def test_lines_with_a_label_each_are_no_running_text() -> None:
    facts = [
        "Kursen ingår i utbildningen: Utvecklare inom maskininlärning",
        "Kursens omfattning: 20 poäng som läses på halvfart i tio veckor",
        "Undervisningsspråk: Svenska",
    ]

    def draw(canvas: Canvas) -> None:
        for place, fact in enumerate(facts):
            at(canvas, 60, 100 + 13 * place, fact)

    (page,) = read(draw).pages
    assert lines(page) == facts


def test_strips_of_colour_around_the_words_of_a_head_are_no_columns() -> None:
    """As Word writes a shaded row: each cell is three rectangles side by side."""
    edges = (60, 160, 280, 360)

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colors.lightgrey)
        for left, right in pairwise(edges):
            for start, end in ((left, left + 5), (left + 5, right - 5), (right - 5, right)):
                canvas.rect(start, pdfs.HEIGHT - 120, end - start, 20, stroke=0, fill=1)
        canvas.setFillColor(colors.black)
        for row in range(1, 4):
            for left, right in pairwise(edges):
                canvas.rect(left, pdfs.HEIGHT - 120 - 20 * row, right - left, 20)
        cells = [("Kurs", "Start", "Ort"), ("Kock", "2 maj", "Boden"), ("Svets", "3 juni", "Åby")]
        for row, words in enumerate(cells):
            for left, word in zip(edges, words, strict=False):
                at(canvas, left + 7, 115 + 20 * row, word)

    (page,) = read(draw).pages
    assert lines(page) == [
        "| Kurs | Start | Ort",
        "| Kock | 2 maj | Boden",
        "| Svets | 3 juni | Åby",
    ]


def test_a_long_cell_does_not_break_its_table() -> None:
    rows = [["Mål", "Insats", "Ansvar"], ["Fler platser", f"{PROSE} " * 12, "Nämnden"]]
    cells = [[text(cell) for cell in row] for row in rows]
    table = pdfs.table([["a", "b", "c"]], [80, 300, 80])
    (page,) = reading(pdf([type(table)(cells, [80, 300, 80], style=GRID)]), "a.pdf").pages
    assert lines(page)[0] == "| Mål | Insats | Ansvar"
    assert lines(page)[1].startswith("| Fler platser | Kommunen erbjuder")
    assert lines(page)[1].endswith("| Nämnden")


GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black")]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("angle", [90, -90])
def test_a_turned_table_on_an_upright_page(angle: int, *, ruled: bool) -> None:
    rows = [["Utbildning", "Ort", "Platser"], ["Undersköterska", "Ekhamn", "48"],
            ["Barnskötare", "Granby", "24"]]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 60, "Bilaga med platser")
        canvas.translate(300, 400)
        canvas.rotate(angle)
        if ruled:
            table = pdfs.table(rows, [120, 90, 60])
            table.wrapOn(canvas, 300, 300)
            table.drawOn(canvas, -150, 0)
            return
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                canvas.drawString(-150 + 120 * column, -16 * place, cell)

    (page,) = read(draw).pages
    assert lines(page) == [
        "Bilaga med platser",
        "| Utbildning | Ort | Platser",
        "| Undersköterska | Ekhamn | 48",
        "| Barnskötare | Granby | 24",
    ]


def test_the_rest_of_a_row_below_a_head_that_is_told_again_is_with_its_row() -> None:
    names = ("Yrkespaket", "Platser", "Förkunskaper")
    upper = (names, ("Barnskötare", "52", "Grundskola."), ("Kock med inriktning", "28", "Svenska"))
    lower = (names, ("varmkök", "", "eller intyg om arbete."), ("Vaktmästare", "31", "B-körkort."))
    whole = (names, ("Målare", "12", "God färgsyn."), ("Florist", "9", "Inga."))
    widths = (150, 60, 200)
    story = [pdfs.table(upper, widths), pdfs.next_page(), pdfs.table(lower, widths)]
    first, second, third = reading(
        pdf([*story, pdfs.next_page(), pdfs.table(whole, widths)]), "a.pdf"
    ).pages
    assert lines(first)[-1] == "| Kock med inriktning varmkök | 28 | Svenska eller intyg om arbete."
    assert lines(second) == [
        "| Yrkespaket | Platser | Förkunskaper",
        "| Vaktmästare | 31 | B-körkort.",
    ]
    assert lines(third)[1:] == ["| Målare | 12 | God färgsyn.", "| Florist | 9 | Inga."]
