"""A table before anyone knows what it holds: rows of cells, from a text file or a workbook."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice

from ingest.readers.reading import Unreadable

DELIMITERS = (";", ",", "\t", "|")

EXCEL_ZERO = date(1899, 12, 30)
"""The day that Excel numbers from; some old workbooks number from 1904-01-01."""

LONGEST_CELL = 1_000_000
"""Characters. A longer one is a quotation mark that nobody closed."""

# A first line for Excel: "sep=;".
_STATED_SIGN = re.compile(r"sep=(.)\s*[\r\n]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GridRow:
    """The cells of a row that is not empty; ``number`` is the row's own, as a person counts."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet or file, without the empty ones. ``name`` is the sheet's.

    ``wide`` are cells that a sheet has merged over several columns: row number, first and last
    column. ``hidden`` are the columns, from 0, that no viewer shows, ``hidden_rows`` the numbers
    of such rows; ``bold`` are row number and column of the cells in bold letters. ``zero`` is the
    day that numbers count from where they are days; ``boxes`` are the paragraphs of text boxes.
    ``notes`` say in Swedish what was not read.
    """

    rows: tuple[GridRow, ...]
    name: str | None = None
    wide: frozenset[tuple[int, int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    bold: frozenset[tuple[int, int]] = frozenset()
    zero: date = EXCEL_ZERO
    boxes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def where(self, numbers: Iterable[int]) -> str:
        """Where rows stand, for people: ``rad 3–5 och 9``, with the sheet where there is one."""
        text = f"rad {ranges(set(numbers))}"
        return f"bladet {self.name}, {text}" if self.name else text


def without_empty(rows: Iterable[GridRow]) -> Iterator[GridRow]:
    """The rows that say anything, without the empty cells at their ends."""
    for row in rows:
        width = len(row.cells)
        while width and not row.cells[width - 1].strip():
            width -= 1
        if width:
            yield GridRow(row.number, row.cells[:width])


def read_delimited(text: str, sign: str) -> Grid:
    """The table of a text whose cells are parted by a sign.

    A quotation mark that nobody closed takes the rows that follow into its own cell: then its row
    is read without quoting, and the others as they are.

    Raises:
        Unreadable: a cell is so long that it can be no cell.
    """
    csv.field_size_limit(LONGEST_CELL)
    lines = list(io.StringIO(text, newline=""))
    try:
        records = list(csv.reader(lines, delimiter=sign))
        width = Counter(map(len, records)).most_common(1)[0][0] if records else 0
        if any(_took_rows(record, sign, width) for record in records):
            records = list(_row_by_row(lines, sign, width))
    except csv.Error as error:
        raise Unreadable(
            "har celler på mer än en miljon tecken, eller citattecken som inte stängs. Exportera "
            "tabellen på nytt."
        ) from error
    rows = (GridRow(number, tuple(cells)) for number, cells in enumerate(records, 1))
    stated = _STATED_SIGN.match(text)
    return Grid(tuple(without_empty(islice(rows, 1 if stated else 0, None))))


def _row_by_row(lines: Sequence[str], sign: str, width: int) -> Iterator[list[str]]:
    start = 0
    while start < len(lines):
        rest = (lines[number] for number in range(start, len(lines)))
        reader = csv.reader(rest, delimiter=sign)
        done = 0
        for record in reader:
            if _took_rows(record, sign, width):
                line = lines[start + done]
                yield from csv.reader([line], delimiter=sign, quoting=csv.QUOTE_NONE)
                done += 1
                break
            yield record
            done = reader.line_num
        start += done


def _took_rows(record: Sequence[str], sign: str, width: int) -> bool:
    """Whether a cell holds whole rows: lines with as many cells as the table has columns."""
    return width > 2 and any(
        line.count(sign) >= width - 1
        for cell in record
        if "\n" in cell or "\r" in cell
        for line in cell.splitlines()[1:]
    )


def likely_sign(text: str) -> str:
    """The sign that parts the cells of a text: as it states, or that most rows have alike."""
    if stated := _STATED_SIGN.match(text):
        return stated[1]
    return max(DELIMITERS, key=lambda sign: _evenness(read_delimited(text, sign)))


def _evenness(grid: Grid) -> int:
    """How often the sign stands in the rows that have the usual number of cells.

    A decimal comma parts every row in two; the sign of a table stands in it more often.
    """
    widths = Counter(len(row.cells) for row in grid.rows if len(row.cells) > 1)
    return max((count * (width - 1) for width, count in widths.items()), default=0)


def runs(numbers: Iterable[int]) -> list[range]:
    """Some numbers in stretches without a gap."""
    grouped = groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0])
    stretches = ([number for _, number in pairs] for _, pairs in grouped)
    return [range(stretch[0], stretch[-1] + 1) for stretch in stretches]


def ranges(numbers: Iterable[int]) -> str:
    """Numbers as a person lists them, at most six ranges of them: ``3–5 och 9``."""
    return enumeration(
        ["–".join(dict.fromkeys(map(str, (run[0], run[-1])))) for run in runs(numbers)], most=6
    )


def enumeration(names: Sequence[str], most: int = 8) -> str:
    """Names as a person lists them, the first ones where they are many: "C, D och F"."""
    if len(names) > most:
        return f"{', '.join(names[:most])} med flera"
    return " och ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
