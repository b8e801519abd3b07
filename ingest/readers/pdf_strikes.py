"""Words of a PDF page that a rule strikes out: they no longer hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

    from ingest.readers.pdf_chars import Box, TextLayer

MOST_RULES = 2_000
"""Rules and shapes of a page among which those are looked for that strike out words."""

_THIN = 2.5
"""Points of the height of a rule, and of the width of a longer one."""

_MIDDLE = 0.1, 0.5
"""Where a rule strikes out a word: above its base, in heights of its font."""

Rule = tuple[float, float, float]
"""Where a level rule begins, how far down the page it is, and where it ends."""


def level_rules(page: PdfPage, placed: Callable[[Box], Box]) -> list[Rule]:
    """The level rules of a page, drawn or commented in; ``placed`` puts a box of the file on it."""
    import pypdfium2.raw as pdfium

    shapes = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
    drawn = (placed(shape.get_bounds()) for shape in islice(shapes, MOST_RULES))
    thin = (box for box in drawn if box[3] - box[1] <= _THIN < box[2] - box[0])
    commented = map(placed, _commented(page))
    return [(left, (top + bottom) / 2, right) for left, top, right, bottom in (*thin, *commented)]


def _commented(page: PdfPage) -> Iterator[Box]:
    """The boxes of text that a comment of the file strikes out, line by line."""
    import pypdfium2.raw as pdfium

    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_RULES)):
        comment, points = pdfium.FPDFPage_GetAnnot(page, place), pdfium.FS_QUADPOINTSF()
        if pdfium.FPDFAnnot_GetSubtype(comment) == pdfium.FPDF_ANNOT_STRIKEOUT:
            for line in range(pdfium.FPDFAnnot_CountAttachmentPoints(comment)):
                pdfium.FPDFAnnot_GetAttachmentPoints(comment, line, points)
                across = points.x1, points.x2, points.x3, points.x4
                up = points.y1, points.y2, points.y3, points.y4
                yield min(across), min(up), max(across), max(up)
        pdfium.FPDFPage_CloseAnnot(comment)


def struck_words(words: Sequence[Sequence[int]], layer: TextLayer) -> set[int]:
    """The first characters of those words of a line that a rule strikes out.

    It begins and ends where they do, unlike the lines of a chart or a form.
    """
    _, top, _, bottom = layer.boxes[words[0][0]]
    size, base = bottom - top, layer.bases[words[0][0]]
    found: set[int] = set()
    for first, y, last in layer.level_rules:
        if not base - _MIDDLE[1] * size < y < base - _MIDDLE[0] * size:
            continue
        edges = ((word[0], layer.boxes[word[0]][0], layer.boxes[word[-1]][2]) for word in words)
        inside = [one for one in edges if first - size / 4 < one[1] and one[2] < last + size / 4]
        if inside and inside[0][1] - first < size / 2 and last - inside[-1][2] < size / 2:
            found.update(place for place, _, _ in inside)
    return found
