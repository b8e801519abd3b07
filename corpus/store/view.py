"""A store as somebody sees it who may not read all of it.

Everything that is read of a store goes through the list of its documents (``Snapshot``). Here that
list is cut before anything is looked for, so neither searches nor counts, titles, suggestions or
courses can tell of what is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from corpus.course_changes import CourseChange, CourseNews
from corpus.courses import Catalogue
from corpus.model import Document, DocumentRecord, Passage
from corpus.store.indexes import Indexes
from corpus.store.snapshot import Snapshot
from corpus.store.store import Store
from corpus.store.tables import Tables

Shows = Callable[[str], bool]
"""Whether somebody may read what lies at a location."""


class StoreView(Store):
    """The same store without some of its documents; what is written goes into the store itself.

    A document that lies at several places is seen where one of them may be read, and those alone
    are named. How rare a word is depends on what is seen alone; of the rest, the average length of
    passages moves scores a little.
    """

    def __init__(self, store: Store, shows: Shows) -> None:
        self._store = store
        self._shows = shows
        self._damaged = store._damaged
        self._seen = self._cut(store._snapshot)

    def __getattr__(self, name: str) -> Any:
        """Whatever is not set here is the store's own."""
        return getattr(self._store, name)

    @property
    def _tables(self) -> Tables:  # type: ignore[override]
        return self._store._tables

    @property
    def _indexes(self) -> Indexes:  # type: ignore[override]
        return self._store._indexes

    @property
    def _snapshot(self) -> Snapshot:  # type: ignore[override]
        whole = self._store._snapshot
        before, cut = self._seen
        if before is not whole:
            self._seen = before, cut = self._cut(whole)
        return cut

    def _cut(self, whole: Snapshot) -> tuple[Snapshot, Snapshot]:
        seen = ((serial, self._record(record)) for serial, record in whole.records.items())
        kept = {serial: record for serial, record in seen if record is not None}
        return whole, Snapshot(kept, is_cut=len(kept) < len(whole.records))

    def _record(self, record: DocumentRecord) -> DocumentRecord | None:
        places = [(record.location, record.source), *record.copies]
        readable = [place for place in places if self._shows(place[0])]
        if not readable:
            return None
        (location, source), *copies = readable
        return replace(record, location=location, source=source, copies=tuple(copies))

    def _follow(self) -> None:
        self._store._follow()

    def is_closed(self, _document_id: str) -> bool:
        """Whether it is one of those that are not seen."""
        return self.record(_document_id) is None and self._store.record(_document_id) is not None

    def course_changes(self, since: str) -> list[CourseChange]:
        """Changes among the courses of catalogues that are seen, and of no other of their name."""
        seen = {source for _, source in self.catalogue_versions()}
        hidden = {source for _, source in self._store.catalogue_versions()} - seen
        return [
            change
            for change in self._store.course_changes(since)
            if change.facts.source in seen and change.facts.source not in hidden
        ]

    def watch_reports(self) -> list[Any]:
        """As the store's own; none where there are documents that are not seen."""
        return [] if self._snapshot.is_cut else self._store.watch_reports()

    def put(
        self,
        items: Sequence[tuple[Document, Sequence[Passage]]],
        catalogues: Mapping[str, Catalogue] = MappingProxyType({}),
    ) -> None:
        """As the store's own."""
        self._store.put(items, catalogues)

    def remove(self, document_ids: Collection[str]) -> None:
        """Removes documents that are seen, wholly."""
        self._store.remove([one for one in document_ids if self.record(one) is not None])

    def relocate(
        self, document_id: str, location: str, source: str, copies: Sequence[tuple[str, str]]
    ) -> None:
        """As the store's own, with the places that are not seen kept."""
        whole = self._store.record(document_id)
        places = [(whole.location, whole.source), *whole.copies] if whole else []
        hidden = [place for place in places if not self._shows(place[0])]
        self._store.relocate(document_id, location, source, [*copies, *hidden])

    def follow_courses(self) -> CourseNews:
        """As the store's own."""
        return self._store.follow_courses()

    def verify(self) -> list[str]:
        """As the store's own."""
        return self._store.verify()
