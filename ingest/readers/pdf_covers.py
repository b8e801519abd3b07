"""Characters of a PDF page that an opaque box hides, which is drawn after them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ingest.readers.pdf_layers import MOST_OBJECTS, address

if TYPE_CHECKING:
    from pypdfium2 import PdfObject, PdfPage, PdfTextPage

    from ingest.readers.pdf_chars import Box

_LOWEST = 4.0
"""Points of the height of a box that hides text; what is lower is a rule."""

_OPAQUE = 255


def covered_places(
    page: PdfPage, textpage: PdfTextPage, boxes: list[Box], placed: Callable[[Box], Box]
) -> set[int]:
    """The places of the characters that are covered, by their ``boxes``.

    ``placed`` puts a box of the file on the page.
    """
    import pypdfium2.raw as pdfium

    texts: dict[int, int] = {}
    covers: list[tuple[int, Box]] = []
    objects = page.get_objects(max_depth=1)
    for order, one in enumerate(islice(objects, MOST_OBJECTS)):
        if one.type == pdfium.FPDF_PAGEOBJ_TEXT:
            texts[address(one.raw)] = order
        elif texts and one.type == pdfium.FPDF_PAGEOBJ_PATH and (box := _opaque_box(one)):
            covers.append((order, placed(box)))
    covered: set[int] = set()
    for place, (left, top, right, bottom) in enumerate(boxes if covers else []):
        drawn = texts.get(address(pdfium.FPDFText_GetTextObject(textpage, place)))
        x, y = (left + right) / 2, (top + bottom) / 2
        if drawn is not None and any(
            after > drawn and x0 < x < x1 and y0 < y < y1 for after, (x0, y0, x1, y1) in covers
        ):
            covered.add(place)
    return covered


def _opaque_box(path: PdfObject) -> Box | None:
    """The part of the page that a path fills, where it is a box that nothing shows through."""
    import pypdfium2.raw as pdfium

    fill, stroke, alpha = ctypes.c_int(), ctypes.c_int(), ctypes.c_uint()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    other = ctypes.c_uint()
    pdfium.FPDFPageObj_GetFillColor(path, other, other, other, alpha)
    if not fill.value or alpha.value < _OPAQUE or pdfium.FPDFPageObj_HasTransparency(path):
        return None
    left, bottom, right, top = path.get_bounds()
    if top - bottom < _LOWEST or pdfium.FPDFPath_CountSegments(path) not in {4, 5, 6}:
        return None
    clip = pdfium.FPDFPageObj_GetClipPath(path)
    for at in range(max(0, pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = list(_points(clip, at))
        left, right = max(left, min(x for x, _ in points)), min(right, max(x for x, _ in points))
        bottom, top = max(bottom, min(y for _, y in points)), min(top, max(y for _, y in points))
    return left, bottom, right, top


def _points(clip: ctypes._Pointer[ctypes.Structure], at: int) -> Iterator[tuple[float, float]]:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(pdfium.FPDFClipPath_CountPathSegments(clip, at)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, at, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        yield x.value, y.value
