"""Finds the header of a table, of one row or two, and which of our fields its columns mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.data_files import toml
from ingest.catalogues.values import fold
from ingest.readers.reading import tidy
from ingest.sheets.grid import Grid, GridRow

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_YEAR = re.compile(r"\b20\d\d\b")
_UNUSED = "unused"

SEARCHED_ROWS = 100
"""The header is looked for in this many rows from the top, empty ones not counted."""

FEWEST_COLUMNS = 3
"""A row is a header when it names at least this many fields, and among them those needed."""

LONGEST_NAME = 200
"""Characters; what is longer is no column's name."""

_WARNINGS = frozenset(["decision", "cancelled", "status"])
"""Fields that are read where their column is hidden, too: they keep people from what is refused."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place in the row, from 0, and its name as the source writes it."""

    index: int
    name: str


@dataclass(frozen=True, slots=True)
class Header:
    """Which columns hold a field, the surest first; and the columns that were not understood.

    It stands in the rows from ``top`` to ``position``: its own, and maybe one above it that names
    groups of columns.
    """

    top: int
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


@dataclass(frozen=True, slots=True)
class _ColumnName:
    """What a column is called, under the name of its group, which it may share with others."""

    index: int
    name: str
    group: str = ""
    shares: bool = False

    @property
    def whole(self) -> str:
        """Both names as one."""
        return self.name if self.name == self.group else f"{self.group} {self.name}".strip()


def find_header(grid: Grid, family: str, needed: Sequence[str]) -> Header | None:
    """The first rows that name fields of a family (``course``, ``myh``), wherever they stand.

    ``needed`` are fields without which a row is no header.
    """
    last = min(len(grid.rows), SEARCHED_ROWS)
    for position in range(last):
        if any(_headers_at(grid, position, family, needed)):
            # A header may have a row of its own above it that is one, too, and a poorer one.
            near = range(position, min(position + 3, last))
            headers = [each for at in near for each in _headers_at(grid, at, family, needed)]
            return max(headers, key=lambda header: header.fields)
    return None


def header_at(grid: Grid, position: int, family: str, needed: Sequence[str]) -> Header | None:
    """The header that a row is; None where it is none."""
    row = grid.rows[position]
    if len(row.cells) < FEWEST_COLUMNS:
        return None  # a line of running text, most often
    names = [_ColumnName(index, name) for index, name in _cells(row)]
    return _enough(_header(grid, (position, position), names, family), needed)


def known_columns(grid: Grid) -> int:
    """How many fields the header of a table names, as a list of courses or of applications."""
    headers = (
        header
        for position in range(min(len(grid.rows), SEARCHED_ROWS))
        for family in ("course", "myh")
        if (header := header_at(grid, position, family, ()))
    )
    return max((header.fields for header in headers), default=0)


def field_of(name: str, family: str) -> str | None:
    """The field that the name of a column, or a label, means; None where it means none of use."""
    meaning = _look_up(family, name) if 0 < len(name) <= LONGEST_NAME else None
    return meaning[0] if meaning and meaning[0] != _UNUSED else None


def column_names() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """By family and field: the names of columns, the surest first."""
    return toml("columns.toml", __package__)


def _headers_at(grid: Grid, position: int, family: str, needed: Sequence[str]) -> Iterator[Header]:
    """The header that two rows are together, where that says more; then the one that one row is."""
    alone = header_at(grid, position, family, needed)
    if position + 1 < len(grid.rows):
        below = header_at(grid, position + 1, family, ())
        both = _enough(_of_two_rows(grid, position, family), needed)
        most = max(each.fields if each else 0 for each in (alone, below))
        if both and (both.fields > most or (below and _says_apply(both, below))):
            yield both
    if alone:
        yield alone


def _says_apply(both: Header, below: Header) -> bool:
    """Whether days turn out to be those of applying, by the name of their group."""
    names = {"apply_from", "apply_until"}
    return (
        both.fields >= below.fields and names & both.columns.keys() > names & below.columns.keys()
    )


def _of_two_rows(grid: Grid, position: int, family: str) -> Header | None:
    upper, lower = grid.rows[position], grid.rows[position + 1]
    if lower.number != upper.number + 1:
        return None
    above, below = dict(_cells(upper)), dict(_cells(lower))
    spans = [(first, last) for row, first, last in grid.wide if row == upper.number]
    group_of: dict[int, int] = {}
    for index in above.keys() | below.keys():
        first = next((a for a, b in spans if a <= index <= b), index)
        if first not in above and not spans:
            # A file of text, or a sheet that centres a name over its columns without merging them.
            first = max((each for each in above if each < index), default=index)
        group_of[index] = first
    sizes = Counter(group_of.values())
    names = [
        _ColumnName(index, below.get(index) or above[index], above.get(first, ""), sizes[first] > 1)
        for index, first in sorted(group_of.items())
        if index in below or index in above
    ]
    understood = [each for each in names if each.index in below and _meaning(family, each)]
    if len(understood) < 2:
        return None
    return _header(grid, (position, position + 1), names, family)


def _header(grid: Grid, at: tuple[int, int], names: Sequence[_ColumnName], family: str) -> Header:
    by_field: dict[str, list[tuple[int, Column]]] = {}
    unknown: list[str] = []
    # A group that the name of the course stands in is the name of the whole table.
    titles = {each.group for each in names if field_of(each.name, family) == "name"}
    seen: set[tuple[str, str]] = set()
    for each in names:
        name = replace(each, group="") if each.group in titles else each
        meaning = _meaning(family, name)
        if meaning and (name.group, meaning[0]) in seen:
            # The name of a group goes no further than to the first column of its kind.
            meaning = _look_up(family, name.name)
        if each.index in grid.hidden and (meaning is None or meaning[0] not in _WARNINGS):
            continue
        if meaning is None:
            unknown.append(each.whole)
            continue
        field, rank = meaning
        if name.group:
            seen.add((name.group, field))
        by_field.setdefault(field, []).append((rank, Column(each.index, each.whole)))
    columns = {
        field: tuple(column for _, column in sorted(ranked, key=lambda item: item[0]))
        for field, ranked in by_field.items()
    }
    width = max(len(grid.rows[position].cells) for position in at)
    return Header(*at, columns, tuple(dict.fromkeys(unknown)), width)


def _meaning(family: str, name: _ColumnName) -> tuple[str, int] | None:
    """The field that a column means, by its name with that of its group, or alone."""
    if name.group and name.group != name.name:
        if field := _applying().get((fold(name.group), fold(name.name))):
            return field, 0
        if meaning := _look_up(family, name.whole):
            return meaning
    meaning = _look_up(family, name.name)
    return meaning if meaning or name.shares else _look_up(family, name.group)


def _look_up(family: str, name: str) -> tuple[str, int] | None:
    meanings = _meanings(family)
    forms = (name, _BRACKETS.sub("", name), _YEAR.sub("0000", name))
    return next((meanings[key] for key in map(fold, forms) if key in meanings), None)


def _cells(row: GridRow) -> Iterator[tuple[int, str]]:
    """The cells of a row that may be names of columns."""
    for index, cell in enumerate(row.cells):
        if len(cell) <= LONGEST_NAME and (name := tidy(cell)):
            yield index, name


def _enough(header: Header | None, needed: Sequence[str]) -> Header | None:
    if header is None or header.fields < FEWEST_COLUMNS:
        return None
    return header if header.columns.keys() >= set(needed) else None


@cache
def _meanings(family: str) -> Mapping[str, tuple[str, int]]:
    """By folded name: the field, and how sure the name is (0 the surest)."""
    return {
        fold(name): (field, rank)
        for field, names in column_names()[family].items()
        for rank, name in reversed(list(enumerate(names)))
    }


@cache
def _applying() -> Mapping[tuple[str, str], str]:
    """By folded names of a group and of a column in it: the field of applying that is meant."""
    fields = column_names()["applying"]
    return {
        (fold(group), fold(name)): field
        for group in fields["group"]
        for field, names in fields.items()
        if field != "group"
        for name in names
    }
