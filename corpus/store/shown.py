"""Which versions of documents readers see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from corpus.model import DocumentRecord, Filters

REMEMBERED = 64
"""Filters whose choice is kept; going through thousands of documents anew takes milliseconds."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The versions that a filter lets through, and how many passages they have."""

    serials: frozenset[int]
    passage_count: int


@dataclass(frozen=True)
class Shown:
    """The shown documents by the serial numbers of their versions: replaced as one, not changed."""

    records: Mapping[int, DocumentRecord] = field(default_factory=dict)
    _choices: dict[Filters, Choice] = field(default_factory=dict, compare=False)

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

    def with_versions(self, new: Mapping[int, DocumentRecord]) -> Shown:
        """The same with these versions in place of the ones before them."""
        ids = {record.id for record in new.values()}
        kept = {serial: record for serial, record in self.records.items() if record.id not in ids}
        return Shown({**kept, **new})

    def without(self, document_ids: Collection[str]) -> Shown:
        """The same without these documents."""
        gone = set(document_ids)
        return Shown({serial: r for serial, r in self.records.items() if r.id not in gone})

    def place(self, passage_id: str) -> tuple[int, int] | None:
        """A passage's version and ordinal, or None where its document is not shown."""
        document_id, _, ordinal = passage_id.rpartition("-")
        serial = self.serials.get(document_id)
        # nine digits outgrow any document, and thousands are more than ``int`` reads
        if serial is None or not ordinal.isdecimal() or len(ordinal) > 9:
            return None
        return serial, int(ordinal)

    def chosen(self, filters: Filters) -> Choice:
        """What a filter lets through."""
        choice = self._choices.get(filters)
        if choice is None:
            among = filters.documents or self.serials.keys()
            named = {self.serials[name] for name in among if name in self.serials}
            serials = frozenset(s for s in named if filters.allow(self.records[s]))
            choice = Choice(serials, sum(self.records[s].passage_count for s in serials))
            if len(self._choices) >= REMEMBERED:
                self._choices.clear()
            self._choices[filters] = choice
        return choice
