"""A row of a table or an item of a feed, read field by field."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from corpus.courses import Level, Origin
from ingest.catalogues.levels import level_of

Raw = TypeVar("Raw")
Value = TypeVar("Value")


class Record(ABC, Generic[Raw]):
    """One row or item. It keeps in which column, or at which path, each field was read.

    A kind of source says where it may have a field (``candidates``); ``read`` takes the first
    value there that can be understood. ``where`` names the record for people. ``sources`` has, by
    our name of a field, the source's own: ``{"pace": "Studietakt"}``.
    """

    def __init__(self, where: str, notes: list[str]) -> None:
        self.where = where
        self.sources: dict[str, str] = {}
        self._notes = notes

    @abstractmethod
    def candidates(self, field: str) -> Iterable[tuple[str, Raw]]:
        """The values that the source may mean by a field, surest first, with their own names."""

    @abstractmethod
    def plain(self, value: Raw) -> str:
        """The words of a value, without markup; empty where it has none."""

    @abstractmethod
    def report(self, source: str, value: Raw) -> None:
        """Notes that a value cannot be understood, if it says anything."""

    @property
    def origin(self) -> Origin:
        """Where the record stands, and where in it the fields were read so far."""
        return Origin(self.where, dict(self.sources))

    def read(
        self, field: str, reader: Callable[[Raw], Value | None], name: str | None = None
    ) -> Value | None:
        """What ``reader`` makes of the first value that it understands; it gives None for others.

        The source is kept under ``name``, or the field's own. What stands before the value and
        cannot be understood is noted.
        """
        for source, value in self.candidates(field):
            result = reader(value)
            if result is not None and result != ():
                self.sources[name or field] = source
                return result
            self.report(source, value)
        return None

    def word(self, name: str, reader: Callable[[str], Value | None], *fields: str) -> Value | None:
        """What the words of some fields say of ``name``; words on other matters are not noted."""
        candidates = (each for field in fields for each in self.candidates(field))
        return self.first(name, reader, ((source, self.plain(raw)) for source, raw in candidates))

    def first(
        self, name: str, reader: Callable[[str], Value | None], texts: Iterable[tuple[str, str]]
    ) -> Value | None:
        """What ``reader`` makes of the first text that it understands, each with its source."""
        for source, text in texts:
            result = reader(text)
            if result is not None:
                self.sources[name] = source
                return result
        return None

    def level(self) -> tuple[Level | None, str | None]:
        """The level that the words of ``level_text`` stand for, and those words."""
        text = self.read("level_text", lambda value: self.plain(value) or None)
        level = level_of(text) if text else None
        if level:
            self.sources["level"] = self.sources["level_text"]
        return level, text

    def note(self, sentence: str) -> None:
        """Notes something of this record, in Swedish, without a full stop."""
        self._notes.append(f"{self.where}: {sentence}.")
