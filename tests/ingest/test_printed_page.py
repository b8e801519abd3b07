"""A page as it is printed, with the words marked where they stand."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.printed_page import MARK, PageOrder, draw, printed_page, stretches
from ingest.readers import Unreadable

LINES = ("Handlingsplanen omfattar fyra kom-", "muner under tre år.", "Budgeten är 24,0 miljoner.")


def pdf(rotation: int = 0) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setPageRotation(rotation)
    canvas.setFont("Helvetica", 14)
    for place, line in enumerate(LINES):
        canvas.drawString(72, 500 - 30 * place, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def marked(picture: bytes) -> tuple[int, int, int, int] | None:
    """The box around all that has the colour of a mark, in hundredths of the page."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    width, height = image.size
    near = [
        (x, y)
        for y in range(0, height, 4)
        for x in range(0, width, 4)
        if all(
            abs(a - b) < 14
            for a, b in zip(image.crop((x, y, x + 1, y + 1)).tobytes(), MARK, strict=True)
        )
    ]
    if not near:
        return None
    xs, ys = [x for x, _ in near], [y for _, y in near]
    left, right = 100 * min(xs) // width, 100 * max(xs) // width
    return left, 100 * min(ys) // height, right, 100 * max(ys) // height


def test_words_are_marked_over_a_hyphen_at_the_end_of_a_line() -> None:
    box = marked(draw(PageOrder(1, "fyra kommuner under tre år"), pdf()))
    assert box is not None
    left, top, right, bottom = box
    # From the first line to the second, and not on the third, 500 and 470 points up of 842.
    assert 10 <= left <= 13
    assert right < 60
    assert 38 <= top <= 40
    assert 43 <= bottom <= 46


def test_a_page_on_its_side_is_marked_where_it_is_read() -> None:
    upright = marked(draw(PageOrder(1, "Budgeten är 24,0 miljoner."), pdf()))
    turned = marked(draw(PageOrder(1, "Budgeten är 24,0 miljoner."), pdf(90)))
    assert upright is not None
    assert turned is not None
    assert turned[3] - turned[1] > turned[2] - turned[0]
    assert upright[2] - upright[0] > upright[3] - upright[1]


def test_words_that_are_not_there_mark_nothing() -> None:
    assert marked(draw(PageOrder(1, "något helt annat som ingen har skrivit"), pdf())) is None
    assert marked(draw(PageOrder(1, ""), pdf())) is None


def test_a_process_of_its_own_draws_the_same_and_says_what_it_cannot() -> None:
    order = PageOrder(1, "Budgeten är 24,0 miljoner.")
    assert printed_page(order, pdf()) == draw(order, pdf())
    for data, sheet in ((b"%PDF-1.4 spoilt", 1), (pdf(), 7)):
        with pytest.raises(Unreadable):
            printed_page(PageOrder(sheet, "x"), data)


@given(st.text("abc", max_size=80), st.text("abc", max_size=40))
def test_stretches_are_pieces_of_both_in_the_order_of_the_words(page: str, words: str) -> None:
    pieces = [page[start:end] for start, end in stretches(page, words)]
    place = 0
    for piece in pieces:
        place = words.index(piece, place) + len(piece)
    if words and words in page:
        assert pieces == [words]
