"""Letters that a PDF page sets apart belong to their words: initials, and words set wide."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.pdfs import HEIGHT, at, drawn
from tests.ingest.readers.shown import only_page

BODY = ["emton deltagare fick arbete under", "projektets sista halvår. De flesta", "blev kvar."]


def initial(canvas: Canvas, letter: str, lines: list[str], high: int, drawn_at: int) -> None:
    """A paragraph whose first letter is some lines high and drawn before one of its lines."""
    size = ((high - 1) * 14 + 8) / 0.72
    beside = 60 + canvas.stringWidth(letter, "Times-Bold", size) + 3
    for place, line in enumerate([*lines, ""]):
        if place == drawn_at:
            canvas.setFont("Times-Bold", size)
            canvas.drawString(60, HEIGHT - 100 - (high - 1) * 14, letter)
        at(canvas, beside if place < high else 60, 100 + place * 14, line)


@pytest.mark.parametrize("high", [2, 3])
@pytest.mark.parametrize("drawn_at", [0, 1, 2, 3])
def test_an_initial_is_the_first_letter_of_its_word(high: int, drawn_at: int) -> None:
    read = only_page(drawn(lambda canvas: initial(canvas, "F", BODY, high, drawn_at)), "a.pdf")
    assert read == [
        "Femton deltagare fick arbete under projektets sista halvår. De flesta blev kvar."
    ]


@pytest.mark.parametrize(
    ("first", "read"),
    [
        ("Sörby finns åtta kommuner som", "I Sörby finns åtta kommuner som delar på"),
        ("regionen finns åtta kommuner som", "I regionen finns åtta kommuner som delar på"),
        ("nom kort finns åtta kommuner som", "Inom kort finns åtta kommuner som delar på"),
    ],
)
def test_an_initial_that_is_a_word_stands_apart(first: str, read: str) -> None:
    lines = [first, "delar på kostnaden i regionen."]
    shown = only_page(drawn(lambda canvas: initial(canvas, "I", lines, 2, 0)), "a.pdf")
    assert shown == [f"{read} kostnaden i regionen."]


def test_a_large_letter_of_a_single_line_is_none_of_its_word() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, "A", 20)
        at(canvas, 85, 100, "grundkurs i svets")

    assert only_page(drawn(draw), "a.pdf")[0].split() == ["A", "grundkurs", "i", "svets"]


def test_words_whose_letters_stand_apart_are_words() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 100, "P R O J E K T E T   B R Y G G A N", 14)
        at(canvas, 60, 130, "Projektet finansieras av regionen och kommunerna.")
        left = 60.0
        for letter in "Slut 31 augusti 2026":
            at(canvas, left, 160, letter.strip(), 14)
            left += canvas.stringWidth(letter, "Helvetica", 14) + 6
        at(canvas, 60, 190, "Betygen är A B C D E F och ges efter varje kurs i M T O T F ordning.")

    assert [line.lstrip("# ") for line in only_page(drawn(draw), "a.pdf")] == [
        "PROJEKTET BRYGGAN",
        "Projektet finansieras av regionen och kommunerna.",
        "Slut 31 augusti 2026",
        "Betygen är A B C D E F och ges efter varje kurs i M T O T F ordning.",
    ]
