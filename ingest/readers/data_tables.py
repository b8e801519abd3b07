"""Tables of every format: cells as they are drawn in, rows that each say all that they stand with.

A row of the result can be read by itself: a cell that covers several rows or columns stands in each
of them, the label above a group of rows stands in front of every one, and one row in front of all
names the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from corpus.model import HEAD_ROW, Block, BlockKind
from ingest.readers.reading import row, tidy

MOST_ROWS = 100_000
"""Of a cell that covers all rows that follow."""

MOST_COLUMNS = 200
"""What stands further to the right is left out; no table that people read is that wide."""

LONGEST_LABEL = 100
"""Characters of the longest cell that names its column or a group of rows."""

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\D*(?:19|20)\d\d(?!-\d\d-\d)(?:\D.{0,12})?")
_VALUE = re.compile(r"[-–—+±<>≤≥ca. ]*\d|[-–—.]*$")
_SUM = re.compile(r"(?:total(?:t|summa)?|summa|samtliga|sammanlagt)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;]$")


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as it is drawn, with how many rows and columns it covers.

    ``label`` tells that the format, or bold letters, mark it as a name of what stands below or
    beside it. ``page`` is the place of its page in the file, where a table goes over pages.
    ``inner`` are the cells of a table that is all that stands in it.
    """

    text: str
    rows: int = 1
    columns: int = 1
    label: bool = False
    page: int = 0
    inner: tuple[tuple[TableCell, ...], ...] = ()


Lines = Sequence[Sequence[TableCell]]
"""The cells that begin in each row, from left to right, each once."""

_Row = tuple[TableCell, ...]
"""A row with the cell that covers each of its columns."""

_NOTHING = TableCell("")


def table_blocks(lines: Lines) -> Iterator[Block | None]:
    """A table as blocks, one a row; see ``placed_blocks``."""
    return (block for _, block in placed_blocks(lines))


def placed_blocks(lines: Lines) -> Iterator[tuple[int, Block | None]]:
    """A table as blocks, one a row, each with the page that its last cell is on.

    A text over the whole width above or below the rows is a paragraph. Rows of a head are made one
    ("Platser" over "hösten" is "Platser hösten"). What is marked decides how many those are; where
    nothing is, a first row is the head that looks like names above values.
    """
    above, rows, below = _around(_without_empty(_spread(_unnested(lines))))
    size = _head_size(rows)
    if above and not size and any(map(_is_group, rows)):
        # The label of the first group, and no caption.
        rows.insert(0, above.pop())
    yield from ((_page(line), Block(BlockKind.PARAGRAPH, line[0].text)) for line in above)
    names = [_name(column) for column in zip(*rows[:size], strict=True)]
    yield from _rows(names, rows[size:], _page(rows[0]) if rows else 0)
    yield from ((_page(line), Block(BlockKind.PARAGRAPH, line[0].text)) for line in below)


def whole_rows(lines: Lines) -> list[tuple[TableCell, ...]]:
    """The rows of a table with the cell that covers each of its columns."""
    return _spread(lines)


def column_names(lines: Lines) -> list[str]:
    """The names of a table's columns; none where it has none, or a column in which nothing is."""
    _, rows, _ = _around(_without_empty(_spread(lines)))
    names = [_name(column) for column in zip(*rows[: _head_size(rows)], strict=True)]
    return names if len(names) == max(map(len, _spread(lines)), default=0) else []


def _page(line: _Row) -> int:
    return max(cell.page for cell in line)


def _unnested(lines: Lines) -> Lines:
    """The rows of tables in cells as rows of the table itself, beside what stands beside them.

    Where all of them begin with the same names, those go below the head.
    """
    nested = {at: cell for at, line in enumerate(lines) for cell in line if cell.inner}
    if not nested or any(cell.rows != 1 for line in lines for cell in line):
        return lines
    heads = [cell.inner[0] for cell in nested.values() if len(cell.inner) > 1]
    texts = {tuple(cell.text for cell in head) for head in heads}
    named = len(heads) > 1 or all(cell.label for head in heads for cell in head)
    place = max(lines[at].index(cell) for at, cell in nested.items())
    width = max(len(line) for cell in nested.values() for line in cell.inner)
    has_head = len(texts) == 1 and named and 0 not in nested and len(lines[0]) > place
    has_head &= len(heads) == len(nested)
    result: list[Sequence[TableCell]] = []
    for at, line in enumerate(lines):
        inner = nested[at].inner if at in nested else ()
        inner = inner[1:] if has_head else inner
        head = has_head and at == 0
        around = [
            replace(cell, rows=2 if head else max(1, len(inner)), label=head or cell.label)
            for cell in line
        ]
        if inner:
            result.append([*around[:place], *inner[0], *around[place + 1 :]])
            result.extend(inner[1:])
            continue
        if place < len(line):
            around[place] = replace(around[place], rows=1, columns=width)
        result.append(around)
        if head:
            result.append([replace(cell, label=True) for cell in heads[0]])
    return result


def _spread(lines: Lines) -> list[_Row]:
    """Every row with the cell that covers each of its columns, all equally long."""
    grid: list[list[TableCell | None]] = [[] for _ in lines]
    for index, line in enumerate(lines):
        column = 0
        for drawn in line:
            cell = replace(drawn, text=tidy(drawn.text))
            while column < len(grid[index]) and grid[index][column] is not None:
                column += 1
            end = min(column + max(1, cell.columns), MOST_COLUMNS)
            for covered in grid[index : index + max(1, cell.rows)]:
                covered.extend([None] * (end - len(covered)))
                for place in range(column, end):
                    covered[place] = covered[place] or cell
            column = end
    width = max(map(len, grid), default=0)
    whole = ([*line, *([None] * (width - len(line)))] for line in grid)
    return [tuple(cell or _NOTHING for cell in line) for line in whole]


def _without_empty(rows: Sequence[_Row]) -> list[_Row]:
    """The rows and columns in which anything stands."""
    filled = [line for line in rows if any(cell.text for cell in line)]
    columns = [column for column in zip(*filled, strict=True) if any(c.text for c in column)]
    return list(zip(*columns, strict=True))


def _around(rows: list[_Row]) -> tuple[list[_Row], list[_Row], list[_Row]]:
    """What stands over the whole width above the rows, the rows, and what stands so below them."""
    kept = list(dropwhile(_is_whole, rows))
    above = rows[: len(rows) - len(kept)]
    inside = list(dropwhile(_is_alone, reversed(kept)))[::-1]
    return above, inside, kept[len(inside) :]


def _is_whole(line: _Row) -> bool:
    """Whether one cell covers the whole width."""
    return all(cell is line[0] for cell in line)


def _is_group(line: _Row) -> bool:
    """Whether a row is the label of the rows below it: one cell, or one name and empty cells."""
    first, *others = line
    if not first.text or len(first.text) > LONGEST_LABEL:
        return False
    return _is_whole(line) or (first.label and not any(cell.text for cell in others))


def _is_alone(line: _Row) -> bool:
    """Whether nothing stands beside a row's first cell: below all rows it is no group's label."""
    return _is_whole(line) or _is_group(line)


def _head_size(rows: Sequence[_Row]) -> int:
    if len(rows) < 2:
        return 0
    size = next((at for at, line in enumerate(rows) if not _is_marked(line)), 0)
    first = rows[0]
    # Where a part of the first row is marked, its first cell names the row, and not a column.
    if size == 0 and not any(cell.label for cell in first) and _names_columns(first, rows[1:]):
        size = 1
    if size == 0 and _is_drawn_in_two(rows):
        size = 2
    if size and any(cell.columns > 1 for cell in first):
        # What is parted in two below a cell of the head is named in the next row.
        size = max(size, *(cell.rows for cell in first), 2 if _names_parts(rows) else 1)
    if size and 2 * sum(cell.rows > 1 for cell in first) > len(first):
        # Most names stand as high as two rows: one of them is written in two.
        size = max(size, *(cell.rows for cell in first))
    return size if size < len(rows) else 0


def _is_marked(line: _Row) -> bool:
    return all(cell.label or not cell.text for cell in line) and not _is_group(line)


def _names_columns(first: _Row, below: Sequence[_Row]) -> bool:
    """Whether a row that nothing marks names the columns: short words above other things."""
    texts = [cell.text for cell in first]
    if not all(texts[1:]) or len(set(texts)) < 2:
        return False
    columns = [[line[at].text for line in below] for at in range(len(first))]
    for text, column in zip(texts, columns, strict=True):
        if len(text) > LONGEST_LABEL or _SENTENCE_END.search(text) or not _is_name(text, column):
            return False
    # Of two columns the first row may be as good a pair of name and value as the others.
    return len(first) > 2 or _are_values(columns[1])


def _is_name(text: str, column: Sequence[str]) -> bool:
    """Whether a text may name the column below it: with figures where it is unlike those there."""
    if not _DIGIT.search(text) or _YEAR.fullmatch(text):
        return True
    worded = any(map(str.isalpha, text)) and not any(map(str.isalpha, "".join(column)))
    return _are_values(column) and (worded or not _VALUE.match(text))


def _are_values(column: Sequence[str]) -> bool:
    return len(column) > 1 and any(column) and all(map(_VALUE.match, column))


def _names_parts(rows: Sequence[_Row]) -> bool:
    """Whether the second row names the parts of a cell above it that covers several columns."""
    if len(rows) < 3:
        return False
    pairs = [(up, low) for up, low in zip(rows[0], rows[1], strict=True) if up.columns > 1]
    return all(low.text and low is not up and not _VALUE.match(low.text) for up, low in pairs)


def _is_drawn_in_two(rows: Sequence[_Row]) -> bool:
    """Whether the first row is drawn as half of a head, whatever it says ("Period 2, augusti").

    Its wide cells stand above parts that have names, and the others are as high as both rows.
    """
    high = [cell for cell in rows[0] if cell.columns == 1]
    return 0 < len(high) < len(rows[0]) and all(c.rows == 2 for c in high) and _names_parts(rows)


def _name(column: Sequence[TableCell]) -> str:
    return " ".join(dict.fromkeys(cell.text for cell in column if cell.text))


def _rows(
    names: Sequence[str], rows: Sequence[_Row], page: int
) -> Iterator[tuple[int, Block | None]]:
    """The head and the rows, each with the label of its group in front where there are groups."""
    groups = any(map(_is_group, rows))
    if names:
        yield page, row(["", *names] if groups else names, HEAD_ROW)
    label, fresh = "", False
    for line in rows if groups else _with_labels(rows):
        if _is_group(line):
            label, fresh = f"{label}, {line[0].text}" if fresh else line[0].text, True
            continue
        fresh = False
        texts = [cell.text for cell in line]
        if texts != names:
            own = "" if _is_whole_sum(line, rows) else label
            yield _page(line), row([own, *texts] if groups else texts)


def _is_whole_sum(line: _Row, rows: Sequence[_Row]) -> bool:
    """Whether a row is the sum below all groups: no other row is one."""
    return line is rows[-1] and [one for one in rows if any(map(_is_sum, one))] == [line]


def _is_sum(cell: TableCell) -> bool:
    return _SUM.match(cell.text) is not None


def _with_labels(rows: Sequence[_Row]) -> Sequence[_Row]:
    """Rows of groups whose label stands in the first row alone, with the label in each.

    Empty cells below a label are taken for its own where at least as many are empty as are not.
    """
    filled = sum(bool(line[0].text) for line in rows)
    if not rows or not rows[0][0].text or 2 * filled > len(rows):
        return rows
    result: list[_Row] = []
    for line in rows:
        own = line[0].text or _is_whole_sum(line, rows)
        result.append(line if own else (result[-1][0], *line[1:]))
    return result
