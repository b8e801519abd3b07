"""Finds the header of a table, and which of our fields its columns mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.data_files import toml
from ingest.catalogues.rows.grid import Grid, GridRow
from ingest.catalogues.values import fold
from ingest.readers.reading import tidy

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_UNUSED = "unused"

SEARCHED_ROWS = 100
"""The header is looked for in this many rows from the top, empty ones not counted."""

FEWEST_COLUMNS = 3
"""A row is a header when it names at least this many fields, and among them those needed."""

LONGEST_NAME = 200
"""Characters; what is longer is no column's name."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place in the row, from 0, and its name as the source writes it."""

    index: int
    name: str


@dataclass(frozen=True, slots=True)
class Header:
    """Which columns hold a field, the surest first; and the columns that were not understood."""

    position: int
    columns: Mapping[str, tuple[Column, ...]]
    unknown: tuple[str, ...]
    width: int

    @property
    def fields(self) -> int:
        """How many fields that are of use have a column."""
        return len(self.columns.keys() - {_UNUSED})

    def column(self, field: str) -> Column | None:
        """The surest column of a field."""
        return next(iter(self.columns.get(field, ())), None)


def find_header(grid: Grid, family: str, needed: Sequence[str]) -> Header | None:
    """The first row that names fields of a family (``course``, ``myh``), wherever it stands.

    ``needed`` are fields without which a row is no header.
    """
    last = min(len(grid.rows), SEARCHED_ROWS)
    for position in range(last):
        if header_at(grid, position, family, needed):
            # A header may have a row of its own above it that names groups of columns.
            near = range(position, min(position + 3, last))
            headers = (header_at(grid, each, family, needed) for each in near)
            return max(filter(None, headers), key=lambda header: header.fields)
    return None


def header_at(grid: Grid, position: int, family: str, needed: Sequence[str]) -> Header | None:
    """The header that a row is; None where it is none."""
    header = _header(position, grid.rows[position], family)
    enough = header.fields >= FEWEST_COLUMNS and header.columns.keys() >= set(needed)
    return header if enough else None


def known_columns(grid: Grid) -> int:
    """How many fields the header of a table names, as a list of courses or of applications."""
    rows = enumerate(grid.rows[:SEARCHED_ROWS])
    headers = (_header(at, row, family) for at, row in rows for family in ("course", "myh"))
    return max((header.fields for header in headers), default=0)


def is_name_of(field: str, cell: str, family: str) -> bool:
    """Whether a cell holds nothing but one of the names of a field's column."""
    meaning = _meanings(family).get(fold(cell)) if len(cell) <= LONGEST_NAME else None
    return meaning is not None and meaning[0] == field


def _header(position: int, row: GridRow, family: str) -> Header:
    meanings = _meanings(family)
    by_field: dict[str, list[tuple[int, Column]]] = {}
    unknown: list[str] = []
    for index, cell in enumerate(row.cells):
        name = tidy(cell) if len(cell) <= LONGEST_NAME else ""
        if not name:
            continue
        meaning = meanings.get(fold(name)) or meanings.get(fold(_BRACKETS.sub("", name)))
        if meaning is None:
            unknown.append(name)
        else:
            field, rank = meaning
            by_field.setdefault(field, []).append((rank, Column(index, name)))
    columns = {
        field: tuple(column for _, column in sorted(ranked, key=lambda item: item[0]))
        for field, ranked in by_field.items()
    }
    return Header(position, columns, tuple(dict.fromkeys(unknown)), len(row.cells))


def column_names() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """By family and field: the names of columns, the surest first."""
    return toml("columns.toml", __package__)


@cache
def _meanings(family: str) -> Mapping[str, tuple[str, int]]:
    """By folded name: the field, and how sure the name is (0 the surest)."""
    return {
        fold(name): (field, rank)
        for field, names in column_names()[family].items()
        for rank, name in reversed(list(enumerate(names)))
    }
