"""Pages of a PDF that are pictures: which they are, and what character recognition sees there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from ingest.readers import ocr
from ingest.readers.likeness import is_garbled, is_same
from ingest.readers.pdf_pages import PdfSheet
from ingest.readers.reading import Unreadable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfObject, PdfPage

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

_PICTURE_SHARE = 0.5


def is_picture(page: PdfPage) -> bool:
    """Whether one picture covers most of the page."""
    import pypdfium2.raw as pdfium

    pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return any(_covers(picture, page) for picture in pictures)


def _covers(picture: PdfObject, page: PdfPage) -> bool:
    left, bottom, right, top = picture.get_bounds()
    width, height = page.get_size()
    return bool((right - left) * (top - bottom) >= _PICTURE_SHARE * width * height)


def is_hidden(page: PdfPage) -> bool:
    """Whether most text is not seen, as programs do that recognise scans: invisible, or under it.

    The page is one that a picture covers.
    """
    import pypdfium2.raw as pdfium

    kinds = [pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE]
    count = hidden = 0
    for shape in page.get_objects(filter=kinds, max_depth=3):
        if shape.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            opaque = not pdfium.FPDFPageObj_HasTransparency(shape)
            hidden = count if opaque and _covers(shape, page) else hidden
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
    pictures = [sheet for sheet in sheets if sheet.scanned or sheet.garbled]
    garbled = any(sheet.garbled for sheet in pictures)
    if not ocr.is_installed():
        if not pictures:
            return sheets, ()
        if len(pictures) == len(sheets):
            raise Unreadable(f"{ALL_GARBLED if garbled else ALL_SCANNED} {ocr.ADVICE}")
        count = f"{len(pictures)} av {len(sheets)} sidor"
        what = SOME_GARBLED if garbled else SOME_SCANNED
        return sheets, (f"{what.format(count=count)} {ocr.ADVICE}",)
    seen = cache(lambda place: read(ocr.with_text(ocr.picture_of(document[place - 1])), place))
    layered = [sheet for sheet in sheets if sheet.hidden]
    notes = [RECOGNISED.format(count=len(pictures))] if garbled else []
    if any(_differs(one, seen(one.place)) for one in layered[:: len(layered) // 2 or 1]):
        pictures += layered
        notes.append(LAYER_DIFFERS)
    places = {sheet.place for sheet in pictures}
    whole = [seen(sheet.place) if sheet.place in places else sheet for sheet in sheets]
    return whole, tuple(notes)


def _differs(sheet: PdfSheet, recognition: PdfSheet) -> bool:
    """Whether a page shows another text than the one that stands unseen in the file."""
    layer = " ".join(line.text for line in sheet.lines)
    seen = " ".join(line.text for line in recognition.lines)
    return not is_same(layer, seen) and not is_garbled(seen)
