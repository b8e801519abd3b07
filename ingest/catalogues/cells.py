"""One row of a table, read field by field: each value with the column it was read in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from ingest.catalogues import table_words as words
from ingest.catalogues import values
from ingest.catalogues.columns import Column, Header
from ingest.catalogues.grid import Grid, Row

Value = TypeVar("Value")

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)


class Cells:
    """A row, and the columns that its values were read in by our names of the fields."""

    def __init__(self, grid: Grid, header: Header, row: Row, notes: list[str]) -> None:
        self.told: dict[str, str] = {}
        self._header = header
        self._row = row
        self._notes = notes
        self._where = grid.where([row.number])

    def raw(self, field: str) -> str:
        """What stands in the surest column of a field that is not empty; else an empty text."""
        return next((cell for _, cell in self._filled(field)), "")

    def read(
        self, field: str, reader: Callable[[str], Value | None], name: str | None = None
    ) -> Value | None:
        """What ``reader`` makes of the surest column that it understands.

        The value's origin is kept under ``name``, or the field's own. A cell that is not empty
        and was not understood is noted.
        """
        for column, cell in self._filled(field):
            value = reader(cell)
            if value is not None:
                self.told[name or field] = column.name
                return value
            self._note(column, cell)
        return None

    def text(self, field: str, name: str | None = None) -> str | None:
        """One text without markup."""
        return self.read(field, _plain, name)

    def word(self, field: str, reader: Callable[[str], Value | None], name: str) -> Value | None:
        """What words of a column say; words that say nothing of the matter are nothing to note."""
        for column, cell in self._filled(field):
            value = reader(_plain(cell) or "")
            if value is not None:
                self.told[name] = column.name
                return value
        return None

    def texts(self, field: str) -> tuple[str, ...]:
        """The texts of all columns of a field, each once."""
        told: dict[str, str] = {}
        for column, cell in self._filled(field):
            told.setdefault(_plain(cell) or "", column.name)
        told.pop("", None)
        if told:
            self.told[field] = " och ".join(dict.fromkeys(told.values()))
        return tuple(told)

    def day(self, field: str) -> str | None:
        """A day. A cell that says "löpande" is understood as well, but names none."""
        return self._something(field, self.read(field, _day))

    def period(self, field: str) -> tuple[str | None, str | None]:
        """The days of a field: one, or first and last where a cell has both."""
        first = self._something(field, self.read(field, _first_day))
        last = self.word(field, _last_day, "end")
        return first, last

    def count(self, field: str) -> int | None:
        """A whole number above 0: tables write 0 for what they do not know."""
        return self._something(field, self.read(field, _count))

    def number(self, field: str) -> float | None:
        """A number above 0: tables write 0.0 for what they do not know."""
        return self._something(field, self.read(field, _positive))

    def address(self, field: str, name: str | None = None) -> str | None:
        """A web address; only ``http`` and ``https``, since people will follow it."""
        return self.read(field, _address, name)

    def told_in(self, name: str, field: str) -> None:
        """Says that a value was read in the surest column of a field."""
        if column := self._header.column(field):
            self.told[name] = column.name

    def holds(self, field: str) -> bool:
        """Whether anything at all stands in a field's columns, "Okänd" too."""
        columns, cells = self._header.columns.get(field, ()), self._row.cells
        return any(cells[column.index].strip() for column in columns if column.index < len(cells))

    def has(self, field: str) -> bool:
        """Whether the table has a column for a field."""
        return field in self._header.columns

    def _something(self, field: str, value: Value | None) -> Value | None:
        if value:
            return value
        self.told.pop(field, None)
        return None

    def _filled(self, field: str) -> list[tuple[Column, str]]:
        cells = self._row.cells
        return [
            (column, cells[column.index])
            for column in self._header.columns.get(field, ())
            if column.index < len(cells) and _plain(cells[column.index])
        ]

    def _note(self, column: Column, cell: str) -> None:
        shown = _plain(cell) or ""
        shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
        where = self._where[0].upper() + self._where[1:]
        self._notes.append(f"{where}, {column.name}: ”{shown}” går inte att förstå.")


@lru_cache(maxsize=20_000)
def _plain(cell: str) -> str | None:
    # The same texts stand in row after row.
    return values.plain(cell)


def percent(cell: str) -> float | None:
    """A pace in percent of full time: ``50 %``, ``50,0``, ``halvfart``, or 0.5 as Excel has it."""
    found = values.number(cell)
    if found is None:
        return words.pace(cell)
    if 0 < found <= 1 and "%" not in cell:
        found *= 100
    return found if 0 < found <= 100 else None


def _day(cell: str) -> str | None:
    return values.day(cell) or ("" if words.rolling(cell) else None)


def _first_day(cell: str) -> str | None:
    both = values.period(cell)
    return both[0] if both else _day(cell)


def _last_day(cell: str) -> str | None:
    both = values.period(cell)
    return both[1] if both else None


def _positive(cell: str) -> float | None:
    found = values.number(cell)
    return found if found is not None and 0 <= found < 100_000 else None


def _count(cell: str) -> int | None:
    found = values.number(cell)
    return int(found) if found is not None and found >= 0 and found == int(found) else None


def _address(cell: str) -> str | None:
    text = _plain(cell) or ""
    if not _ADDRESS.fullmatch(text):
        return None
    return f"http://{text}" if text.lower().startswith("www.") else text
