"""A page of a PDF as it is printed, with words marked on it; drawn in a process of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from ingest import own_process

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

COMMAND = ("-m", "ingest.printed_page")

WIDTH = 1400
"""Pixels of the picture's width; two to a pixel of the screen where a page is read."""

MOST_PIXELS = 6_000_000
"""Pixels of a picture: a page may be as long as it likes."""

LEAST = 12
"""Letters in a row that must stand on the page to be marked, where the words have so many."""

MARK = (255, 226, 122)
"""The colour laid over the words, as a marker pen does: what is dark stays as dark."""

SECONDS, MEMORY = 20.0, 2_000_000_000

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a stretch of a line, in pixels of the picture."""


@dataclass(frozen=True, slots=True)
class PageOrder:
    """Which page to draw, by its place in the file from 1, and the words to mark on it."""

    sheet: int
    words: str


def printed_page(order: PageOrder, data: bytes) -> bytes:
    """The picture of a page of a PDF, as WebP; raises Unreadable."""
    stated = [str(order.sheet), order.words]
    fault = "går inte att visa som den är tryckt."
    return own_process.ask(
        [*COMMAND, *stated], data, seconds=SECONDS, too_slow=fault, stopped=fault
    )


def draw(order: PageOrder, data: bytes) -> bytes:
    """The same, in this process."""
    import pypdfium2
    from PIL import Image, ImageChops, ImageDraw

    with pypdfium2.PdfDocument(data) as document:
        page = document[order.sheet - 1]
        width, height = page.get_size()
        scale = min(WIDTH / width, (MOST_PIXELS / (width * height)) ** 0.5)
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        marks = Image.new("RGB", picture.size, "white")
        pen = ImageDraw.Draw(marks)
        for left, top, right, bottom in marked_boxes(page, order.words, picture.size):
            pen.rounded_rectangle((left - 3, top - 4, right + 3, bottom + 4), 3, fill=MARK)
    out = io.BytesIO()
    ImageChops.multiply(picture, marks).save(out, "WEBP", quality=82, method=3)
    return out.getvalue()


def marked_boxes(page: PdfPage, words: str, size: tuple[int, int]) -> list[Box]:
    """Where words stand on a page, in the pixels of its picture: a box for each stretch of a line.

    Letters and figures alone are compared, as hyphens at the ends of lines, ligatures and spaces
    differ between what is printed and what is read.
    """
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    codes = [pdfium.FPDFText_GetUnicode(text, place) for place in range(text.count_chars())]
    letters, places = _letters([chr(code) if code < 0x110000 else " " for code in codes])
    asked, _ = _letters(words)
    boxes: list[Box] = []
    for start, end in stretches(letters, asked):
        for place in dict.fromkeys(places[start:end]):
            box = _on_picture(page, text.get_charbox(place, loose=True), size)
            if boxes and _goes_on(boxes[-1], box):
                left, top, right, bottom = boxes[-1]
                box = left, min(top, box[1]), max(right, box[2]), max(bottom, box[3])
                boxes.pop()
            boxes.append(box)
    return boxes


def stretches(page: str, words: str) -> Iterator[tuple[int, int]]:
    """The longest pieces of some words that stand on a page, in the order of the words."""
    at, after = 0, 0
    while at < len(words):
        size = _longest(page, words[at:])
        if size < min(LEAST, len(words)):
            at += 1
            continue
        piece = words[at : at + size]
        place = page.find(piece, after)
        place = page.find(piece) if place < 0 else place
        yield place, place + size
        at, after = at + size, place + size


def _longest(page: str, words: str) -> int:
    """How many of the first letters stand on the page in a row."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in page else (low, middle - 1)
    return low


def _letters(characters: Sequence[str]) -> tuple[str, list[int]]:
    """Letters and figures in lower case, ligatures taken apart, each with its place."""
    letters, places = [], []
    for place, character in enumerate(characters):
        for letter in normalize("NFKC", character).casefold():
            if letter.isalnum():
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _goes_on(before: Box, box: Box) -> bool:
    """Whether a letter stands on the line of the one before it, a word's space away at most."""
    height = max(before[3] - before[1], 1.0)
    overlap = min(before[3], box[3]) - max(before[1], box[1])
    return overlap > height / 2 and -height < box[0] - before[2] < height


def _on_picture(page: PdfPage, box: Sequence[float], size: tuple[int, int]) -> Box:
    """A box in the points of a page (left, bottom, right, top), however the page is turned."""
    import ctypes

    import pypdfium2.raw as pdfium

    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for across, up in ((box[0], box[3]), (box[2], box[1])):
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, across, up, x, y)
        corners.append((x.value, y.value))
    (x1, y1), (x2, y2) = corners
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


if __name__ == "__main__":
    sheet, words = sys.argv[1:]
    sys.exit(own_process.serve(lambda data: draw(PageOrder(int(sheet), words), data), MEMORY))
