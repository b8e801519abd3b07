"""Reading a store and searching it for passages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection

from corpus.keywords import COMMON
from corpus.model import Filters
from corpus.store import records
from corpus.store.errors import StoreError
from corpus.store.lookup import DocumentReader, steady
from corpus.store.snapshot import Snapshot
from corpus.store.vectors import Hits, Matrix

FEW = 5_000
"""Up to so many passages a filter's versions are searched alone; beyond, the best of all are
filtered.

Each way costs in proportion to what it has to pass over; they meet at about this many. So few
vectors are compared one by one, without opening Chroma.
"""

_Best = Callable[[int], Hits]
_Among = Callable[[Collection[int]], Hits]
logger = logging.getLogger(__name__)


class StoreReader(DocumentReader):
    """What can be read of a store and found in it; any thread may, while another writes."""

    @steady
    def all_ids(self, snapshot: Snapshot, filters: Filters, most: int) -> list[str] | None:
        """The ids of all passages that a filter lets through; None where they are more."""
        allowed = snapshot.allowed(filters)
        if allowed.passage_count > most:
            return None
        versions = (snapshot.records[serial] for serial in allowed.serials)
        return [
            f"{record.id}-{ordinal:04d}"
            for record in versions
            for ordinal in range(record.passage_count)
        ]

    def gram_frequency(self, *grams: str) -> int:
        """How many passages hold the rarest of some grams, as the keyword index counts them."""
        return self._indexes.frequency(*grams, scope=self._snapshot.scope)

    def gram_weights(self, query: str, beside: str) -> dict[str, float]:
        """How much each gram of a query tells of a passage that holds it.

        The words ``beside`` the query count for less.
        """
        return self._indexes.gram_weights(query, beside, self._snapshot.scope)

    def keyword_search(
        self, query: str, k: int, filters: Filters, *, beside: str = "", common: float = COMMON
    ) -> Hits:
        """The ids of the best passages for a query with their BM25 scores, best first.

        The words ``beside`` the query count for less. Grams that more than a share of all passages
        hold, which are ``common``, are not looked for.
        """

        def best(count: int, versions: Collection[str] | None = None) -> Hits:
            scope = self._snapshot.scope
            return self._indexes.best(
                query, count, versions, beside=beside, scope=scope, common=common
            )

        def among(serials: Collection[int]) -> Hits:
            return best(k, [str(serial) for serial in serials])

        return self._search(k, filters, best, among, few=FEW if filters else 0)

    def vector_search(self, vector: Matrix, k: int, filters: Filters) -> Hits:
        """The ids of the nearest passages with their cosine similarity, nearest first."""

        def among(serials: Collection[int]) -> Hits:
            return self._indexes.nearest(vector, k, serials)

        def best(count: int) -> Hits:
            if self._snapshot.scope is not None:  # those that are not are not gone through
                return among(self._snapshot.records)
            try:
                return self.nearest(vector, count)
            except StoreError as error:
                # Chroma writes when it reads, and a full disk can spoil its files.
                logger.warning("%s", error)
                return among(self._snapshot.records)

        return self._search(k, filters, best, among, few=FEW)

    @steady
    def _search(
        self, snapshot: Snapshot, k: int, filters: Filters, best: _Best, among: _Among, *, few: int
    ) -> Hits:
        """The best passages that a filter lets through.

        ``best`` asks an index for its best of all; where the filter lets few through, ``among``
        asks for the best of those versions alone.
        """
        if k <= 0:
            return []
        allowed = snapshot.allowed(filters)
        if allowed.passage_count <= few:
            return _with_passage_ids(among(allowed.serials), snapshot, allowed.serials)
        count = k * snapshot.passage_count // allowed.passage_count
        while True:
            hits = best(count)
            passages = _with_passage_ids(hits, snapshot, allowed.serials)
            # While a version takes the place of another, the indexes hold more than is seen.
            if len(passages) >= k or len(hits) < count:
                return passages[:k]
            count *= 4

    def nearest(self, vector: Matrix, k: int) -> Hits:
        """The keys of the nearest passages of all that are in the index, nearest first."""
        return self._indexes.nearest(vector, k)


def _with_passage_ids(hits: Hits, snapshot: Snapshot, serials: Collection[int]) -> Hits:
    """Hits of some versions, by the ids of the passages."""
    named = []
    for key, score in hits:
        serial, ordinal = records.parts(key)
        if serial in serials:
            named.append((f"{snapshot.records[serial].id}-{ordinal}", score))
    return named
