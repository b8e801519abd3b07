"""Columns of a page are read one after the other, and the rows of a table are rows."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.pdfs import at, drawn
from tests.ingest.readers.shown import reading

LEFT = (30, 220, 410)

PROSE = (
    (
        "Du söker på kommunens webbplats.",
        "Ansökan till höstens kurser är",
        "öppen i april och i början av maj.",
        "Sök i god tid, för platserna tar",
        "slut fort.",
    ),
    ("Lärcentrum Ekby", "Kvarngatan 3", "Telefon 0555-120 40", "Öppet vardagar", "klockan 9–15"),
    (
        "Yrkespaketen läses på heltid och",
        "leder till ett yrke. Den som har",
        "arbetat länge kan få sina kunskaper",
        "bedömda och läsa kortare tid. Fråga",
        "en vägledare om vad som gäller.",
    ),
)

CARDS = (
    ("Undersköterska", "Start: 11 januari 2027", "Längd: 60 veckor", "Plats: Solgården"),
    ("Svetsare", "Start: 1 februari 2027", "Längd: 40 veckor", "Plats: Verkstaden"),
    ("Kock", "Start: 12 april 2027", "Längd: 56 veckor", "Plats: Köket i Ekby"),
)

DATES = (
    "Ansökan till höstens kurser är",
    "öppen från den 6 april till den 7",
    "maj 2027. Skicka med dina betyg och",
    "ett personligt brev till skolan.",
    "Du får plats om du är behörig.",
)
PLACES = ("Lärcentrum i Mellansjö", "Kvarngatan 3 på nedre botten", "Öppet alla vardagar 9–15")

PEOPLE = (
    ("Anna Lindqvist Berg", "Studie- och yrkesvägledare", "anna.berg@ekby.example"),
    ("Bo Hansson", "Rektor för vuxenutbildningen", "bo.hansson@ekby.example"),
    ("Cecilia Norrgård Vik", "Samordnare för lärlingar", "cecilia.vik@ekby.example"),
    ("David Ekström", "Administratör på kansliet", "david.ekstrom@ekby.example"),
    ("Eva Sundin Holm", "Lärare i svenska för invandrare", "eva.holm@ekby.example"),
)


def read(rows: Sequence[Sequence[str]]) -> str:
    """A page on which rows of cells are drawn, one row after the other."""

    def draw(canvas: Canvas) -> None:
        for number, cells in enumerate(rows):
            for x, cell in zip(LEFT, cells, strict=True):
                if cell:
                    at(canvas, x, 100 + 14 * number, cell)

    (page,) = reading(drawn(draw), "a.pdf").pages
    return page.text


def side_by_side(columns: Sequence[Sequence[str]]) -> str:
    return read(list(zip(*columns, strict=True)))


def test_three_columns_of_text_are_read_one_after_the_other() -> None:
    text = " ".join(side_by_side(PROSE).split())
    assert "Ansökan till höstens kurser är öppen i april och i början av maj." in text
    assert "Den som har arbetat länge kan få sina kunskaper bedömda" in text
    assert text.index("slut fort") < text.index("Kvarngatan") < text.index("Yrkespaketen")


def test_labels_of_boxes_side_by_side_stand_below_the_name_of_their_own() -> None:
    lines = side_by_side(CARDS).split("\n")
    assert lines == [line for card in CARDS for line in card]


def test_the_rows_of_a_table_with_long_cells_are_rows() -> None:
    lines = read(PEOPLE).split("\n")
    assert lines == [" | ".join(row) for row in PEOPLE]


def test_columns_that_are_set_at_other_heights_keep_their_figures() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 30, 80, "Så söker du")
        at(canvas, 320, 80, "Kontakt")
        for number, line in enumerate(DATES):
            at(canvas, 30, 100 + 14 * number, line)
            if number < len(PLACES):
                at(canvas, 320, 104 + 14 * number, PLACES[number])

    (page,) = reading(drawn(draw), "a.pdf").pages
    text = " ".join(page.text.split())
    assert "öppen från den 6 april till den 7 maj 2027." in text
    assert text.index("Du får plats") < text.index("Kvarngatan 3")
