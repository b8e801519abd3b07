"""The store: documents in, passages out, whole at every moment.

What is read of it stands in `corpus.store.reading`; here it is opened, written to and mended.
"""

from __future__ import annotations

import json
import logging
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from corpus.course_book import halves, join
from corpus.course_changes import CourseNews, facts_of
from corpus.courses import Catalogue
from corpus.model import Document, Passage
from corpus.store import records
from corpus.store.errors import (
    EmbedderMismatch,
    IndexDamaged,
    StoreError,
    StoreFull,
    database_damaged,
    reason,
    store_errors,
)
from corpus.store.indexes import Indexes, remove_others
from corpus.store.lock import FolderLock
from corpus.store.reading import DATABASE, Servers, StoreReader
from corpus.store.saved_items import SavedItem
from corpus.store.snapshot import Snapshot
from corpus.store.tables import FOLLOWED, INDEXES, REVISION, IndexEntry
from corpus.store.vectors import Matrix, RemoteCollection

if TYPE_CHECKING:
    from corpus.embedding import Embedder

ROUND = 2_000
"""Passages that are embedded and indexed at a time; bounds memory and what a stop can undo."""

EMBEDDED = 128
"""Passages that are embedded between two reports of progress: seconds of work for a large model."""

FOLLOWING = 0.2
"""Seconds between two looks at whether another process has changed a store that several have."""

NO_SERVERS = Servers()
"""Everything lies in the folder."""

SAMPLES = 100
"""Documents whose vectors ``verify`` searches for."""

Step = Callable[[int, int], None]
"""Takes how many passages are done and how many there are."""

T = TypeVar("T")
logger = logging.getLogger(__name__)


def vector_text(title: str, heading: str, words: str) -> str:
    """What the vector of a passage is made from."""
    return f"{title}\n{heading}\n{words}"


class Store(StoreReader):
    """One folder of documents, owned by one process.

    Any thread may read while another writes; writers wait for each other. Whatever writes raises
    StoreFull where the disk is full.
    """

    def __init__(
        self, folder: Path, embedder: Embedder, servers: Servers, lock: FolderLock
    ) -> None:
        """Is for ``Store.open`` alone."""
        super().__init__(folder, embedder, servers)
        self._revision = ""
        self._looked = 0.0
        self._lock = lock
        self._writing = threading.RLock()
        self._mismatch: EmbedderMismatch | None = None

    @classmethod
    def open(
        cls,
        folder: Path,
        embedder: Embedder,
        holder: str,
        *,
        repairing: bool = False,
        servers: Servers = NO_SERVERS,
    ) -> Store:
        """Opens the store in a folder, or makes an empty one; finishes what a stop left undone.

        ``holder`` names this process to others that find the folder taken: ``vagvis serve``.
        With ``repairing`` a store of another embedder opens too, for ``verify`` and ``repair``.

        Raises:
            StoreLocked: another process holds the folder.
            EmbedderMismatch: the store holds vectors of another embedder.
            StoreDamaged: the database cannot be read.
            StoreFull: there is no room for a new store.
            StoreError: the folder cannot be used, for the reason that it gives.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FolderLock(folder, holder)
        except OSError as error:
            raise StoreError(
                f"Det går inte att skriva i {folder}: {reason(error)}. "
                "Välj en annan mapp med --data."
            ) from error
        with ExitStack() as undone, store_errors(folder):
            undone.callback(lock.release)
            if servers.database_url and not servers.chroma_url:
                raise StoreError(
                    "VAGVIS_DATABASE_URL behöver VAGVIS_CHROMA_URL: de som delar en databas delar "
                    "vektorer också. Starta en Chroma-server och ange dess adress."
                )
            in_folder = not servers.database_url
            if in_folder and not (folder / DATABASE).exists() and any(folder.glob("index-*")):
                raise database_damaged(folder, "är borta, men indexen finns kvar")
            store = cls(folder, embedder, servers, lock)
            undone.callback(store.close)
            with store._database.writing():
                store._begin(repairing=repairing)
            undone.pop_all()
        return store

    def close(self) -> None:
        """Lets go of the folder; may be called twice."""
        with self._writing:
            self._indexes.close()
            self._tables.close()
            self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(
        self,
        items: Sequence[tuple[Document, Sequence[Passage]]],
        catalogues: Mapping[str, Catalogue] = MappingProxyType({}),
    ) -> None:
        """Adds documents with their passages, or replaces them whole.

        ``catalogues`` has, by their ids, what those documents tell of courses that do. All can be
        searched when this returns. If it is stopped before, each of them is in as it was or as it
        is now, and the store goes on from there when next opened or written to.

        Raises:
            ValueError: a document's passages are not numbered in order from 0.
        """
        last = {document.id: (document, passages) for document, passages in items}
        for document, passages in last.values():
            if [passage.ordinal for passage in passages] != list(range(len(passages))):
                raise ValueError(f"passages of {document.source} are not numbered in order from 0")
        with self._changing():
            before = self._hashes(last)
            for some in _rounds(last.values(), lambda item: len(item[1])):
                self._tables.write(some, catalogues)
                self._finish()
            self._let_go(before)

    def keep_original(self, content_hash: str, data: bytes) -> None:
        """Keeps the file that a document was read from, before the document is put."""
        with store_errors(self._folder):
            self._originals.keep(content_hash, data)

    def _hashes(self, document_ids: Iterable[str]) -> set[str]:
        """What the files of some documents are kept by."""
        return {record.content_hash for record in map(self.record, document_ids) if record}

    def _let_go(self, hashes: set[str]) -> None:
        """Lets go of files that no document has any longer."""
        self._originals.remove(hashes - {one.content_hash for one in self.documents()})

    def remove(self, document_ids: Collection[str]) -> None:
        """Removes documents; unknown ids are passed over."""
        with self._changing():
            before = self._hashes(document_ids)
            self._tables.retire(document_ids)
            self._snapshot = self._snapshot.without(document_ids)
            self._finish()
            self._let_go(before)
            self._database.forget()

    def follow_courses(self) -> CourseNews:
        """Writes down what has changed among the courses since this was last called.

        It is called when whatever changes belongs together, such as a folder of catalogues, is in.
        Costs nothing where no catalogue has come, changed or gone.
        """
        with self._changing():
            versions = json.dumps(sorted(self.catalogue_versions()))
            if versions == self._tables.settings().get(FOLLOWED, ""):
                return CourseNews()
            catalogues = self.catalogues()
            now = [facts_of(course) for course in join(catalogues)]
            changes = self._tables.follow_courses(now, versions)
            return CourseNews(tuple(changes), *halves(catalogues))

    def relocate(
        self, document_id: str, location: str, source: str, copies: Sequence[tuple[str, str]]
    ) -> None:
        """Says where a document's content stands now: its first place, and those of its copies."""
        with self._changing():
            moved = self._tables.relocate(document_id, location, source, copies)
            self._snapshot = self._snapshot.with_versions(moved)

    def record_vote(
        self, vote: str, *, status: str, audience: str, passage_ids: Sequence[str]
    ) -> int:
        """Keeps a thumb (``up`` or ``down``) for an answer of some status from some passages.

        Gives its number.
        """
        with self._changing():
            return self._tables.add_vote(vote, status, audience, passage_ids)

    def record_comment(self, vote: int, words: str) -> None:
        """Keeps what somebody wrote beside their vote; personal data in it is masked before."""
        with self._changing():
            self._tables.add_comment(vote, words)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Keeps all others from writing, after taking in what they have written."""
        with self._writing, store_errors(self._folder), self._database.writing():
            self._looked = 0.0
            self._follow()
            yield

    def _follow(self) -> None:
        if not self._database.shared or time.monotonic() - self._looked < FOLLOWING:
            return
        if not self._writing.acquire(blocking=False):
            return  # a writer of this process has done so
        try:
            self._looked = time.monotonic()
            settings = self._tables.settings()
            if settings.get(REVISION, "") != self._revision:
                self._take_in(int(settings.get("generation", 0)))
                self._revision = settings.get(REVISION, "")
        finally:
            self._writing.release()

    def _take_in(self, generation: int) -> None:
        """Brings the indexes in the folder, and what readers see, to what the tables have."""
        indexes = self._indexes
        if indexes.folder.name != f"index-{generation}" or not indexes.folder.exists():
            indexes = self._indexes_of(generation, least=lambda: 0)
            indexes.folder.mkdir(exist_ok=True)
        ready = self._tables.ready()
        try:
            held = indexes.serials()
        except IndexDamaged as error:  # what is in the folder is but a copy
            logger.warning("%s", error)
            indexes.close()
            shutil.rmtree(indexes.folder)
            indexes.folder.mkdir()
            indexes, held = self._indexes_of(generation, least=lambda: 0), set()
        new = [(s, ready[s].passage_count) for s in sorted(ready.keys() - held)]
        for _ in self._index(indexes, new, lambda _done, _total: None, replica=True):
            pass
        gone = sorted(held - ready.keys())
        before, self._indexes = self._indexes, indexes
        self._snapshot = Snapshot(ready)
        if before is not indexes:
            before.close()
            remove_others(indexes.folder)
        if gone:
            indexes.remove([], gone, replica=True)

    def record_watch_report(self, report: records.Values, kept: int) -> None:
        """Keeps what a look at watched folders and addresses brought; the last so many stay."""
        with self._changing():
            self._tables.add_watch_report(report, kept)

    def save_item(self, item: SavedItem) -> None:
        """Keeps what a person asked to have kept, in place of what has its key."""
        with self._changing():
            self._tables.save_item(item)

    def remove_saved(self, folder: str, keys: Sequence[str]) -> None:
        """Deletes some of what a folder holds; the others are passed over."""
        with self._changing():
            self._tables.remove_saved(folder, keys)
            self._database.forget()

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
        for some in _rounds(versions, lambda version: version[1]):
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

    def verify(self) -> list[str]:
        """Where the indexes differ from the tables, one Swedish line each; none when all agree."""
        with self._changing():
            lines = [str(self._mismatch)] if self._mismatch else []
            if damage := self._database.damage():
                lines.append(f"Databasen är skadad: {damage}")
            retired = [] if self._database.shared else self._tables.retired()
            if undone := len(self._tables.pending()) + len(retired):
                lines.append(f"{undone} dokument är inte färdiga efter ett avbrott.")
            keys = self._all_keys()
            lines += self._indexes.verify(keys, self._samples(), self._all_vectors())
            if lines:
                self.damaged.set()
            return lines

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

    def repair(self, step: Step = lambda _done, _total: None) -> None:
        """Makes the indexes anew from the tables, with this store's embedder.

        Searches go on with what they have until the new ones are whole. ``step`` hears of the
        progress. If it is stopped, no passage is embedded twice.

        Raises:
            StoreDamaged: the database itself is damaged; nothing is done, as it alone cannot be
                made anew.
        """
        with self._changing():
            if damage := self._database.damage():
                raise database_damaged(self._folder, f"är skadad ({damage})")
            self._remake(step)
            self._finish(step)

    def _begin(self, *, repairing: bool) -> None:
        """Takes up the store as it was left."""
        settings = self._tables.settings()
        if not self._database.shared and not settings and any(self._folder.glob("index-*")):
            raise database_damaged(self._folder, "är tom, men indexen finns kvar")
        name, dimensions = self._embedder.name, self._embedder.dimensions
        held = settings.get("embedder"), int(settings.get("dimensions", 0))
        if not self._database.shared:  # else when the folder has them all
            self._snapshot = Snapshot(self._tables.ready())
        self._indexes = self._indexes_of(int(settings.get("generation", 0)))
        is_other = held != (name, dimensions)
        if is_other and not self._tables.empty():
            self._mismatch = EmbedderMismatch(
                f"Lagret {self._folder} är gjort med språkmodellen {held[0]}, men programmet är "
                f"inställt på {name}. Ställ tillbaka inställningen, eller kör "
                "”vagvis verify --repair”, som gör om lagret med den nya modellen."
            )
            if not repairing:
                raise self._mismatch
        if self._mismatch:
            return
        is_older = settings.get("indexes") != INDEXES
        if is_older and not self._tables.empty():
            logger.warning("Lagret %s är av en äldre sort och görs om. Vänta lite.", self._folder)
        try:
            with store_errors(self._folder):
                lost = not self._indexes.folder.exists() and not self._database.shared
                if is_other or is_older or lost:
                    self._remake()
                elif self._database.shared:
                    self._take_in(int(settings["generation"]))
                remove_others(self._indexes.folder)
                self._recover()
                self._originals.keep_only({one.content_hash for one in self.documents()})
        except StoreError as error:
            # What is whole can still be read; the rest waits for room.
            logger.warning("%s", error)

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


def _rounds(items: Iterable[T], weight: Callable[[T], int]) -> Iterator[list[T]]:
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
