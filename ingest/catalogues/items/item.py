"""One item of nested fields (JSON, XML), read field by field at the paths of its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.catalogues.items import shapes
from ingest.catalogues.items.parsing import Odd
from ingest.catalogues.items.schema import Schema
from ingest.catalogues.record import Record


class Item(Record[object]):
    """An item, and the schema that says where it may have our fields."""

    def __init__(
        self, content: Mapping[str, object], schema: Schema, where: str, notes: list[str]
    ) -> None:
        super().__init__(where, notes)
        self.content = content
        self.schema = schema

    def candidates(self, field: str) -> Iterator[tuple[str, object]]:
        """What stands at each path of a field, nothing too."""
        for path in self.schema.paths[field]:
            yield path, self.at(path)

    def plain(self, value: object) -> str:
        """The text of a value, the Swedish one where there are several."""
        return shapes.text(value) or ""

    def report(self, source: str, value: object) -> None:
        """Notes a value that says something, and nothing that can be understood."""
        if isinstance(value, Odd):
            self.note(f"{source} {value.reason}")
        elif not isinstance(value, Mapping) and shapes.says_something(value):
            self.note(f"{source} {shapes.quote(value)} går inte att förstå")

    def at(self, path: str) -> object:
        """What stands at a dotted path; of a list on the way, its first object."""
        value: object = self.content
        for name in path.split("."):
            if not isinstance(value, Mapping):
                inside = shapes.objects(value)
                if not inside:
                    return None
                value = inside[0]
            value = value.get(name)
        return value

    def reject(self, field: str, reason: str) -> None:
        """Takes back a field that was read, since what stands there cannot be."""
        self.note(f"{self.sources.pop(field)} {reason}")

    def texts(self, field: str) -> list[tuple[str, str]]:
        """Every text at the paths of a field, each with its path; those of lists one by one."""
        return [
            (path, text)
            for path, value in self.candidates(field)
            for entry in shapes.members(value)
            if (text := shapes.text(entry))
        ]

    def number(self, field: str, most: float = 100_000) -> float | None:
        """A number from 0 to ``most``."""
        value = self.read(field, shapes.number)
        if value is None or 0 <= value <= most:
            return value
        self.reject(field, f"är {value:g}, som inte kan stämma")
        return None

    def count(self, field: str) -> int | None:
        """A whole number from 0."""
        value = self.number(field)
        if value is None or value == int(value):
            return None if value is None else int(value)
        self.reject(field, f"är {value:g}, som inte är ett helt antal")
        return None

    def first_and_last_day(self) -> tuple[str | None, str | None]:
        """The days of ``start`` and ``end``; that they come in the wrong order is noted."""
        start, end = self.read("start", shapes.day), self.read("end", shapes.day)
        if start and end and end < start:
            first, last = (self.schema.paths[field][0] for field in ("start", "end"))
            self.note(f"{last} {end} är före {first} {start}")
        return start, end
