"""One item of a catalogue, read field by field: each value with the field it was read in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from corpus.courses import Origin
from ingest.catalogues import shapes
from ingest.catalogues.safe_json import Odd

Value = TypeVar("Value")


class Fields:
    """The fields of an item.

    A reader method takes our name of a field and the paths at which the source may have it, and
    gives the first that can be understood. What stands there and cannot is noted, and passed over.
    """

    def __init__(self, content: Mapping[str, object], where: str, notes: list[str]) -> None:
        self.content = content
        self.where = where
        self._notes = notes
        self._origin: dict[str, str] = {}

    @property
    def origin(self) -> Origin:
        """Where the item stands, and where in it the fields were read so far."""
        return Origin(self.where, dict(self._origin))

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

    def read(
        self, name: str, reader: Callable[[object], Value | None], *paths: str
    ) -> Value | None:
        """What ``reader`` makes of the first path where it understands what stands there."""
        for path in paths:
            value = self.at(path)
            found = None if isinstance(value, Odd) else reader(value)
            if found is not None and found != ():
                self._origin[name] = path
                return found
            if isinstance(value, Odd):
                self.note(f"{path} {value.reason}")
            elif not isinstance(value, Mapping) and shapes.says_something(value):
                self.note(f"{path} {shapes.shown(value)} går inte att förstå")
        return None

    def told(self, name: str, path: str) -> None:
        """Says where a field was read that no reader method read."""
        self._origin[name] = path

    def untold(self, name: str) -> None:
        """Takes back where a field was read."""
        self._origin.pop(name, None)

    def forget(self, name: str, note: str) -> None:
        """Takes back a field that was read, since what it says cannot be."""
        self.note(f"{self._origin.pop(name)} {note}")

    def note(self, said: str) -> None:
        """Notes something of this item, in Swedish."""
        self._notes.append(f"{self.where}: {said}.")

    def text(self, name: str, *paths: str) -> str | None:
        """A text without markup, the Swedish one where there are several."""
        return self.read(name, shapes.text, *paths)

    def address(self, name: str, *paths: str) -> str | None:
        """A web address."""
        return self.read(name, shapes.address, *paths)

    def code(self, name: str, *paths: str) -> str | None:
        """A code, or an identity."""
        return self.read(name, shapes.code, *paths)

    def codes(self, name: str, *paths: str) -> tuple[str, ...]:
        """Codes, or identities."""
        return self.read(name, shapes.codes, *paths) or ()

    def day(self, name: str, *paths: str) -> str | None:
        """A day."""
        return self.read(name, shapes.day, *paths)

    def truth(self, name: str, *paths: str) -> bool | None:
        """Yes or no."""
        return self.read(name, shapes.truth, *paths)

    def number(self, name: str, *paths: str, least: float, most: float) -> float | None:
        """A number that lies where such a number can lie."""
        found = self.read(name, shapes.number, *paths)
        if found is None or least <= found <= most:
            return found
        self.forget(name, f"är {found:g}, som inte kan stämma")
        return None

    def count(self, name: str, *paths: str) -> int | None:
        """A whole number from 0."""
        found = self.number(name, *paths, least=0, most=100_000)
        if found is None or found == int(found):
            return None if found is None else int(found)
        self.forget(name, f"är {found:g}, som inte är ett helt antal")
        return None


def unknown_fields(
    content: Mapping[str, object], known: Collection[str], under: str = ""
) -> Iterator[str]:
    """The dotted paths in an item that ``known`` does not have; ``path*`` there ends the search."""
    for name, value in content.items():
        path = f"{under}{name}"
        if f"{path}*" in known:
            continue
        if path not in known:
            yield path
            continue
        for inner in shapes.objects(value):
            yield from unknown_fields(inner, known, f"{path}.")
