"""Tables of Word documents as cells with what they cover; content controls are looked through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.readers.data_tables import Lines, TableCell
from ingest.readers.docx_xml import W, number_of, switch_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# What may stand around a row, a cell or a paragraph without being one.
WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)
_DELETED = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "cellDel", "hidden"))

PageOf = Callable[["_Element"], int]
"""The place in the file of the page that a row begins on."""

CellOf = Callable[["_Element"], TableCell]
"""What stands in a cell, whatever it covers; a label where all of it is bold."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A cell at its first column; ``covered`` where it belongs to the one above."""

    column: int
    cell: TableCell
    covered: bool


def inside(element: _Element, tag: str) -> Iterator[_Element]:
    """The children of a kind, also those that a content control or an insertion stands around."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from inside(child, tag)


def rows_of(table: _Element) -> list[_Element]:
    """The rows of a table but those that are hidden, or whose deletion is tracked."""
    return [line for line in inside(table, f"{W}tr") if not _is_deleted(line.find(f"{W}trPr"))]


def cells_of(table: _Element, cell_of: CellOf, page_of: PageOf, *, names_first: bool) -> Lines:
    """The cells of a table; a cell that is merged over rows covers those below it.

    With ``names_first`` the first row is set apart as the one that names the columns.
    """
    lines = [
        list(_drawn(line, cell_of, page_of(line), names=names_first and index == 0))
        for index, line in enumerate(rows_of(table))
    ]
    return [
        [
            replace(drawn.cell, rows=_reach(drawn.column, lines, index) - index)
            for drawn in line
            if not drawn.covered
        ]
        for index, line in enumerate(lines)
    ]


def _reach(column: int, lines: Sequence[Sequence[_Drawn]], index: int) -> int:
    """The first row below a cell in which no cell at its column belongs to it."""
    for below in range(index + 1, len(lines)):
        if not any(drawn.column == column and drawn.covered for drawn in lines[below]):
            return below
    return len(lines)


def _drawn(line: _Element, cell_of: CellOf, page: int, *, names: bool) -> Iterator[_Drawn]:
    properties = line.find(f"{W}trPr")
    names = names or bool(switch_of(properties, "tblHeader"))
    column = max(0, number_of(properties, "gridBefore", 0))
    if column:
        yield _Drawn(0, TableCell("", columns=column, page=page), covered=False)
    for element in inside(line, f"{W}tc"):
        own = element.find(f"{W}tcPr")
        if _is_deleted(own):
            continue
        span = max(1, number_of(own, "gridSpan", 1))
        merge = own.find(f"{W}vMerge") if own is not None else None
        covered = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        cell = cell_of(element)
        label = names or cell.label
        yield _Drawn(column, replace(cell, columns=span, label=label, page=page), covered)
        column += span


def _is_deleted(properties: _Element | None) -> bool:
    return properties is not None and any(child.tag in _DELETED for child in properties)
