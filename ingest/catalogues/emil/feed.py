"""EMIL (SS 10700): the items of a file, whichever edition and notation they came in.

Both readers give items in the shape of EMIL 3: ``{id, status, content}``, or the content alone.
Events that are alike in all but identity are kept apart: another page of the feed may remove or
change one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from corpus.courses import Catalogue, Education, Occasion, Provider
from corpus.places import load_gazetteer
from ingest.catalogues.emil import codes, records, shape
from ingest.catalogues.emil.records import EmilItem, ItemKind
from ingest.catalogues.items import shapes
from ingest.catalogues.reading import CatalogueReading, Tally, only_one, stem

CourseRecord = TypeVar("CourseRecord", Provider, Education, Occasion)


@dataclass(slots=True)
class Feed:
    """The items of one file, as they come: of each identity the edition edited last.

    ``items`` has, by kind and identity, the content of an item and where it stands. ``removed``
    are the identities of items that the source has taken away. ``is_emil`` says whether anything
    in the file is of EMIL at all.
    """

    is_emil: bool = False
    tally: Tally = field(default_factory=Tally)
    removed: dict[str, None] = field(default_factory=dict)
    items: dict[tuple[ItemKind, str], tuple[Mapping[str, object], str]] = field(
        default_factory=dict
    )

    def take(self, value: object, kind: ItemKind | None, where: str) -> None:
        """Takes one item in; ``where`` is the list, and the line where there is one.

        ``kind`` is None in a list whose name does not say that it is of EMIL: its items must have
        the shape of one. An item that is no longer there is removed only where its status says so.
        """
        self.tally.rows += 1
        reason = self._take(value, kind, where)
        if reason:
            self.tally.left_out[reason] += 1

    def _take(self, value: object, kind: ItemKind | None, where: str) -> str | None:
        """Takes one item in, or gives the reason why it is left out."""
        if not isinstance(value, Mapping):
            return "är inte en post med fält"
        content = value.get("content", {}) if _is_wrapped(value) else value
        key = _identity(value, content)
        if key is None:
            return "saknar identitet"
        if self._is_gone(value, content, key, kind, where):
            self.is_emil = True
            self.removed[key] = None
            for each in ItemKind:
                self.items.pop((each, key), None)
            return "är borttagen i källan"
        if not isinstance(content, Mapping) or not content:
            return "är inte en post med fält" if content else "saknar innehåll"
        kind = kind or shape.kind_of(key, content)
        if kind is None:
            return "är ingen post i EMIL"
        self.is_emil = True
        self._keep((kind, key), content, where or kind.value)
        return None

    def _is_gone(
        self,
        value: Mapping[str, object],
        content: object,
        key: str,
        kind: ItemKind | None,
        where: str,
    ) -> bool:
        status = (shapes.code(value.get("status")) or "").lower()
        if status not in codes.REMOVED:
            if status and _is_wrapped(value) and status not in codes.LIVE:
                self.tally.notes.append(
                    f"{where}, {key}: status ”{status}” är okänd. Posten togs med."
                )
            return False
        if isinstance(content, Mapping) and content:
            return kind is not None or shape.kind_of(key, content) is not None
        return shape.is_bare_removal(value, key, is_named=kind is not None)

    def _keep(
        self, identity: tuple[ItemKind, str], content: Mapping[str, object], where: str
    ) -> None:
        self.removed.pop(identity[1], None)
        before = self.items.get(identity)
        if before is not None:
            self.tally.merged += 1
            if _edited(before[0]) > _edited(content):
                return
        self.items[identity] = (content, where)

    def note_unknown(self, path: str) -> None:
        """Remembers a field that the format does not have."""
        self.tally.unknown.setdefault(shapes.clean(path)[:120])

    def reading(self, name: str) -> CatalogueReading:
        """The catalogue of the items taken in; its date is that of the latest edit in it."""
        providers = self._records(ItemKind.PROVIDER, records.provider)
        educations = self._records(ItemKind.INFO, records.education)
        by_key = {education.key: education for education in educations}
        gazetteer = load_gazetteer()
        occasions = self._records(
            ItemKind.EVENT, lambda item: records.occasion(item, by_key, gazetteer)
        )
        names = list(dict.fromkeys(provider.name for provider in providers))
        edited = [each.edited for each in educations] + [each.edited for each in occasions]
        return CatalogueReading(
            title=_title(names, name),
            publisher=only_one(names),
            published=max(filter(None, edited), default=None),
            catalogue=Catalogue(
                tuple(providers),
                tuple(educations),
                tuple(occasions),
                frozenset(self.removed),
                shared=True,
            ),
            report=self.tally.report(),
        )

    def _records(
        self, kind: ItemKind, read: Callable[[EmilItem], CourseRecord | str]
    ) -> list[CourseRecord]:
        """The records that the items of a kind become; the others are counted by reason."""
        result: list[CourseRecord] = []
        for (each, key), (content, where) in self.items.items():
            if each is not kind:
                continue
            item = EmilItem(kind, key, content, where, self.tally.notes)
            for path in item.schema.unknown(content):
                self.note_unknown(f"{kind.value}.{path}")
            record = read(item)
            if isinstance(record, str):
                self.tally.left_out[record] += 1
            else:
                result.append(record)
        return result


def _is_wrapped(value: Mapping[str, object]) -> bool:
    return "content" in value or "identifier" not in value


def _identity(value: Mapping[str, object], content: object) -> str | None:
    inner = content.get("identifier") if isinstance(content, Mapping) else None
    return shapes.code(inner) or shapes.code(value.get("id"))


def _edited(content: Mapping[str, object]) -> str:
    return shapes.code(content.get("lastEdited")) or ""


def _title(names: list[str], file_name: str) -> str:
    if not names:
        return f"Utbildningskatalog {stem(file_name)}"
    if len(names) > 3:
        return f"Utbildningskatalog, {len(names)} utbildningsanordnare"
    *first, last = names
    return f"Utbildningskatalog: {', '.join(first)}{' och ' if first else ''}{last}"
