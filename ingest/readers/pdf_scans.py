"""Pages of a PDF that are pictures, and pictures of text on others: what is seen there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from ingest.readers import ocr
from ingest.readers.likeness import is_garbled, is_same
from ingest.readers.pdf_chars import Box, TextLayer
from ingest.readers.pdf_lines import LinePart, TextLine
from ingest.readers.pdf_pages import PdfSheet, TextPicture
from ingest.readers.pdf_type import style_of
from ingest.readers.reading import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

ALL_SCANNED = "är inskannad och innehåller bara bilder av text."
SOME_SCANNED = "har {count} som är bilder av text och inte lästes."
ALL_GARBLED = (
    "har teckensnitt som inte talar om vilka bokstäver de visar, så texten går inte att läsa."
)
SOME_GARBLED = (
    "har {count} vars teckensnitt inte talar om vilka bokstäver de visar; de lästes inte."
)
RECOGNISED = (
    "har {count} sidor vars teckensnitt inte talar om vilka bokstäver de visar. De är inlästa med "
    "teckenigenkänning, så enstaka tecken kan vara fel."
)
LAYER_DIFFERS = (
    "är inskannad, och den dolda texten i filen är en annan än den som syns. Det som syns är "
    "inläst med teckenigenkänning."
)

PICTURES_UNREAD = "har bilder av text som inte lästes på sidorna {places} i filens ordning."

FEWEST_LETTERS = 25
"""A page with fewer letters and a picture over most of it is a scan; no text has fewer."""

_PICTURE_SHARE, _LEAST_SHARE = 0.5, 0.02
"""Share of a page that a picture of all of it covers, and one that may show text, at least."""

_MOST_PICTURES = 200
"""Pictures of a page that are looked at; drawings are made of thousands."""

_TOUCH = 2.0
"""Points between pictures that are one, as the strips of a scan."""

_SKETCH = 144
"""Dots an inch at which it is looked whether a picture shows text."""

_PAPER, _SHADES = 0.68, 32
"""Share of its dots that have the shade of the paper, of 255, give or take some."""

_INK, _STROKE, _STROKES, _FINE = 64, 8, 500, 0.2
"""Shades of ink; dots of a stroke at most, how many there are, and their share of the ink."""


def pictures_on(page: PdfPage, layer: TextLayer) -> list[Box]:
    """Where pictures stand on a page; those that touch are one."""
    import pypdfium2.raw as pdfium

    width, height = layer.size
    boxes: list[Box] = []
    shapes = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    for shape in islice(shapes, _MOST_PICTURES):
        left, top, right, bottom = layer.placed(shape.get_bounds())
        near = [box for box in boxes if _touch(box, (left, top, right, bottom))]
        lefts, tops, rights, bottoms = zip((left, top, right, bottom), *near, strict=True)
        left, top = max(0.0, min(lefts)), max(0.0, min(tops))
        whole = left, top, min(width, max(rights)), min(height, max(bottoms))
        boxes = [*(box for box in boxes if box not in near), whole]
    return [box for box in boxes if box[0] < box[2] and box[1] < box[3]]


def _touch(one: Box, other: Box) -> bool:
    return all(
        one[at] < other[at + 2] + _TOUCH and other[at] < one[at + 2] + _TOUCH for at in (0, 1)
    )


def covers(box: Box, layer: TextLayer, share: float = _PICTURE_SHARE) -> bool:
    """Whether a box covers most of the page, or another share."""
    width, height = layer.size
    return (box[2] - box[0]) * (box[3] - box[1]) >= share * width * height


def text_pictures(page: PdfPage, boxes: Sequence[Box], layer: TextLayer) -> Iterator[TextPicture]:
    """Those of the pictures on a page that show text where no text of the file stands.

    Unlike photographs they have paper of one shade and many fine strokes on it.
    """
    for box in boxes:
        if not covers(box, layer, _LEAST_SHARE):
            continue
        places = range(len(layer.chars))
        typed = [layer.moved(layer.boxes[at], layer.turns[at], layer.turn) for at in places]
        picture = TextPicture(box, tuple(one for one in typed if _touch(one, box)))
        sketch = _drawn(page, picture, _SKETCH)
        if _shows_text(sketch):
            yield replace(picture, digest=hash(sketch.tobytes()))


def _drawn(page: PdfPage, picture: TextPicture, resolution: int = ocr.RESOLUTION) -> Image:
    """A picture as it is seen on its page, with paper where text of the file stands."""
    from PIL import ImageDraw

    whole = ocr.picture_of(page, resolution)
    scale = whole.width / page.get_width()
    left, top, right, bottom = (round(scale * edge) for edge in picture.box)
    seen = whole.crop((left, top, right, bottom))
    pen, paper = ImageDraw.Draw(seen), _paper(seen)
    for box in picture.typed:
        x0, y0, x1, y1 = (scale * edge for edge in box)
        pen.rectangle((x0 - left, y0 - top, x1 - left, y1 - top), fill=paper)
    return seen


def _paper(picture: Image) -> int:
    """The shade that most dots of a picture have."""
    counts = picture.histogram()
    return counts.index(max(counts))


def _shows_text(picture: Image) -> bool:
    import numpy as np

    away = np.abs(np.asarray(picture, dtype=int) - _paper(picture))
    edges = np.diff(np.pad(away > _INK, ((0, 0), (1, 1))).astype(int), axis=1)
    lengths = np.nonzero(edges == -1)[1] - np.nonzero(edges == 1)[1]
    strokes = lengths[lengths <= _STROKE]
    fine = len(strokes) >= _STROKES and strokes.sum() >= _FINE * lengths.sum()
    return bool(fine and (away < _SHADES).mean() >= _PAPER)


def is_hidden(page: PdfPage, layer: TextLayer) -> bool:
    """Whether most text is not seen, as programs do that recognise scans: invisible, or under it.

    The page is one that a picture covers.
    """
    import pypdfium2.raw as pdfium

    kinds = [pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE]
    count = hidden = 0
    for shape in page.get_objects(filter=kinds, max_depth=3):
        if shape.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            opaque = not pdfium.FPDFPageObj_HasTransparency(shape)
            hidden = count if opaque and covers(layer.placed(shape.get_bounds()), layer) else hidden
        else:
            count += 1
            mode = pdfium.FPDFTextObj_GetTextRenderMode(shape)
            hidden += mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    return hidden > count / 2


def recognised(
    document: PdfDocument, sheets: list[PdfSheet], read: Callable[[bytes, int], PdfSheet]
) -> tuple[list[PdfSheet], tuple[str, ...]]:
    """The sheets with what character recognition sees on those that cannot be read otherwise.

    ``read`` makes the sheet at a place of the page that it has put the text on.
    """
    whole = [sheet for sheet in sheets if sheet.scanned or sheet.garbled]
    garbled = any(sheet.garbled for sheet in whole)
    if not ocr.is_installed():
        return sheets, tuple(f"{what} {ocr.ADVICE}" for what in _unread(sheets, whole, garbled))
    seen = cache(lambda place: read(ocr.with_text(ocr.picture_of(document[place - 1])), place))
    layered = [sheet for sheet in sheets if sheet.hidden]
    notes = [RECOGNISED.format(count=len(whole))] if garbled else []
    if any(_differs(one, seen(one.place)) for one in layered[:: len(layered) // 2 or 1]):
        whole += layered
        notes.append(LAYER_DIFFERS)
    places = {sheet.place for sheet in whole}
    body = style_of([sheet.lines for sheet in sheets], {}).body
    known: set[int] = set()

    def picture(place: int, one: TextPicture) -> Sequence[TextLine]:
        # What stands on many pages, as a letterhead, is read on the first.
        if one.digest in known:
            return ()
        known.add(one.digest)
        return read(ocr.with_text(_drawn(document[place - 1], one)), place).lines

    return [
        seen(sheet.place) if sheet.place in places else _with_pictures(sheet, picture, body)
        for sheet in sheets
    ], tuple(notes)


def _unread(sheets: list[PdfSheet], whole: list[PdfSheet], garbled: bool) -> Iterator[str]:
    """What is told of pages that only recognition could read; refuses a file of these alone."""
    if whole and len(whole) == len(sheets):
        raise Unreadable(f"{ALL_GARBLED if garbled else ALL_SCANNED} {ocr.ADVICE}")
    if whole:
        count = f"{len(whole)} av {len(sheets)} sidor"
        yield (SOME_GARBLED if garbled else SOME_SCANNED).format(count=count)
    if places := [str(sheet.place) for sheet in sheets if sheet.pictures]:
        yield PICTURES_UNREAD.format(places=", ".join(places))


def _with_pictures(
    sheet: PdfSheet, read: Callable[[int, TextPicture], Sequence[TextLine]], body: float
) -> PdfSheet:
    """A sheet with what its pictures say where they stand, in letters as large as the others."""
    lines = list(sheet.lines)
    for picture in sheet.pictures:
        own = read(sheet.place, picture)
        text = " ".join(line.text for line in own)
        if sum(map(str.isalpha, text)) < FEWEST_LETTERS or is_garbled(text):
            continue
        left, top, right, _ = picture.box
        above = (
            at
            for at, line in enumerate(lines, 1)
            if line.base < top and line.left < right and left < line.right
        )
        at = max(above, default=0)
        place = lines[at - 1].place if at else 0
        scale = body / median(line.size for line in own) if body else 1.0
        lines[at:at] = [_moved(line, place, scale, left, top) for line in own]
    return replace(sheet, lines=tuple(lines), recognised=len(lines) > len(sheet.lines))


def _moved(line: TextLine, place: int, scale: float, left: float, top: float) -> TextLine:
    """A line of a picture as one of the page."""

    def moved(part: LinePart) -> LinePart:
        pieces = tuple(map(moved, part.pieces))
        edges = (left + scale * part.left, left + scale * part.right)
        return LinePart(part.text, *edges, place, pieces)

    return replace(
        line,
        parts=tuple(map(moved, line.parts)),
        top=top + scale * line.top,
        base=top + scale * line.base,
        size=scale * line.size,
        note="",
    )


def _differs(sheet: PdfSheet, recognition: PdfSheet) -> bool:
    """Whether a page shows another text than the one that stands unseen in the file."""
    layer = " ".join(line.text for line in sheet.lines)
    seen = " ".join(line.text for line in recognition.lines)
    return not is_same(layer, seen) and not is_garbled(seen)
