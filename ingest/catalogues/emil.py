"""EMIL (SS 10700): the items of a file, whichever edition and notation they came in.

Both readers give items in the shape of EMIL 3: ``{id, status, content}``, or the content alone.
Events that are alike in all but identity are kept apart: another page of the feed may remove or
change one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TypeVar

from corpus.courses import Catalogue, Education, Occasion, Provider
from ingest.catalogues import emil_codes, emil_items, shapes
from ingest.catalogues.emil_items import KNOWN, Item, Kind
from ingest.catalogues.fields import unknown_fields
from ingest.catalogues.reading import CatalogueReading, Report, few

__all__ = ["Gathering", "Kind"]

Made = TypeVar("Made", Provider, Education, Occasion)


@dataclass(slots=True)
class Gathering:
    """The items of one file, as they come: of each identity the edition edited last."""

    rows: int = 0
    merged: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)
    removed: dict[str, None] = field(default_factory=dict)
    items: dict[tuple[Kind, str], tuple[Mapping[str, object], str]] = field(default_factory=dict)

    def take(self, value: object, kind: Kind | None, where: str) -> None:
        """Takes one item in; ``where`` is the list, and the line where there is one."""
        self.rows += 1
        if not isinstance(value, Mapping):
            self.left_out["är inte en post med fält"] += 1
            return
        content = value.get("content") if _is_wrapped(value) else value
        key = _identity(value, content)
        if key is None:
            self.left_out["saknar identitet"] += 1
        elif self._is_gone(value, content, key, where):
            self.left_out["är borttagen i källan"] += 1
            self.removed[key] = None
            for each in Kind:
                self.items.pop((each, key), None)
        elif not isinstance(content, Mapping):
            self.left_out["är inte en post med fält"] += 1
        elif (kind := kind or _kind(key, content)) is None:
            self.left_out["är varken utbildning, tillfälle eller anordnare"] += 1
        else:
            self._keep((kind, key), content, where or kind.value)

    def _is_gone(self, value: Mapping[str, object], content: object, key: str, where: str) -> bool:
        status = (shapes.code(value.get("status")) or "").lower() if _is_wrapped(value) else ""
        if status and status not in emil_codes.REMOVED | emil_codes.LIVE:
            self.notes.append(f"{where}, {key}: status ”{status}” är okänd. Posten togs med.")
        empty = content is None or (isinstance(content, Mapping) and not content)
        return status in emil_codes.REMOVED or empty

    def _keep(self, identity: tuple[Kind, str], content: Mapping[str, object], where: str) -> None:
        self.removed.pop(identity[1], None)
        before = self.items.get(identity)
        if before is not None:
            self.merged += 1
            if _edited(before[0]) > _edited(content):
                return
        self.items[identity] = (content, where)

    def passed_over(self, path: str) -> None:
        """Remembers a field that no one here knows."""
        self.unknown.setdefault(shapes.clean(path)[:120])

    def reading(self, name: str) -> CatalogueReading:
        """The catalogue of the items taken in; its date is that of the latest edit in it."""
        providers = self._made(Kind.PROVIDER, emil_items.provider)
        educations = self._made(Kind.INFO, emil_items.education)
        by_key = {education.key: education for education in educations}
        occasions = self._made(Kind.EVENT, lambda item: emil_items.occasion(item, by_key))
        names = list(dict.fromkeys(provider.name for provider in providers))
        told: list[Education | Occasion] = [*educations, *occasions]
        return CatalogueReading(
            title=_title(names, name),
            publisher=names[0] if len(names) == 1 else None,
            published=max((item.edited for item in told if item.edited), default=None),
            catalogue=Catalogue(
                tuple(providers),
                tuple(educations),
                tuple(occasions),
                frozenset(self.removed),
                shared=True,
            ),
            report=Report(
                rows=self.rows,
                merged=self.merged,
                left_out=dict(self.left_out),
                unknown_columns=tuple(self.unknown),
                notes=few(self.notes),
            ),
        )

    def _made(self, kind: Kind, make: Callable[[Item], Made | str]) -> list[Made]:
        """What is made of the items of a kind; the reasons of those left out are counted."""
        made: list[Made] = []
        for (each, key), (content, where) in self.items.items():
            if each is not kind:
                continue
            for path in unknown_fields(content, KNOWN[kind]):
                self.passed_over(f"{kind.value}.{path}")
            told = make(Item(key, content, f"{where}, {key}", self.notes))
            if isinstance(told, str):
                self.left_out[told] += 1
            else:
                made.append(told)
        return made


def _is_wrapped(value: Mapping[str, object]) -> bool:
    return "content" in value or "identifier" not in value


def _identity(value: Mapping[str, object], content: object) -> str | None:
    inner = content.get("identifier") if isinstance(content, Mapping) else None
    return shapes.code(inner) or shapes.code(value.get("id"))


def _kind(key: str, content: Mapping[str, object]) -> Kind | None:
    """The kind of an item in a list that does not say: by its identity, else by its fields."""
    prefixes = {"i.": Kind.INFO, "e.": Kind.EVENT, "p.": Kind.PROVIDER}
    if kind := prefixes.get(key[:2].lower()):
        return kind
    if "education" in content or "execution" in content:
        return Kind.EVENT
    if "title" in content or "configuration" in content:
        return Kind.INFO
    return Kind.PROVIDER if "name" in content or "responsibleBody" in content else None


def _edited(content: Mapping[str, object]) -> str:
    return shapes.code(content.get("lastEdited")) or ""


def _title(names: list[str], file_name: str) -> str:
    if not names:
        return f"Utbildningskatalog {PurePath(file_name).stem}"
    if len(names) > 3:
        return f"Utbildningskatalog, {len(names)} utbildningsanordnare"
    *first, last = names
    return f"Utbildningskatalog: {', '.join(first)}{' och ' if first else ''}{last}"
