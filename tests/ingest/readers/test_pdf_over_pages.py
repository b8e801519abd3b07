"""What goes on over the page of a PDF: tables, rows, words; and what stands below the text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from ingest.explanation import explain
from tests.ingest.readers.pdfs import FIRST, HEIGHT, next_page, pdf, table, text
from tests.ingest.readers.shown import lines, reading

WIDTHS = [160, 120, 80]


def _drawn(*pages: Sequence[tuple[float, float, float, str]]) -> bytes:
    """Pages with words at (left, top, size)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for page in pages:
        for left, top, size, words in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, HEIGHT - top, words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _rows(data: bytes, page: int) -> list[str]:
    return [line for line in lines(reading(data, "a.pdf").pages[page]) if line.startswith("|")]


def test_a_table_that_goes_on_after_other_text_stands_under_its_names() -> None:
    story = [
        text("Platser", FIRST),
        table([["Utbildning", "Ort", "Platser"], ["Svets", "Ekhamn", "24"]], WIDTHS),
        text("Källa: regionen."),
        next_page(),
        text("Tabellen fortsätter från sidan före."),
        table([["Kock", "Solvik", "12"], ["Bagare", "Ekhamn", "9"]], WIDTHS),
        text("Orter"),
        table([["Kock", "Solvik"], ["Bagare", "Ekhamn"]], [100, 100]),
    ]
    assert _rows(pdf(story), 1) == [
        "| Utbildning | Ort | Platser",
        "| Kock | Solvik | 12",
        "| Bagare | Ekhamn | 9",
        # Another one.
        "| Kock | Solvik",
        "| Bagare | Ekhamn",
    ]


def test_a_row_and_a_group_that_the_page_parts_are_whole() -> None:
    """Neither page has a rule where the row is parted, and the group's name stands once."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)

    def draw(rules: Sequence[float], low: float, high: float, short: Sequence[float]) -> None:
        for x in (50, 150, 350, 450):
            canvas.line(x, HEIGHT - low, x, HEIGHT - high)
        for y in rules:
            canvas.line(150 if y in short else 50, HEIGHT - y, 450, HEIGHT - y)

    def write(*words: tuple[float, float, str]) -> None:
        for x, y, one in words:
            canvas.drawString(x + 4, HEIGHT - y + 6, one)

    canvas.setFont("Helvetica", 10)
    draw((100, 120, 140), 100, 180, (140,))
    write((50, 120, "Område"), (150, 120, "Utbildning"), (350, 120, "Platser"))
    write((50, 140, "Industri"), (150, 140, "Svetsare"), (350, 140, "33"))
    write((150, 160, "Underhållstekniker mot"), (350, 160, "37"))
    canvas.showPage()
    canvas.setFont("Helvetica", 10)
    draw((120, 140, 160), 100, 160, (120,))
    write((150, 120, "vattenkraft"), (150, 140, "Robotoperatör"), (350, 140, "17"))
    write((50, 160, "It"), (150, 160, "Nätverkstekniker"), (350, 160, "19"))
    canvas.save()
    data = buffer.getvalue()
    assert _rows(data, 0) == [
        "| Område | Utbildning | Platser",
        "| Industri | Svetsare | 33",
        "| Industri | Underhållstekniker mot vattenkraft | 37",
    ]
    assert _rows(data, 1) == [
        "| Område | Utbildning | Platser",
        "| Industri | Robotoperatör | 17",
        "| It | Nätverkstekniker | 19",
    ]


def test_a_table_without_rules_goes_on_under_its_head_of_two_rows() -> None:
    def row(top: float, *cells: str) -> list[tuple[float, float, float, str]]:
        return [
            (left, top, 10, cell)
            for left, cell in zip((60, 200, 280, 360, 440), cells, strict=True)
        ]

    years = [(60, 80, 10, "Kommun"), (240, 80, 10, "2021"), (400, 80, 10, "2025")]
    names = row(96, "", "Elever", "Kvinnor", "Elever", "Kvinnor")[1:]
    data = _drawn(
        [
            *years,
            *names,
            *row(112, "Ekhamn", "120", "61", "130", "–"),
            *row(128, "Solvik", "80", "40", "95", "52"),
        ],
        [
            (60, 60, 10, "Tabell 2, forts."),
            *row(80, "Norrby", "15", "–", "21", "–"),
            *row(96, "Granvik", "33", "14", "35", "17"),
        ],
    )
    head = "| Kommun | Elever 2021 | Kvinnor 2021 | Elever 2025 | Kvinnor 2025"
    assert _rows(data, 0) == [head, "| Ekhamn | 120 | 61 | 130 | –", "| Solvik | 80 | 40 | 95 | 52"]
    assert _rows(data, 1) == [head, "| Norrby | 15 | – | 21 | –", "| Granvik | 33 | 14 | 35 | 17"]


def test_notes_stand_below_what_refers_to_them_and_part_no_sentence(tmp_path: Path) -> None:
    first = "Resebidraget är 320 kronor per dag"
    full = "personer som fick sin yrkeskompetens bekräftad ökade till 214, enligt kommuner-"
    data = _drawn(
        [
            (60, 60, 10, first),
            (216, 56, 6, "1"),
            (
                60,
                100,
                10,
                "Under året prövades metoden i tre kommuner. Resultatet blev att antalet",
            ),
            (60, 113, 10, full),
            (60, 700, 6, "1"),
            (65, 703, 8, "Gäller inte distanskurser."),
            (60, 712, 6, "2"),
            (65, 715, 8, "Uppgifterna avser avslutade ärenden."),
        ],
        [
            (60, 60, 10, "nas gemensamma råd, och kostnaden per person stannade på 9 400"),
            (60, 73, 10, "kronor."),
        ],
    )
    assert lines(reading(data, "a.pdf").pages[0])[:2] == [first, "* Gäller inte distanskurser."]
    (tmp_path / "a.pdf").write_bytes(data)
    document = explain(tmp_path / "a.pdf")
    said = [p.text[a - p.start : b - p.start] for p in document.passages for a, b in p.sentences]
    assert (
        "Resultatet blev att antalet personer som fick sin yrkeskompetens bekräftad ökade till 214,"
        " enligt kommunernas\ngemensamma råd, och kostnaden per person stannade på 9 400 kronor."
    ) in said


def test_what_is_drawn_over_is_not_read() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 700, "Kursstart:")
    canvas.drawString(120, 700, "måndag 11 januari kl. 9.00")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(118, 695, 200, 16, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(120, 700, "måndag 18 januari kl. 8.30")
    canvas.save()
    (page,) = reading(buffer.getvalue(), "a.pdf").pages
    assert lines(page) == ["Kursstart: måndag 18 januari kl. 8.30"]


def test_the_box_at_the_foot_of_each_page_is_none_of_the_text() -> None:
    """It is signed on each page of minutes, and a table where the page has another one."""

    def sign(canvas: Canvas, _: int) -> None:
        for left, words in ((60, "Justerandes signatur"), (260, "Utdragsbestyrkande")):
            canvas.rect(left, 40, 200, 30)
            canvas.drawString(left + 4, 58, words)

    story = [
        table([["Kurs", "Platser"], ["Svets", "24"]], [100, 100]),
        text("Chefen har beslutat om höstens satsning."),
        next_page(),
        text("Rektorn svarar att kön är lång."),
        next_page(),
        table([["Ort", "Platser"], ["Lund", "24"]], [100, 100]),
        text("Nämnden godkänner redovisningen."),
    ]
    read = reading(pdf(story, around=sign), "a.pdf")
    assert all("Justerandes" not in one.text for one in read.pages)
    assert {one.text for one in read.dropped} == {"Justerandes signatur Utdragsbestyrkande"}
