"""Which versions of documents readers see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from corpus.model import DocumentRecord, Filters
from corpus.store import records


@dataclass(frozen=True)
class Shown:
    """The shown documents by the serial numbers of their versions: replaced as one, not changed."""

    records: Mapping[int, DocumentRecord] = field(default_factory=dict)

    @cached_property
    def serials(self) -> Mapping[str, int]:
        """The version of each document, by the document's id."""
        return {record.id: serial for serial, record in self.records.items()}

    @cached_property
    def passage_count(self) -> int:
        """How many passages there are."""
        return sum(record.passage_count for record in self.records.values())

    def with_versions(self, new: Mapping[int, DocumentRecord]) -> Shown:
        """The same with these versions in place of the ones before them."""
        ids = {record.id for record in new.values()}
        kept = {serial: record for serial, record in self.records.items() if record.id not in ids}
        return Shown({**kept, **new})

    def without(self, document_ids: Collection[str]) -> Shown:
        """The same without these documents."""
        gone = set(document_ids)
        return Shown({serial: r for serial, r in self.records.items() if r.id not in gone})

    def passage_id(self, key: str) -> str | None:
        """The id of the passage that the indexes know by a key, or None where it is not shown."""
        serial, ordinal = records.parts(key)
        record = self.records.get(serial)
        return None if record is None else f"{record.id}-{ordinal}"

    def key(self, passage_id: str) -> str | None:
        """The key that the indexes know a passage by, or None where its document is not shown."""
        document_id, _, ordinal = passage_id.rpartition("-")
        serial = self.serials.get(document_id)
        return None if serial is None else f"{serial}-{ordinal}"

    def allowed(self, filters: Filters) -> set[int] | None:
        """The versions that may be searched, or None for all."""
        if not filters:
            return None
        return {serial for serial, record in self.records.items() if filters.allow(record)}
