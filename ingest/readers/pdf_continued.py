"""Tables of a PDF that go on over a page: their columns' names, groups and parted rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from operator import attrgetter

from corpus.model import CELL_SEPARATOR, Block, BlockKind
from corpus.sentences import goes_on
from ingest.readers.data_tables import Lines, TableCell, column_names, whole_rows
from ingest.readers.hyphens import join_lines
from ingest.readers.pdf_lines import TextLine
from ingest.readers.pdf_rows import TableHead
from ingest.readers.pdf_tables import RuledTable

_NEAR = 3.0
"""Points by which the edges of columns may differ from one page to the next."""

_Pages = list[tuple[RuledTable, ...]]


def continued(pages: Sequence[tuple[RuledTable, ...]]) -> _Pages:
    """The tables of each page; one that goes on with that of the page before stands under its head.

    A row that the page's end parts is whole on the first of its pages, and a group whose label
    stands there alone goes on with it.
    """
    done: _Pages = []
    for page in pages:
        tables = sorted(page, key=attrgetter("place"))
        before = max(done[-1], key=attrgetter("place"), default=None) if done else None
        if before and tables and _has_columns_of(before, tables[0]):
            if column_names(tables[0].lines) == column_names(before.lines):
                first, tables[0] = _with_rest_below_head(before, tables[0])
            elif _goes_on(before, tables[0]):
                first, tables[0] = _joined(before, tables[0])
            else:
                first = before
            done[-1] = tuple(first if one is before else one for one in done[-1])
        done.append(tuple(tables))
    return done


def _has_columns_of(before: RuledTable, table: RuledTable) -> bool:
    """Whether a table has as many columns as another one, at the same places."""
    return len(before.edges) == len(table.edges) and all(
        abs(a - b) <= _NEAR for a, b in zip(before.edges, table.edges, strict=True)
    )


def _with_rest_below_head(before: RuledTable, table: RuledTable) -> tuple[RuledTable, RuledTable]:
    """Two tables with the same head; the rest of a row that the page parts is with the row."""
    both = zip(_texts(before.lines), _texts(table.lines), strict=False)
    heads = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both))
    if heads in {0, len(table.lines)}:
        return before, table
    first, rest = _joined(before, replace(table, lines=table.lines[heads:]))
    return (first, rest) if first.lines != before.lines else (before, table)


def _goes_on(before: RuledTable, table: RuledTable) -> bool:
    """Whether a table with the columns of another one has no names of its own for them."""
    names, own = column_names(before.lines), column_names(table.lines)
    # A head that is told again has the same names, as a rule.
    if not names or set(filter(None, own)) & set(names):
        return False
    columns = [set(column) for column in zip(*_texts(before.lines)[1:], strict=True)]
    # What passes for a name and stands in the same column further up is none.
    return not own or any(name and name in of for name, of in zip(own, columns, strict=False))


def _texts(lines: Lines) -> list[list[str]]:
    return [[cell.text for cell in line] for line in whole_rows(lines)]


def _joined(before: RuledTable, table: RuledTable) -> tuple[RuledTable, RuledTable]:
    """Both parts of a table, each readable by itself."""
    upper, lower = [list(row) for row in whole_rows(before.lines)], whole_rows(table.lines)
    last, first = upper[-1], lower[0]
    is_parted = all(
        not low.text or goes_on(up.text, low.text) for up, low in zip(last, first, strict=True)
    ) and any(up.text and not low.text for up, low in zip(last, first, strict=True))
    lines = list(before.lines)
    if is_parted:
        whole = [
            replace(up, text=join_lines(list(filter(None, (up.text, low.text)))), rows=1, columns=1)
            for up, low in zip(last, first, strict=True)
        ]
        lines = [*map(_alone, upper[:-1]), whole]
    label, own = last[0], lower[1 if is_parted else 0 :]
    rows: list[Sequence[TableCell]] = []
    for row in own:
        open_label = not rows or not rows[-1] or rows[-1][0].text == label.text
        takes = not row[0].text and open_label and max(label.rows, row[0].rows, first[0].rows) > 1
        rows.append(_alone([replace(row[0], text=label.text), *row[1:]] if takes else row))
    names = [TableCell(name, label=True) for name in column_names(before.lines)]
    return replace(before, lines=lines), replace(table, lines=[names, *rows])


def with_rest(
    blocks: Sequence[Block], lines: Sequence[TextLine], head: TableHead
) -> tuple[Sequence[Block], Sequence[TextLine]]:
    """The blocks of a page and the lines of the next one, where a row without rules is parted.

    The row is whole on the first page; the names of the columns may be told again above its rest.
    """
    last = blocks[-1] if blocks else None
    cells = last.text.split(CELL_SEPARATOR) if last and last.kind is BlockKind.ROW else []
    if last is None or head.block is None or len(cells) != len(head.columns):
        return blocks, lines
    rest = list(lines)
    names = CELL_SEPARATOR.join(part.text for part in rest[0].parts) if rest else ""
    at = int(names == head.block.text)
    while at < len(rest):
        under = [head.column_of(part) for part in rest[at].parts]
        pairs = [(place, part.text) for place, part in zip(under, rest[at].parts, strict=True)]
        if not all(place is not None and goes_on(cells[place], text) for place, text in pairs):
            break
        for place, text in pairs:
            cells[place or 0] = join_lines([cells[place or 0], text])
        del rest[at]
    return [*blocks[:-1], replace(last, text=CELL_SEPARATOR.join(cells))], rest


def _alone(row: Sequence[TableCell]) -> Sequence[TableCell]:
    """A row whose cells cover no other row; one over the whole width stays so."""
    if all(cell is row[0] for cell in row):
        return [replace(row[0], rows=1, columns=len(row))]
    return [replace(cell, rows=1, columns=1) for cell in row]
