"""Which versions of documents readers see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from corpus.model import DocumentRecord, Filters

REMEMBERED = 64
"""Filters whose versions are kept; going through thousands of documents anew takes milliseconds."""


@dataclass(frozen=True, slots=True)
class AllowedVersions:
    """The versions that a filter lets through, and how many passages they have."""

    serials: frozenset[int]
    passage_count: int


@dataclass(frozen=True)
class Snapshot:
    """The documents that readers see, by the serial numbers of their versions.

    A writer replaces it as a whole and never changes it. No two made in one process have one
    ``number``. ``is_cut`` where there are others that somebody may not know of.
    """

    records: Mapping[int, DocumentRecord] = field(default_factory=dict)
    is_cut: bool = False
    number: int = field(default_factory=count(1).__next__, init=False, compare=False)
    _allowed: dict[Filters, AllowedVersions] = field(default_factory=dict, compare=False)

    @cached_property
    def ordered(self) -> tuple[DocumentRecord, ...]:
        """The documents, ordered by source."""
        return tuple(sorted(self.records.values(), key=lambda record: (record.source, record.id)))

    @cached_property
    def serials(self) -> Mapping[str, int]:
        """The version of each document, by the document's id."""
        return {record.id: serial for serial, record in self.records.items()}

    @cached_property
    def passage_count(self) -> int:
        """How many passages there are."""
        return sum(record.passage_count for record in self.records.values())

    @cached_property
    def scope(self) -> frozenset[str] | None:
        """The versions as the keyword index names them, by which alone it counts; None for all."""
        return frozenset(str(serial) for serial in self.records) if self.is_cut else None

    def with_versions(self, new: Mapping[int, DocumentRecord]) -> Snapshot:
        """The same with these versions in place of the ones before them."""
        return Snapshot({**self.without({record.id for record in new.values()}).records, **new})

    def without(self, document_ids: Collection[str]) -> Snapshot:
        """The same without these documents."""
        gone = set(document_ids)
        return Snapshot({serial: r for serial, r in self.records.items() if r.id not in gone})

    def place(self, passage_id: str) -> tuple[int, int] | None:
        """A passage's version and ordinal, or None where its document is not there."""
        document_id, _, ordinal = passage_id.rpartition("-")
        serial = self.serials.get(document_id)
        # nine digits outgrow any document, and thousands are more than ``int`` reads
        if serial is None or not ordinal.isdecimal() or len(ordinal) > 9:
            return None
        return serial, int(ordinal)

    @cached_property
    def _all(self) -> AllowedVersions:
        return AllowedVersions(frozenset(self.records), self.passage_count)

    def allowed(self, filters: Filters) -> AllowedVersions:
        """What a filter lets through."""
        if not filters:
            return self._all
        versions = self._allowed.get(filters)
        if versions is None:
            among = filters.documents or self.serials.keys()
            candidates = {self.serials[name] for name in among if name in self.serials}
            serials = frozenset(s for s in candidates if filters.allow(self.records[s]))
            count = sum(self.records[s].passage_count for s in serials)
            versions = AllowedVersions(serials, count)
            if len(self._allowed) >= REMEMBERED:
                self._allowed.clear()
            self._allowed[filters] = versions
        return versions
