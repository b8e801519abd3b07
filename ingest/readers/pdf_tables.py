"""Ruled tables of PDF pages: pdfplumber finds their cells, the page's own text fills them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.model import Block
from ingest.readers.hyphens import join_lines
from ingest.readers.pdf_lines import HYPHEN, Box, TextLayer, clean
from ingest.readers.reading import blocks_only, row

if TYPE_CHECKING:
    import pdfplumber.page
    from pypdfium2 import PdfPage

FEWEST_SEGMENTS, MOST_SEGMENTS = 12, 20_000
"""Lines and curves of a page that may hold a table: a grid of two by two, and no map or drawing."""

LONGEST_CELL = 600
"""Characters; a frame around more is a text box."""

LONGEST_LONE_CELL = 80
"""The same where the table has a single row."""


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table as rows, where it begins on the page, and the characters that stand in it."""

    place: int
    rows: tuple[Block, ...]
    places: frozenset[int]


def may_hold_table(page: PdfPage) -> bool:
    """Whether so many lines are drawn on a page that looking for tables is worth its time."""
    import pypdfium2.raw as pdfium

    segments = 0
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        segments += pdfium.FPDFPath_CountSegments(shape)
        if segments > MOST_SEGMENTS:
            return False
    return segments >= FEWEST_SEGMENTS


def tables_of(page: pdfplumber.page.Page, layer: TextLayer) -> list[RuledTable]:
    """The ruled tables of a page that have at least two cells with text side by side."""
    grids = [[list(line.cells) for line in table.rows] for table in page.find_tables()]
    return [table for grid in grids if (table := _filled(grid, layer)) is not None]


def _filled(grid: Sequence[Sequence[Box | None]], layer: TextLayer) -> RuledTable | None:
    texts, places = _cell_texts([cell for line in grid for cell in line if cell], layer)
    rows = [[texts.get(cell, "") if cell else "" for cell in line] for line in grid]
    filled = [count for cells in rows if (count := sum(map(bool, cells)))]
    longest = max(map(len, texts.values()), default=0)
    # A row alone is what is left of a table that goes over the page; or boxes side by side.
    limit = LONGEST_CELL if len(filled) > 1 else LONGEST_LONE_CELL
    if max(filled, default=0) < 2 or longest > limit:
        return None
    return RuledTable(min(places), blocks_only(row(cells) for cells in rows), frozenset(places))


def _cell_texts(cells: Sequence[Box], layer: TextLayer) -> tuple[dict[Box, str], set[int]]:
    """The text of each cell, and the places of all characters in them."""
    lines: dict[Box, list[str]] = defaultdict(list)
    places: set[int] = set()
    current: Box | None = None
    for place, char in enumerate(layer.chars):
        if char in ("\r", "\n", HYPHEN):
            if current and char == HYPHEN:
                lines[current][-1] += "-"
                places.add(place)
            current = None
        elif char.isspace() or not char:
            if current:
                lines[current][-1] += " "
        else:
            cell = _cell_at(layer.box(place), cells, current)
            if cell and cell != current:
                lines[cell].append("")
            if cell:
                lines[cell][-1] += char
                places.add(place)
            current = cell
    joined = {
        cell: join_lines([text for line in pieces if (text := clean(line))])
        for cell, pieces in lines.items()
    }
    return joined, places


def _cell_at(box: Box, cells: Sequence[Box], current: Box | None) -> Box | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    candidates: Iterator[Box] = (cell for cell in ((current, *cells) if current else cells))
    return next(
        (cell for cell in candidates if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]), None
    )
