"""Rows of tables without rules, by the edges that the cells of several lines share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, takewhile

from corpus.model import Block
from ingest.readers.data_tables import TableCell, placed_blocks
from ingest.readers.hyphens import join_lines
from ingest.readers.pdf_lines import LinePart, TextLine
from ingest.readers.reading import LEADERS, row

_NARROW = 15

_LONGEST_LABEL = 60
"""Characters of the label above a group of rows."""

_FAR = 2.0
"""Distance, in heights, from which rows without an edge in common are of two tables."""

_NEAR = 4.0
"""Points by which the edges of a column differ over pages."""

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

    def over(self, columns: Sequence[LinePart]) -> Sequence[LinePart]:
        """The columns of this table where another has some of them alone; else none.

        A column in which no row of a page has anything is not seen there.
        """
        near = [[at for at, one in enumerate(self.columns) if _over(one, part)] for part in columns]
        places = [of[0] for of in near if len(of) == 1]
        fits = len(places) == len(columns) and places == sorted(set(places)) and places[:1] == [0]
        is_part = FEWEST_COLUMNS <= len(columns) < len(self.columns)
        return self.columns if is_part and fits else ()

    def column_of(self, part: LinePart) -> int | None:
        """The column that a part begins with."""
        places = (at for at, one in enumerate(self.columns) if abs(one.left - part.left) < _NEAR)
        return next(places, None)


def table_rows(
    lines: Sequence[TextLine], vocabulary: Collection[str], head: TableHead
) -> Iterator[tuple[int, Block | None]]:
    """The rows of a table without rules.

    Where all their cells stand under one of the longest row, the first may be its ``head``; where
    none is, that of the table before it may be.
    """
    whole = [_whole(group, vocabulary) for group in _whole_rows(lines)]
    if above := _above_head(whole):
        whole = whole[1:]
    rows = [[part.text for part in line.parts] for line in whole]
    columns = _columns(whole)
    spread = [_spread(line, columns) for line in whole]
    if all(spread):
        if above:
            spread[0] = list(map(_with_name, above, spread[0]))
        placed = list(placed_blocks(spread))
        names = next((block for _, block in placed if block and block.is_head), None)
        if names:
            head.columns, head.block = columns, names
            yield from placed
            return
        names = head.of(columns)
        if not names and (wider := head.over(columns)):
            placed_under = [_spread(line, wider) for line in whole]
            if all(placed_under):
                names, spread = head.block, placed_under
        rows = [[cell.text for cell in cells] for cells in spread]
        if names:
            yield whole[0].place, names
    yield from zip([line.place for line in whole], map(row, rows), strict=True)


def _whole(group: Sequence[TextLine], vocabulary: Collection[str]) -> TextLine:
    """A row with the lines that go on with its cells in them."""
    parts = list(group[0].parts)
    for line in group[1:]:
        at = _column(group[0], line)
        parts[at] = replace(parts[at], text=join_lines([parts[at].text, line.text], vocabulary))
    return replace(group[0], parts=tuple(parts))


def _with_name(above: str, cell: TableCell) -> TableCell:
    return replace(cell, text=f"{cell.text} {above}".strip())


def _above_head(lines: Sequence[TextLine]) -> list[str]:
    """What the first row says above each column where it names several at once; else nothing.

    Each name stands over the middle of as many columns: "2021" and "2025" over two years' figures.
    """
    first, following = (*lines, None, None)[:2]
    if first is None or following is None or len(first.parts) < 2:
        return []
    columns = _columns(lines[1:])
    every = range(len(columns))
    full = len(following.parts) == len(columns)
    cells = every if full else _cells_above(following.parts, columns)
    heads = dict(zip(cells, following.parts, strict=False))
    under = [at for at in cells if at]
    corner = [part for part in first.parts if columns and part.left < columns[0].right]
    own = {
        at: part
        for at in {*every[1:]}.difference(under)
        for part in first.parts
        if columns[at - 1].right < part.left
        and (at == every[-1] or part.right < columns[at + 1].left)
    }
    names = [part for part in first.parts if part not in (*corner, *own.values())]
    each, rest = divmod(len(under), len(names)) if names else (0, 1)
    twice = corner and _at_left(following, columns[0].left)
    if twice or rest or each < 2 or len(under) + len(own) + 1 < len(columns):
        return []
    texts = ["" for _ in every]
    texts[0] = " ".join(part.text for part in corner)
    for at, part in own.items():
        texts[at] = part.text
    for at, name in enumerate(names):
        below = under[at * each : (at + 1) * each]
        left = min(columns[below[0]].left, heads[below[0]].left)
        right = max(columns[below[-1]].right, heads[below[-1]].right)
        if abs(name.left + name.right - left - right) > (right - left) / 2:
            return []
        for column in below:
            texts[column] = name.text
    return texts


def _over(part: LinePart, other: LinePart) -> bool:
    return part.left < other.right and other.left < part.right


def _columns(rows: Sequence[TextLine]) -> list[LinePart]:
    """The columns of a table, as wide as they are in its longest rows."""
    most = max(len(line.parts) for line in rows)
    longest = [line.parts for line in rows if len(line.parts) == most > 1]
    return [
        replace(cells[0], left=min(c.left for c in cells), right=max(c.right for c in cells))
        for cells in zip(*longest, strict=True)
    ]


def _spread(line: TextLine, columns: Sequence[LinePart]) -> list[TableCell]:
    """The cells of a row under the columns, with empty ones between; none where it does not fit.

    The label of a group stands over all of them.
    """
    texts = [part.text for part in line.parts]
    if len(line.parts) == 1 and len(columns) >= FEWEST_COLUMNS and _at_left(line, columns[0].left):
        return [TableCell(texts[0], columns=len(columns), page=line.place)]
    if len(line.parts) < len(columns):
        filled = dict(zip(_cells_above(line.parts, columns), texts, strict=False))
        texts = [filled.get(at, "") for at in range(len(columns))] if filled else []
    return [TableCell(text, page=line.place) for text in texts]


def _at_left(line: TextLine, left: float) -> bool:
    return abs(line.left - left) < line.size / 2


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
    under = [[at for at, cell in enumerate(cells) if _over(part, cell)] for part in parts]
    places = [of[0] for of in under if len(of) == 1]
    return places if len(set(places)) == len(parts) else []


def rows_of(lines: Sequence[TextLine]) -> dict[TextLine, int]:
    """The lines that are rows, of a table without rules or of contents, each with which table.

    Lines that go on with a cell belong to its row, and the label of a group to its table.
    """
    rows = {line: 0 for line in lines if LEADERS.search(line.text)}
    last: list[TextLine] = []
    labels: list[list[TextLine]] = []
    table, widest = 0, TextLine((), 0.0, 0.0, 0.0, bold=False)
    whole = _whole_rows(lines)
    for group in whole:
        if len(group[0].parts) == 1:
            labels.append(group)
            continue
        if last and _is_next(last, labels, group, widest):
            rows |= dict.fromkeys(chain(last, *labels, group), table)
        elif labels or (last and group[0].base - last[-1].base > _FAR * group[0].size):
            table, widest = table + 1, group[0]
        last, labels, widest = group, [], max(group[0], widest, key=lambda line: len(line.parts))
    for at, (upper, lower) in enumerate(pairwise(whole), 1):
        if upper[0] not in rows and lower[0] in rows and len(upper[0].parts) > 1:
            under = takewhile(rows.__contains__, (group[0] for group in whole[at:]))
            if _above_head([upper[0], *under]):
                rows |= dict.fromkeys(upper, rows[lower[0]])
    return rows


def _is_next(
    last: Sequence[TextLine],
    labels: Sequence[Sequence[TextLine]],
    row_: Sequence[TextLine],
    widest: TextLine,
) -> bool:
    """Whether a row is the next one of a table, where at most the label of a group is between.

    It has an edge in common with the last one, or stands under the ``widest``.
    """
    first, second = last[0], row_[0]
    near = (low[0].base - up[-1].base for up, low in pairwise([last, *labels, row_]))
    few, many = (second, widest) if len(second.parts) < len(widest.parts) else (first, second)
    inside = len(few.parts) <= len(many.parts) >= FEWEST_COLUMNS
    alike = _share_edge(first, second) or (inside and _cells_above(few.parts, many.parts))
    far = 4 if len(first.parts) == len(second.parts) else 3
    if not (alike and all(0 < gap < far * first.size for gap in near)):
        return False
    wide = max(len(first.parts), len(second.parts)) >= FEWEST_COLUMNS and not second.bold
    return not labels or (len(labels) == 1 and wide and _is_label(labels[0], second))


def _is_label(group: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line is the label of the rows below it, of which this is the first."""
    text = group[0].text
    alike = abs(group[0].size - line.size) < 0.1 * line.size and _at_left(group[0], line.left)
    plain = text[0].isupper() and not text.endswith((".", ":", ",", "?"))
    return len(group) == 1 and len(text) <= _LONGEST_LABEL and plain and alike


def _whole_rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Each line with those below it that go on with one of its cells."""
    groups: list[list[TextLine]] = []
    for line in lines:
        group = groups[-1] if groups else [line]
        first = group[0]
        # Each cell is drawn whole before the next, or all of them line by line.
        close = first.base < line.base < max(one.base for one in group) + 2 * line.size
        under = len(first.parts) > 1 and len(line.parts) == 1
        if close and under and (_column(first, line) or _goes_on(first, line)):
            group.append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(first: TextLine, line: TextLine) -> bool:
    """Whether a line goes on with the first cell of a row."""
    return line.text[0].islower() and _at_left(line, first.left)


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
