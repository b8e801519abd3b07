"""Pictures of text on a page that has text of its own are read where they stand, or told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import ocr
from tests.ingest.readers.pdfs import at, drawn, pdf, table
from tests.ingest.readers.shown import reading

ABOVE, BELOW = "Avgifterna gäller från den 1 januari", "Frågor besvaras av kansliet"
ROWS = [["Kurs", "Avgift"], ["Svetsning", "1 250 kronor"], ["Snickeri grund", "980 kronor"]]
needs_tesseract = pytest.mark.skipif(not ocr.is_installed(), reason="tesseract is not installed")


def picture_of(data: bytes, height: int = 60) -> Image.Image:
    """The first lines of a page, from margin to margin, as a picture; ``height`` in points."""
    with pypdfium2.PdfDocument(data) as document:
        whole: Image.Image = document[0].render(scale=200 / 72).to_pil()
    scale = 200 / 72
    return whole.crop((156, 156, 1500, round(scale * (56 + height))))


TABLE = picture_of(pdf([table(ROWS, [240, 240])]))


def noise(width: int, height: int) -> Image.Image:
    """What is like a photograph: shades that run into each other."""
    rough = bytes(at * at // 7 % 251 for at in range(width * height // 64))
    return Image.frombytes("L", (width // 8, height // 8), rough).resize((width, height))


Placed = tuple[Image.Image, float, float, float]
"""A picture with its left and top edge and its width, in points."""


def page(*pictures: Placed) -> bytes:
    """A page of pictures between two lines."""
    return drawn(lambda canvas: _draw(canvas, pictures))


def _draw(canvas: Canvas, pictures: Sequence[Placed]) -> None:
    at(canvas, 60, 100, ABOVE)
    for picture, left, top, width in pictures:
        high = width * picture.height / picture.width
        canvas.drawImage(ImageReader(picture), left, 842 - top - high, width, high)
    at(canvas, 60, 400, BELOW)


@pytest.fixture
def untold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)


@needs_tesseract
def test_a_picture_of_a_table_is_read_where_it_stands() -> None:
    (read,) = reading(page((TABLE, 60, 120, 480)), "a.pdf").pages
    assert read.text.split("\n") == [ABOVE, *(" | ".join(row) for row in ROWS), BELOW]
    assert read.ocr


@needs_tesseract
def test_strips_of_a_picture_are_one_and_text_of_the_file_on_it_is_read_as_such() -> None:
    half = TABLE.height // 2 - 20
    upper = TABLE.crop((0, 0, TABLE.width, half))
    lower = TABLE.crop((0, half, TABLE.width, TABLE.height))
    strips = (upper, 60, 120, 480), (lower, 60, 120 + 480 * half / TABLE.width, 480)

    def draw(canvas: Canvas) -> None:
        _draw(canvas, strips)
        at(canvas, 220, 130, "Dnr 2026/118")

    read = reading(drawn(draw), "a.pdf").pages[0].text
    assert read.count("Dnr 2026/118") == 1
    assert "Svetsning | 1 250 kronor\nSnickeri grund | 980 kronor" in read


@needs_tesseract
def test_a_picture_that_stands_on_each_page_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        _draw(canvas, ((TABLE, 60, 20, 480),))

    pages = reading(drawn(draw, draw, draw), "a.pdf").pages
    assert ["Svetsning" in one.text for one in pages] == [True, False, False]


@pytest.mark.usefixtures("untold")
def test_a_picture_of_text_that_is_not_read_is_told() -> None:
    (note,) = reading(page((TABLE, 60, 120, 480)), "a.pdf").notes
    assert "bilder av text som inte lästes på sidorna 1 " in note


def full_page(canvas: Canvas) -> None:
    """Text of the file on a picture of the whole page, as from a template."""
    canvas.drawImage(ImageReader(Image.new("L", (600, 842), 240)), 0, 0, 595, 842)
    for line in range(30):
        at(canvas, 60, 100 + 20 * line, "Bidraget betalas ut varje månad till den som läser")


@pytest.mark.usefixtures("untold")
@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lambda c: _draw(c, ((noise(800, 480), 60, 120, 400),)), id="photo"),
        pytest.param(lambda c: _draw(c, ((TABLE, 60, 30, 120),)), id="small"),
        pytest.param(full_page, id="behind the text"),
    ],
)
def test_pictures_without_text_are_not_told(draw: Callable[[Canvas], None]) -> None:
    assert not reading(drawn(draw), "a.pdf").notes
