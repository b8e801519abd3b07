"""One row of a table, read field by field: each value with the column it was read in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import zip_longest
from typing import TypeVar

from corpus.courses import Provider
from corpus.data_files import word_list
from ingest.catalogues import days, values, words
from ingest.catalogues.days import Days
from ingest.catalogues.record import Record
from ingest.catalogues.rows.header import Column, Header
from ingest.catalogues.rows.merge import NOWHERE
from ingest.sheets.grid import Grid, GridRow

Value = TypeVar("Value")

_PARTS = re.compile(r"\s*[,;/\n]\s*|\s+(?:och|samt)\s+")
_YEAR = re.compile(r"20\d\d")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
_GRANTED, _REFUSED = (word_list(name, "ingest.catalogues") for name in ("granted", "refused"))
_TELLS_GRANTED, _TELLS_REFUSED = (
    re.compile(rf"\b(?:{'|'.join(sorted(texts))})") for texts in (_GRANTED, _REFUSED)
)


class Cells(Record[str]):
    """A row, and the header that says in which of its columns our fields are."""

    def __init__(self, grid: Grid, header: Header, row: GridRow, notes: list[str]) -> None:
        where = grid.where([row.number])
        super().__init__(f"{where[0].upper()}{where[1:]}", notes)
        self._zero = grid.zero
        self._header = header
        self._cells = row.cells
        self._names = grid.rows[header.position].cells

    def candidates(self, field: str) -> list[tuple[str, str]]:
        """The cells of a field's columns that are not empty; "Okänd" is empty, too."""
        return [(column.name, cell) for column, cell in self._cells_of(field) if _plain(cell)]

    def plain(self, value: str) -> str:
        """The text of a cell, without markup."""
        return _plain(value) or ""

    def report(self, source: str, value: str) -> None:
        """Notes a cell that cannot be understood."""
        text = self.plain(value)
        text = text if len(text) <= 40 else f"{text[:39]}…"
        self._notes.append(f"{self.where}, {source}: ”{text}” går inte att förstå.")

    def raw(self, field: str) -> str:
        """What stands in the surest column of a field that is not empty; else an empty text."""
        return next((cell for _, cell in self.candidates(field)), "")

    def text(self, field: str, name: str | None = None) -> str | None:
        """One text without markup."""
        return self.read(field, _plain, name)

    def texts(self, field: str) -> tuple[str, ...]:
        """The texts of all columns of a field, each once."""
        columns: dict[str, str] = {}
        for column, cell in self.candidates(field):
            columns.setdefault(self.plain(cell), column)
        if columns:
            self.sources[field] = " och ".join(dict.fromkeys(columns.values()))
        return tuple(columns)

    def day(self, field: str) -> str | None:
        """A day. A cell that says "löpande" is understood as well, but names none."""
        days = self.span(field)
        if days is None or days.first != days.last or days.first is None or days.words:
            if days is not None and (days.first or days.words):
                self.report(self.sources[field], self.raw(field))
            self.sources.pop(field, None)
            return None
        return days.first

    def span(self, field: str) -> Days | None:
        """The days of a field. A cell that says "löpande" is understood as well, but names none."""
        return self.read(field, self._span)

    def count(self, field: str) -> int | None:
        """A whole number above 0: tables write 0 for what they do not know."""
        return self._unless_empty(field, _count)

    def number(self, field: str) -> float | None:
        """A number above 0: tables write 0.0 for what they do not know."""
        return self._unless_empty(field, _positive)

    def address(self, field: str) -> str | None:
        """A web address; only ``http`` and ``https``, since people will follow it."""
        return self.read(field, _address)

    def credit(self, name: str, field: str) -> None:
        """Says that a value was read in the surest column of a field."""
        if column := self._header.column(field):
            self.sources[name] = column.name

    def years(self, field: str) -> tuple[str, ...]:
        """The years in the names of a field's columns, of those with a number above 0."""
        held = [column.name for column, cell in self._cells_of(field) if _positive(cell)]
        return tuple(sorted(match[0] for name in held if (match := _YEAR.search(name))))

    def holds(self, field: str) -> bool:
        """Whether anything at all stands in a field's columns, "Okänd" too."""
        return any(cell.strip() for _, cell in self._cells_of(field))

    def say_refusal(self) -> bool:
        """Whether any cell holds a refusal and no more, or stands under a name of one.

        Whether the column is understood or not: "Skäl för avslag" says why an application fell.
        """
        named = zip_longest(self._names, self._cells, fillvalue="")
        return any(_folded(cell) in _REFUSED or _gives_reason(name, cell) for name, cell in named)

    def has(self, field: str) -> bool:
        """Whether the table has a column for a field."""
        return field in self._header.columns

    def _span(self, cell: str) -> Days | None:
        text = _plain(cell) or ""
        if number := days.serial_day(text, self._zero):
            return Days(number, number)
        return _span(text) or (Days(None, None) if words.says("rolling")(text) else None)

    def _cells_of(self, field: str) -> list[tuple[Column, str]]:
        columns = self._header.columns.get(field)
        if columns is None:
            return []
        width = len(self._cells)
        return [(each, self._cells[each.index]) for each in columns if each.index < width]

    def _unless_empty(self, field: str, reader: Callable[[str], Value | None]) -> Value | None:
        """A value that is not 0 or an empty text, which are understood but say nothing."""
        value = self.read(field, reader)
        if not value:
            self.sources.pop(field, None)
        return value or None


def provider(cells: Cells) -> Provider | None:
    """Who gives the education of a row."""
    name = cells.text("provider")
    if name is None:
        return None
    return Provider(
        key=values.fold(name),
        origin=NOWHERE,
        name=" ".join(name.split("\n")),
        url=cells.address("provider_url"),
    )


def place_names(text: str) -> list[str]:
    """The places that a cell lists. Pieces with figures are addresses, unless there is no other."""
    parts = [part for part in _PARTS.split(text) if part]
    return [part for part in parts if not any(char.isdigit() for char in part)] or parts


@lru_cache(maxsize=2_000)
def names_refused(text: str) -> bool:
    """Whether the name of a sheet or column, or a title, is of what was refused alone."""
    folded = _folded(text)
    rest = _TELLS_REFUSED.sub("", folded)
    return rest != folded and _TELLS_GRANTED.search(rest) is None


def _gives_reason(name: str, cell: str) -> bool:
    """Whether something is told under the name of a column of what was refused."""
    return names_refused(name) and any(map(str.isalnum, cell)) and bool(_plain(cell))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def refusal(decision: str) -> str | None:
    """Why an application with such a decision is left out; None for one that was granted."""
    word = _folded(decision)
    if word in _GRANTED:
        return None
    return "ansökan avslogs" if word in _REFUSED else "beslutet framgår inte"


@lru_cache(maxsize=20_000)
def _plain(cell: str) -> str | None:
    # The same texts stand in row after row.
    return values.plain(cell)


def percent(cell: str) -> float | None:
    """A pace in percent of full time: ``50 %``, ``50,0``, ``halvfart``, or 0.5 as Excel has it."""
    share = values.number(cell)
    if share is None:
        return words.pace(cell)
    if 0 < share <= 1 and "%" not in cell:
        share *= 100
    return share if 0 < share <= 100 else None


@lru_cache(maxsize=20_000)
def _span(text: str) -> Days | None:
    # The same days stand in row after row.
    return days.span(text)


def _positive(cell: str) -> float | None:
    value = values.number(cell)
    return value if value is not None and 0 <= value < 100_000 else None


def _count(cell: str) -> int | None:
    value = values.number(cell)
    return int(value) if value is not None and value >= 0 and value == int(value) else None


def _address(cell: str) -> str | None:
    text = _plain(cell) or ""
    if not _ADDRESS.fullmatch(text):
        return None
    return f"http://{text}" if text.lower().startswith("www.") else text
