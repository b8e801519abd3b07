"""A table before anyone knows what it holds: rows of cells, from a text file or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from ingest.readers.reading import Unreadable

DELIMITERS = (";", ",", "\t", "|")

LONGEST_CELL = 1_000_000
"""Characters. A longer one is a quotation mark that nobody closed."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that is not empty; ``number`` is the row's own, as a person counts."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet or file, without the empty ones. ``name`` is the sheet's."""

    rows: tuple[Row, ...]
    name: str | None = None

    def where(self, numbers: Iterable[int]) -> str:
        """Where rows stand, for people: ``rad 3–5 och 9``, with the sheet where there is one."""
        text = f"rad {_listed(sorted(set(numbers)))}"
        return f"bladet {self.name}, {text}" if self.name else text


def numbered(rows: Iterable[Iterable[str]]) -> Iterator[Row]:
    """The rows that say anything, with their numbers from 1."""
    for number, cells in enumerate(rows, 1):
        texts = tuple(cells)
        while texts and not texts[-1].strip():
            texts = texts[:-1]
        if texts:
            yield Row(number, texts)


def read_delimited(text: str, sign: str, most: int | None = None) -> Grid:
    """The table of a text whose cells are parted by a sign; its first ``most`` records, or all.

    Raises:
        Unreadable: a cell is so long that it can be no cell.
    """
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        return Grid(tuple(numbered(islice(_records(text, sign, csv.QUOTE_MINIMAL), most))))
    except csv.Error:
        pass
    # A quotation mark that nobody closed: without quoting, only its own row is harmed.
    try:
        return Grid(tuple(numbered(islice(_records(text, sign, csv.QUOTE_NONE), most))))
    except csv.Error as error:
        raise Unreadable(
            "har celler på mer än en miljon tecken. Exportera tabellen på nytt."
        ) from error
    finally:
        csv.field_size_limit(before)


def _records(text: str, sign: str, quoting: Literal[0, 3]) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign, quoting=quoting)


def _listed(numbers: list[int]) -> str:
    """Numbers as a person lists them, at most six stretches of them."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    texts = [str(a) if a == b else f"{a}–{b}" for a, b in runs]
    if len(texts) > 6:
        return f"{', '.join(texts[:6])} med flera"
    return " och ".join(filter(None, [", ".join(texts[:-1]), texts[-1]]))
