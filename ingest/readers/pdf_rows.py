"""Rows of tables without rules, by the edges that the cells of several lines share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, repeat, takewhile

from corpus.model import HEAD_ROW, Block
from ingest.readers.data_tables import TableCell, table_blocks
from ingest.readers.hyphens import join_lines
from ingest.readers.pdf_lines import LinePart, TextLine
from ingest.readers.reading import row

_LEADERS = re.compile(r"[.…_·]{3,}\s*\d{1,4}$|(?:\s\.){3,}\s*\d{1,4}$")
_NARROW = 15

FEWEST_COLUMNS = 3
"""Of a table that goes on over a page; what has two may be any list."""


@dataclass
class TableHead:
    """The names of the columns of the table that was read last, which may go on over the page."""

    columns: Sequence[LinePart] = ()
    block: Block | None = None

    def of(self, columns: Sequence[LinePart]) -> Block | None:
        """The names of the columns of a table without names; None where it is another table."""
        alike = len(columns) == len(self.columns) >= FEWEST_COLUMNS and all(
            one.left < other.right and other.left < one.right
            for one, other in zip(columns, self.columns, strict=True)
        )
        return self.block if alike else None


def table_rows(
    lines: Sequence[TextLine], vocabulary: Collection[str], head: TableHead
) -> Iterator[tuple[int, Block | None]]:
    """The rows of a table without rules.

    Where all their cells stand under one of the longest row, the first may be its ``head``; where
    none is, that of the table before it may be.
    """
    above, lines = _above_head(lines)
    whole = _whole_rows(lines)
    rows = [[part.text for part in group[0].parts] for group in whole]
    for cells, group in zip(rows, whole, strict=True):
        for line in group[1:]:
            at = _column(group[0], line)
            cells[at] = join_lines([cells[at], line.text], vocabulary)
    blocks = [row(cells) for cells in rows]
    spread = list(map(_spread, rows, [group[0].parts for group in whole], repeat(_columns(whole))))
    columns, first = _columns(whole), whole[0][0].place
    if all(spread):
        if above:
            spread[0] = list(map(_with_name, above, spread[0]))
        headed = list(table_blocks(spread))
        has_head = headed[0] is not None and headed[0].level == HEAD_ROW
        if has_head and len(headed) == len(rows):
            blocks = headed
            head.columns, head.block = columns, headed[0]
        elif names := head.of(columns):
            yield first, names
    yield from zip([group[0].place for group in whole], blocks, strict=True)


def _with_name(above: str, cell: TableCell) -> TableCell:
    return replace(cell, text=f"{cell.text} {above}".strip())


def _above_head(lines: Sequence[TextLine]) -> tuple[list[str], Sequence[TextLine]]:
    """What names several columns at once above a head, for each column, and the other lines.

    Each name stands over the middle of as many columns: "2021" and "2025" over two years' figures.
    """
    first, following = (*lines, None, None)[:2]
    if first is None or following is None or len(first.parts) < 2:
        return [], lines
    columns = _columns([[line] for line in lines[1:]])
    names = [part for part in first.parts if part.left >= columns[0].right] if columns else []
    each, rest = divmod(len(columns) - 1, len(names)) if names else (0, 1)
    if rest or each < 2 or len(following.parts) + 1 < len(columns):
        return [], lines
    for at, name in enumerate(names):
        under = columns[1 + at * each : 1 + (at + 1) * each]
        middle = (under[0].left + under[-1].right) / 2
        if abs((name.left + name.right) / 2 - middle) > (under[-1].right - under[0].left) / 4:
            return [], lines
    corner = " ".join(part.text for part in first.parts if part not in names)
    return [corner, *(name.text for name in names for _ in range(each))], lines[1:]


def _columns(rows: Sequence[Sequence[TextLine]]) -> list[LinePart]:
    """The columns of a table, as wide as they are in its longest rows."""
    most = max(len(group[0].parts) for group in rows)
    longest = [group[0].parts for group in rows if len(group[0].parts) == most > 1]
    return [
        replace(cells[0], left=min(c.left for c in cells), right=max(c.right for c in cells))
        for cells in zip(*longest, strict=True)
    ]


def _spread(
    texts: Sequence[str], parts: Sequence[LinePart], columns: Sequence[LinePart]
) -> list[TableCell]:
    """The cells of a row under the columns, with empty ones between; none where it does not fit."""
    if len(parts) == len(columns):
        return list(map(TableCell, texts))
    filled = dict(zip(_cells_above(parts, columns), texts, strict=False))
    return [TableCell(filled.get(at, "")) for at in range(len(columns))] if filled else []


def as_neighbours(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, with those that are rows parted as the row above or below them is.

    Names of columns may stand closer to each other than the figures below them.
    """
    lines = _with_corner(lines)
    parted = []
    for at, line in enumerate(lines):
        parts = [piece for part in line.parts for piece in part.pieces or (part,)]
        near = (o for o in lines[max(0, at - 1) : at + 2] if _may_tell(o, line, len(parts)))
        alike = any(_cells_above(parts, other.parts) for other in near)
        parted.append(replace(line, parts=tuple(parts)) if alike else line)
    return parted


def _with_corner(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, with the name of the first column in the lower of the two rows beside it."""
    result = list(lines)
    for at in range(len(lines) - 2, 0, -1):
        corner, upper, lower = lines[at - 1], *result[at : at + 2]
        left = corner.right < min(upper.left, lower.left)
        between = upper.base < corner.base < lower.base < upper.base + 3 * corner.size
        names = len(corner.parts) == 1 < len(upper.parts) < len(lower.parts)
        if left and between and names:
            result[at - 1 : at + 2] = [upper, replace(lower, parts=corner.parts + lower.parts)]
    return result


def _may_tell(other: TextLine, line: TextLine, pieces: int) -> bool:
    """Whether a line is a row that has more cells than another one, which stands close.

    What has no wide gap is a row where it has a piece for each of at least three cells.
    """
    close = 0 < abs(other.base - line.base) < 3 * line.size
    whole = pieces == len(other.parts) >= FEWEST_COLUMNS
    return close and len(line.parts) < len(other.parts) and (len(line.parts) > 1 or whole)


def _cells_above(parts: Sequence[LinePart], cells: Sequence[LinePart]) -> list[int]:
    """Which cell of a row each part stands under; empty where not each has one of its own."""
    under = [
        [at for at, cell in enumerate(cells) if part.left < cell.right and cell.left < part.right]
        for part in parts
    ]
    places = [of[0] for of in under if len(of) == 1]
    return places if len(set(places)) == len(parts) else []


def rows_of(lines: Sequence[TextLine]) -> set[TextLine]:
    """The lines that are rows: of a table without rules, or of a table of contents.

    Lines that go on with a cell belong to its row.
    """
    rows = {line for line in lines if _LEADERS.search(line.text)}
    whole = _whole_rows(lines)
    for above, line in pairwise(whole):
        first, last, second = above[0], above[-1], line[0]
        below = 0 < second.base - last.base < 3 * first.size
        if below and len(first.parts) > 1 and len(second.parts) > 1 and _share_edge(first, second):
            rows |= {first, second}
    rows |= {line for group in whole if group[0] in rows for line in group}
    for at in range(len(lines) - 1, 0, -1):
        upper, lower = lines[at - 1 : at + 1]
        if upper not in rows and lower in rows and len(upper.parts) > 1:
            table = list(takewhile(rows.__contains__, lines[at:]))
            if _is_head(upper, table) or _above_head([upper, *table])[0]:
                rows.add(upper)
    return rows


def _is_head(line: TextLine, table: Sequence[TextLine]) -> bool:
    """Whether a line close above a table has a name over each column, but for the first maybe.

    Names may be centred over figures that share their right edges.
    """
    columns = _columns([[row] for row in table])
    close = 0 < table[0].base - line.base < 3 * line.size
    names = len(line.parts) >= max(FEWEST_COLUMNS, len(columns) - 1)
    return close and names and bool(_cells_above(line.parts, columns))


def _whole_rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Each line with those below it that go on with one of its cells."""
    groups: list[list[TextLine]] = []
    for line in lines:
        close = groups and 0 < line.base - groups[-1][-1].base < 2 * line.size
        if close and len(line.parts) == 1 and _column(groups[-1][0], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _column(first: TextLine, line: TextLine) -> int:
    """Which part of a row a line stands under; 0 where it is the first, or none."""
    near = 0.4 * first.size
    places = (at for at, part in enumerate(first.parts) if abs(part.left - line.left) < near)
    return next(places, 0)


def _share_edge(first: TextLine, second: TextLine) -> bool:
    """Whether parts of two lines, but for the first, begin or end at the same edge.

    Only narrow parts, such as numbers, are compared by their right edges: justified text ends
    at one edge too.
    """
    near = 0.4 * first.size
    return any(
        abs(one.left - other.left) < near
        or (abs(one.right - other.right) < near and max(len(one.text), len(other.text)) < _NARROW)
        for one in first.parts[1:]
        for other in second.parts[1:]
    )
