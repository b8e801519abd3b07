"""Tables of PDF without rules, as browsers and word processors draw them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.pdfs import at, drawn
from tests.ingest.readers.shown import lines, only_page, reading

TITLE = "Sammanträde den 9 februari"
Words = tuple[float, float, str]
"""Left edge, height and words."""


def read(words: Sequence[Words]) -> list[str]:
    def draw(canvas: Canvas) -> None:
        at(canvas, 60, 60, TITLE, 16)
        for x, y, text in words:
            at(canvas, x, y, text)

    return only_page(drawn(draw), "a.pdf")[1:]


def rows(*lines: Sequence[str], top: float = 100) -> list[Words]:
    """Cells in columns, each row below the one before; an empty cell is not drawn."""
    return [
        (60 + 130 * column, top + 18 * row, text)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        if text
    ]


def page(words: Sequence[Words]) -> Callable[[Canvas], None]:
    """What draws a page of words without a title."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in words:
            at(canvas, x, y, text)

    return draw


def test_the_label_of_a_group_stands_in_front_of_its_rows_below_the_head() -> None:
    words = rows(
        *(("Tjänst", "Medlem", "Övriga"), ("Lokaler",), ("Hörsal", "3 400", "4 250")),
        *(("Grupprum", "90", "140"), ("Prövning",), ("Prov i kurs", "500", "650")),
    )
    assert read(words) == [
        "| | Tjänst | Medlem | Övriga",
        "| Lokaler | Hörsal | 3 400 | 4 250",
        "| Lokaler | Grupprum | 90 | 140",
        "| Prövning | Prov i kurs | 500 | 650",
    ]


def test_cells_that_are_drawn_whole_one_after_the_other_are_a_row() -> None:
    words = [
        *rows(("09.30", "Kaffe", "Foajén")),
        *((60, 130, "10.00"), (190, 130, "Inledning"), (190, 142, "Karin Ehn, regionråd")),
        (320, 130, "Stora salen"),
        *rows(("13.00", "Pass om validering", "Sal A"), top=160),
    ]
    assert read(words) == [
        "| 09.30 | Kaffe | Foajén",
        "| 10.00 | Inledning Karin Ehn, regionråd | Stora salen",
        "| 13.00 | Pass om validering | Sal A",
    ]


def test_marks_in_changing_columns_stand_below_their_names() -> None:
    words = rows(
        *(("Ledamot", "Ja", "Nej", "Avstår"), ("Tor Ek", "X"), ("Ida Moe", "", "X")),
        *(("Ivar Stål", "", "", "X"), ("Petra Ljung", "", "X"), ("Summa", "1", "2", "1")),
    )
    assert read(words) == [
        "| Ledamot | Ja | Nej | Avstår",
        "| Tor Ek | X | |",
        "| Ida Moe | | X |",
        "| Ivar Stål | | | X",
        "| Petra Ljung | | X |",
        "| Summa | 1 | 2 | 1",
    ]


def test_labels_above_a_table_are_none_of_its_rows_and_an_empty_cell_stays_one() -> None:
    words = [
        *rows(("Tid", "Torsdagen klockan 14.00"), ("Plats", "Stadshuset, rum 312")),
        *((60, 150, "Nr"), (100, 150, "Ärende"), (300, 150, "Föredragande"), (420, 150, "Tid")),
        *((60, 166, "1"), (100, 166, "Val av justerare"), (420, 166, "14.00")),
        *(
            (60, 182, "2"),
            (100, 182, "Budget i oktober"),
            (300, 182, "Per Ek"),
            (420, 182, "14.10"),
        ),
    ]
    assert read(words) == [
        *("| Tid | Torsdagen klockan 14.00", "| Plats | Stadshuset, rum 312"),
        *("| Nr | Ärende | Föredragande | Tid", "| 1 | Val av justerare | | 14.00"),
        "| 2 | Budget i oktober | Per Ek | 14.10",
    ]


@pytest.mark.parametrize("last", ["Examinerade", "Examinerade i fjol"])
def test_names_above_two_columns_each_and_one_of_its_own_are_a_head(last: str) -> None:
    names = ((60, "Område"), (215, "2025"), (395, "2026"), (520, last))
    words = [
        *((x, 100, text) for x, text in names),
        *((x, 114, text) for x, text in ((180, "Sökande"), (250, "Antagna"))),
        *((x, 114, text) for x, text in ((360, "Sökande"), (430, "Antagna"))),
        *(
            (x, 132 + 18 * row, text)
            for row, line in enumerate(
                (("Bygg", 88, 54, 97, 66, 41), ("Vård", 203, 131, 218, 144, 102))
            )
            for x, text in zip((60, 185, 255, 365, 435, 525), map(str, line), strict=True)
        ),
    ]
    assert read(words) == [
        f"| Område | Sökande 2025 | Antagna 2025 | Sökande 2026 | Antagna 2026 | {last}",
        "| Bygg | 88 | 54 | 97 | 66 | 41",
        "| Vård | 203 | 131 | 218 | 144 | 102",
    ]


PRICES = (("Lokal", "Pris"), ("Aula", "900 kr"), ("Datorsal", "450 kr"))
TOOLS = (("Utrustning", "Pris"), ("Projektor", "200 kr"), ("Mikrofon", "80 kr"))


@pytest.mark.parametrize("titles", [("Lokalhyra", "", "Hyra av saker"), ()])
def test_two_tables_side_by_side_are_read_one_after_the_other(titles: tuple[str, ...]) -> None:
    beside = [(*left, *right) for left, right in zip(PRICES, TOOLS, strict=True)]
    found = read(rows(*((titles,) if titles else ()), *beside))
    assert [line.strip("#| ") for line in found if "|" in line] == [
        *map(" | ".join, PRICES),
        *map(" | ".join, TOOLS),
    ]


@pytest.mark.parametrize("told_again", [True, False])
def test_a_row_that_the_page_parts_is_whole(*, told_again: bool) -> None:
    names = ("Åtgärd", "Ansvarig", "Uppföljning")
    first = rows(names, ("Kartläggning", "Näringslivschef", "Klart i mars"), top=720)
    first += rows(("Lärcentrum", "Rektor", "Klart i augusti och följs"), top=764)
    second = rows(*((names,) if told_again else ()), ("", "", "upp varje kvartal"))
    second += rows(("Vägledning", "Studierektor", "Klart i maj"), top=140)

    upper, lower = reading(drawn(page(first), page(second)), "a.pdf").pages
    assert lines(upper)[-1] == "| Lärcentrum | Rektor | Klart i augusti och följs upp varje kvartal"
    assert lines(lower)[-1] == "| Vägledning | Studierektor | Klart i maj"


def test_a_column_in_which_a_page_has_nothing_is_empty_there() -> None:
    names = ("Utbildning", "Start", "Slut", "Platser")
    first = rows(names, ("Florist", "8 mars", "4 juni", "10"), ("Kock", "1 maj", "9 juni", "20"))
    second = rows(("Hotell", "2 mars", "", "6"), ("Bageri", "5 maj", "", "16"))

    _, lower = reading(drawn(page(first), page(second)), "a.pdf").pages
    assert lines(lower) == [
        "| Utbildning | Start | Slut | Platser",
        "| Hotell | 2 mars | | 6",
        "| Bageri | 5 maj | | 16",
    ]
