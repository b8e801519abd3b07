"""Ruled tables of PDF pages: pdfplumber finds their cells, the page's own text fills them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from corpus.model import Block
from ingest.readers.data_tables import Lines, TableCell, table_blocks
from ingest.readers.hyphens import join_lines
from ingest.readers.pdf_chars import Box, TextLayer
from ingest.readers.pdf_labels import below_labels
from ingest.readers.pdf_lines import LineReader, TextLine
from ingest.readers.reading import blocks_only

if TYPE_CHECKING:
    import pdfplumber.page
    from pypdfium2 import PdfPage

FEWEST_SEGMENTS, MOST_SEGMENTS = 12, 20_000
"""Lines and curves of a page that may hold a table: a grid of two by two, and no map or drawing."""

LONGEST_CELL = 600
"""Characters; where the longest of few cells holds more, they are boxes of text side by side."""

LONGEST_LONE_CELL = 80
"""The same where the table has a single row."""

_FEWEST_OPEN = 3
"""Upright rules that end where no level one is drawn, in a table that goes on over the page."""

_FEWEST_CELLS = 6
"""Filled cells of a table that has one as long as a text box."""

_EDGE = 1.5
"""Points by which edges of cells that lie on one line may differ."""

_NARROWEST = 6.0
"""Points; what is narrower between two rules is a margin inside a cell, and no column."""


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table as the cells of its lines; where it begins on the page, and the characters in it.

    ``edges`` are the left edges of its columns, ``typed`` the lines of text of one with a single
    row: it may be the box at the foot of each page.
    """

    place: int
    edges: Sequence[float]
    lines: Lines
    places: frozenset[int]
    typed: tuple[TextLine, ...] = ()

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.edges[0]

    @property
    def rows(self) -> tuple[Block, ...]:
        """The table as rows."""
        return blocks_only(table_blocks(self.lines))


def may_hold_table(page: PdfPage) -> bool:
    """Whether so many lines are drawn on a page that looking for tables is worth its time."""
    import pypdfium2.raw as pdfium

    segments = 0
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        segments += pdfium.FPDFPath_CountSegments(shape)
        if segments > MOST_SEGMENTS:
            return False
    return segments >= FEWEST_SEGMENTS


def tables_of(page: pdfplumber.page.Page, layer: TextLayer, reader: LineReader) -> list[RuledTable]:
    """The ruled tables of a page that have at least two cells with text side by side."""
    tables = []
    for table in page.find_tables({"explicit_horizontal_lines": list(_open_ends(page))}):
        cells = list(map(layer.from_paper, table.cells))
        if (filled := _filled(cells, layer, reader)) is not None:
            tables.append(filled)
    return tables


def _open_ends(page: pdfplumber.page.Page) -> Iterator[dict[str, float | str]]:
    """The missing rules where at least three upright ones begin or end: cells that a page parts."""
    ends = defaultdict(list)
    level = [edge["top"] for edge in page.horizontal_edges]
    for edge in page.vertical_edges:
        for end in {edge["top"], edge["bottom"]}:
            ends[round(end)].append((edge["x0"], end))
    for places in ends.values():
        y = places[0][1]
        lefts = [x for x, _ in places]
        if len(set(lefts)) >= _FEWEST_OPEN and all(abs(y - other) > _EDGE for other in level):
            sides = {"x0": min(lefts), "x1": max(lefts), "top": y, "bottom": y}
            yield {**sides, "object_type": "line", "width": max(lefts) - min(lefts), "height": 0.0}


def _filled(cells: Sequence[Box], layer: TextLayer, reader: LineReader) -> RuledTable | None:
    """The table that some cells make, filled with the text that stands in each."""
    places = _places(cells, layer)
    inside = [place for members in places.values() for place in members]
    if not inside:
        return None
    turn = Counter(layer.turns[place] for place in inside).most_common(1)[0][0]
    texts = {
        layer.moved(cell, layer.turn, turn): _text(reader, members)
        for cell, members in places.items()
    }
    # In a table that is read as it is turned, bold names of columns stand beside the rows.
    upright = turn == layer.turn
    bold = {cell for cell, of in places.items() if upright and all(map(layer.is_bold, of))}
    moved = [layer.moved(cell, layer.turn, turn) for cell in cells]
    lines = _lines(moved, texts, bold)
    filled = [count for line in lines if (count := sum(bool(cell.text) for cell in line))]
    longest = max(map(len, texts.values()))
    # A row alone is what is left of a table that goes over the page; or boxes side by side.
    limit = LONGEST_CELL if len(filled) > 1 else LONGEST_LONE_CELL
    few = len(filled) < 2 or sum(map(bool, texts.values())) < _FEWEST_CELLS
    if max(filled, default=0) < 2 or (longest > limit and few):
        return None
    edges, _ = _edges((cell[0] for cell in (cells if turn == layer.turn else moved)), _NARROWEST)
    typed = reader.lines(sorted(inside)) if len(filled) == 1 else []
    return RuledTable(min(inside), edges, lines, frozenset(inside), tuple(typed))


def _lines(
    cells: Sequence[Box], texts: dict[Box, str], bold: Container[Box]
) -> list[list[TableCell]]:
    """The cells that begin in each row, each with the rows and columns that it covers."""
    tops, _ = _edges((cell[1] for cell in cells), _EDGE)
    lefts, ends = _edges((cell[0] for cell in cells), _NARROWEST)
    if len(lefts) > 1 and max(cell[2] for cell in cells) - lefts[-1] <= _NARROWEST:
        lefts.pop()  # the margin inside the last column
    begun: dict[tuple[int, int], TableCell] = {}
    covered: set[tuple[int, int]] = set()
    # Strips of colour around the words of a cell are cells to the eye of a program alone.
    for cell in sorted(cells, key=lambda cell: (not texts.get(cell), cell)):
        row = bisect_right(tops, cell[1]) - 1
        column = bisect_right(lefts, cell[0]) - 1
        rows = bisect_left(tops, cell[3] - _EDGE) - row
        columns = max(1, bisect_left(ends[: len(lefts)], cell[2] - _EDGE) - column)
        if not texts.get(cell) and (row, column) in covered:
            continue
        before = begun.get((row, column), TableCell(""))
        begun[row, column] = TableCell(
            f"{before.text} {texts.get(cell, '')}".strip(),
            max(rows, before.rows),
            max(columns, before.columns),
            label=before.label or (not before.text and cell in bold),
        )
        covered.update(product(range(row, row + rows), range(column, column + columns)))
    # Where no cell is drawn nothing stands, and what follows keeps its column.
    for place in product(range(len(tops)), range(len(lefts))):
        if place not in covered:
            begun[place] = TableCell("")
    return [
        [begun[row, column] for column in range(len(lefts)) if (row, column) in begun]
        for row in range(len(tops))
    ]


def _edges(values: Iterable[float], apart: float) -> tuple[list[float], list[float]]:
    """The first and the last of the edges that lie so close together that they are one line."""
    firsts: list[float] = []
    lasts: list[float] = []
    for value in sorted(values):
        if lasts and value - lasts[-1] <= apart:
            lasts[-1] = value
        else:
            firsts.append(value)
            lasts.append(value)
    return firsts, lasts


def _places(cells: Sequence[Box], layer: TextLayer) -> dict[Box, list[int]]:
    """The places of the characters that stand in each cell."""
    places: dict[Box, list[int]] = defaultdict(list)
    current: Box | None = None
    for place, char in enumerate(layer.chars):
        if layer.is_break(place) or not char or char.isspace() or place in layer.slanted:
            continue
        box = layer.moved(layer.boxes[place], layer.turns[place], layer.turn)
        current = _cell_at(box, cells, current)
        if current:
            places[current].append(place)
    return places


def _text(reader: LineReader, places: Sequence[int]) -> str:
    """The text of a cell, from its characters; a small label stands before its value."""
    lines = below_labels(reader.lines(places), fewest=1)
    return join_lines([line.text for line in lines])


def _cell_at(box: Box, cells: Sequence[Box], current: Box | None) -> Box | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return next(
        (
            cell
            for cell in ((current, *cells) if current else cells)
            if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]
        ),
        None,
    )
