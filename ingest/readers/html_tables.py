"""Tables of web pages: which hold data, and their cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.readers.data_tables import MOST_ROWS, TableCell
from ingest.readers.html_text import text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_CELL = 1500
"""Characters; what holds a longer one lays out a page."""

LONGEST_INNER = 200
"""Characters of the longest table in a cell that is read as that cell's text."""


def holds_data(table: HtmlElement) -> bool:
    """Whether a table holds data; old pages use tables to lay out whole pages."""
    if (table.get("role") or "") == "presentation":
        return False
    rows = [list(line.iterchildren("td", "th")) for line in _rows(table)]
    # What names its columns is no layout.
    limit = LONGEST_CELL if rows and all(cell.tag == "th" for cell in rows[0]) else LONGEST_INNER
    if any(len(text_of(inner)) > limit for inner in table.iterfind(".//table")):
        return False
    lays_out = any(
        cell.find(".//h1") is not None
        or (limit == LONGEST_INNER and _is_around_table(cell))
        or cell.find(".//h2") is not None
        or len(cell.findall(".//p")) > 3
        or len(text_of(cell)) > LONGEST_CELL
        for cells in rows
        for cell in cells
    )
    return max(map(len, rows), default=0) >= 2 and not lays_out


def _is_around_table(cell: HtmlElement) -> bool:
    """Whether other text stands in a cell beside a table."""
    inner = cell.find(".//table")
    return inner is not None and text_of(inner) != text_of(cell)


def lines_of(table: HtmlElement) -> list[list[TableCell]]:
    """The cells that begin in each row; bold ones are labels as well as header cells."""
    return [_cells(line) for line in _rows(table)]


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """A table's own rows, without those of tables in its cells."""
    for part in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if part.tag == "tr":
            yield part
        else:
            yield from part.iterchildren("tr")


def _cells(line: HtmlElement) -> list[TableCell]:
    heads = line.getparent().tag == "thead"
    return [
        TableCell(
            text_of(cell),
            _span(cell, "rowspan"),
            _span(cell, "colspan"),
            label=heads or cell.tag == "th" or _is_bold(cell),
            inner=_inner(cell),
        )
        for cell in line.iterchildren("td", "th")
    ]


def _inner(cell: HtmlElement) -> tuple[tuple[TableCell, ...], ...]:
    """The cells of the table that is all that stands in a cell."""
    table = cell.find(".//table")
    if table is None or text_of(table) != text_of(cell) or not holds_data(table):
        return ()
    return tuple(map(tuple, lines_of(table)))


def _span(cell: HtmlElement, name: str) -> int:
    """How many rows or columns a cell covers; 0 is all that follow."""
    value = (cell.get(name) or "1").strip()
    count = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
    return count or MOST_ROWS


def _is_bold(cell: HtmlElement) -> bool:
    bold = "".join(text_of(part) for part in cell.iter("b", "strong"))
    return bool(bold) and bold == text_of(cell)
