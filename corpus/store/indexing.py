"""Making the indexes of a store from its tables, and mending them."""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np

from corpus.store import records
from corpus.store.errors import EmbedderMismatch, StoreError, StoreFull
from corpus.store.index_folder import remove_others
from corpus.store.indexes import Indexes
from corpus.store.reading import StoreReader
from corpus.store.snapshot import Snapshot
from corpus.store.table_reader import IndexEntry
from corpus.store.vectors import Matrix, RemoteCollection

ROUND = 2_000
"""Passages that are embedded and indexed at a time; bounds memory and what a stop can undo."""

EMBEDDED = 128
"""Passages that are embedded between two reports of progress: seconds of work for a large model."""

SAMPLES = 100
"""Documents whose vectors ``verify`` searches for."""

Step = Callable[[int, int], None]
"""Takes how many passages are done and how many there are."""

T = TypeVar("T")
logger = logging.getLogger(__name__)


def vector_text(title: str, heading: str, words: str) -> str:
    """What the vector of a passage is made from."""
    return f"{title}\n{heading}\n{words}"


class IndexMaker(StoreReader):
    """Makes what is found of what is written; the caller keeps others from writing meanwhile."""

    _mismatch: EmbedderMismatch | None = None

    def _finish(self, step: Step = lambda _done, _total: None) -> None:
        """Indexes and shows every pending version, then sweeps out every retired one.

        This is the way of every new document, and of what a stop left undone.
        """
        if self._mismatch:
            raise self._mismatch
        retired = self._tables.retired()
        for serials, new in self._index(self._indexes, self._tables.pending(), step):
            self._snapshot = self._snapshot.with_versions(self._tables.show(serials, new))
        # What was replaced just now, another process may yet show: it goes with the next write.
        retired = retired if self._database.shared else self._tables.retired()
        if retired:
            self._indexes.remove(self._tables.keys(retired), retired)
            self._tables.sweep(retired)

    def _index(
        self,
        indexes: Indexes,
        versions: Sequence[tuple[int, int]],
        step: Step,
        *,
        replica: bool = False,
    ) -> Iterator[tuple[list[int], dict[int, Matrix]]]:
        """Puts versions, each with its number of passages, into indexes, round by round.

        Gives the versions of each round, and the vectors of those that had none.
        """
        total = sum(count for _, count in versions)
        done = 0
        for some in rounds(versions, lambda version: version[1]):
            serials = [serial for serial, _ in some]
            rows = self._tables.texts(serials)
            held = self._vectors(serials)
            bare = [row for row in rows if row.serial not in held]
            done += len(rows)
            new = self._embed(bare, step, done - len(bare), total)
            if rows:
                vectors = [matrix for _, matrix in sorted((held | new).items())]
                indexes.add(rows, np.concatenate(vectors), replica=replica)
            yield serials, new

    def _embed(
        self, rows: Sequence[IndexEntry], step: Step, first: int, total: int
    ) -> dict[int, Matrix]:
        """The vectors of passages, by their versions; ``first`` of ``total`` are done before."""
        if not rows:
            return {}
        texts = [vector_text(row.title, row.heading, row.text) for row in rows]
        pieces = []
        for start in range(0, len(texts), EMBEDDED):
            step(first + start, total)
            pieces.append(self._embedder.embed_passages(texts[start : start + EMBEDDED]))
        step(first + len(texts), total)
        counts = Counter(row.serial for row in rows)  # in the order of the rows
        ends = np.cumsum(list(counts.values()))[:-1]
        return dict(zip(counts, np.split(np.concatenate(pieces), ends), strict=True))

    def _all_keys(self) -> set[str]:
        """The keys that the indexes should hold."""
        if not self._database.shared:
            return self._tables.all_keys()
        counts = {s: record.passage_count for s, record in self._snapshot.records.items()}
        return {records.key(s, number) for s, count in counts.items() for number in range(count)}

    def _samples(self) -> list[Matrix]:
        """The first vector of some documents, evenly spread."""
        if self._mismatch:
            return []
        serials = sorted(self._snapshot.records)
        held = self._vectors(serials[:: len(serials) // SAMPLES + 1])
        return [matrix[0] for matrix in held.values()]

    def _all_vectors(self) -> Iterator[tuple[Sequence[str], Matrix]]:
        """The keys and vectors of each version that readers see."""
        for serial in [] if self._mismatch else self._snapshot.records:
            for matrix in self._vectors([serial]).values():
                yield [records.key(serial, number) for number in range(len(matrix))], matrix

    def _recover(self) -> None:
        """Finishes what a stop left undone, with new indexes where the old ones are spoilt."""
        try:
            self._finish()
        except StoreFull:
            raise
        except StoreError as error:
            logger.warning("%s", error)
            self._remake()
            self._finish()

    def _remake(self, step: Step = lambda _done, _total: None) -> None:
        """Makes new indexes of every version that readers see, and then takes them into use."""
        settings = self._tables.settings()
        name, dimensions = self._embedder.name, self._embedder.dimensions
        if (settings.get("embedder"), settings.get("dimensions")) != (name, str(dimensions)):
            self._tables.change_embedder(name, dimensions)
        generation = int(settings.get("generation", 0)) + 1
        folder = self._folder / f"index-{generation}"
        shutil.rmtree(folder, ignore_errors=True)  # a stop left it half made
        folder.mkdir()
        new, before = self._indexes_of(generation, least=lambda: 0), self._indexes
        try:
            ready = self._tables.ready()
            counts = [(serial, ready[serial].passage_count) for serial in sorted(ready)]
            for _, vectors in self._index(new, counts, step):
                self._tables.keep_vectors(vectors)
        finally:
            new.close()
        self._tables.begin_generation(generation)
        self._snapshot, self._mismatch = Snapshot(ready), None
        self._indexes = self._indexes_of(generation)
        self.damaged.clear()
        try:
            before.drop_remote()
        except StoreError as error:
            logger.warning("%s", error)
        before.close()
        remove_others(folder)

    def _indexes_of(self, generation: int, least: Callable[[], int] | None = None) -> Indexes:
        remote = None
        if self._servers.chroma_url:
            name = f"vagvis-{self._tables.identifier()}-{generation}"
            remote = RemoteCollection(self._servers.chroma_url, name)
        folder = self._folder / f"index-{generation}"
        return Indexes(
            folder, least or (lambda: self._snapshot.passage_count), self.damaged.set, remote
        )


def rounds(items: Iterable[T], weight: Callable[[T], int]) -> Iterator[list[T]]:
    """The items in order, in groups of about ``ROUND`` by weight."""
    group: list[T] = []
    total = 0
    for item in items:
        group.append(item)
        total += weight(item)
        if total >= ROUND:
            yield group
            group, total = [], 0
    if group:
        yield group
