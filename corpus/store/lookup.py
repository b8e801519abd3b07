"""What can be read of a store: its documents and passages, their words and vectors, courses."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from corpus.bm25 import bm25
from corpus.course_changes import CourseChange
from corpus.courses import Catalogue
from corpus.model import Document, DocumentRecord, Passage
from corpus.store import course_log, records, side_records
from corpus.store.database import DatabaseFile, DatabaseServer
from corpus.store.errors import (
    IndexDamaged,
    StoreReadOnly,
    has_room,
    is_writable,
    record_damaged,
    store_errors,
)
from corpus.store.indexes import Indexes
from corpus.store.originals import Originals
from corpus.store.snapshot import Snapshot
from corpus.store.tables import Tables
from corpus.store.vectors import Matrix
from corpus.store.words import PassageWords
from corpus.vocabulary import StoreVocabulary

if TYPE_CHECKING:
    from corpus.embedding import Embedder

DATABASE = "vagvis.sqlite"
"""The file of the tables in a store's folder."""

NOWHERE = -1, 0
"""A place where there is no passage."""

P = ParamSpec("P")
T = TypeVar("T")
Reader = TypeVar("Reader", bound="DocumentReader")


@dataclass(frozen=True, slots=True)
class Servers:
    """Servers that parts of a store lie on instead of in its folder; none where empty."""

    database_url: str = ""
    chroma_url: str = ""


RECENT, WHOLE = 2000, 8
"""Passages and documents that are kept from the database: most are asked for more than once."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of passages by their ids, as the vocabulary numbers them.

    ``mean_length`` is about how many words a passage of the store has.
    """

    words: Mapping[str, PassageWords]
    vocabulary: StoreVocabulary
    mean_length: float

    def scores(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """How well each passage meets a query; ``weights`` are what each of its grams tells."""
        passages = [own.numbers for own in self.words.values()]
        return bm25(weights, self.vocabulary, passages, self.mean_length)


def steady(
    read: Callable[Concatenate[Reader, Snapshot, P], T],
) -> Callable[Concatenate[Reader, P], T]:
    """Hands a method the documents there are, and anew where a writer changed them meanwhile."""

    @wraps(read)
    def steadily(self: Reader, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with store_errors(self._folder):
            while True:
                self._follow()
                snapshot, indexes = self._snapshot, self._indexes
                try:
                    result = read(self, snapshot, *args, **kwargs)
                except IndexDamaged:
                    if self._indexes is indexes:
                        raise
                    continue  # it was made anew meanwhile
                if self._snapshot is snapshot:
                    return result

    return steadily


class DocumentReader:
    """Reads a store without searching; any thread may, while another writes."""

    def __init__(self, folder: Path, embedder: Embedder, servers: Servers) -> None:
        self._folder = folder
        self._embedder = embedder
        self._servers = servers
        url = servers.database_url
        self._database = DatabaseServer(url, folder) if url else DatabaseFile(folder / DATABASE)
        self._tables = Tables(self._database)
        self._originals = Originals(folder / "originals")
        self._snapshot = Snapshot()
        self._catalogues: tuple[Snapshot | None, frozenset[tuple[int, str]]] = None, frozenset()
        self._indexes = Indexes(folder / "index-0")
        self._damaged: set[int] = set()
        """Versions that were seen not to be what was written."""
        self._recent: dict[str, Passage] = {}
        """Passages that were read, by their keys: a version's never change."""
        self._whole: dict[int, tuple[DocumentRecord, Document]] = {}
        """Documents that were read, by their versions: an answer quotes one several times."""
        self._turns = count()
        self.damaged = threading.Event()
        """Set when an index could not be read, until it is made anew."""

    def _follow(self) -> None:
        """Takes in what other processes have changed, where several have the store."""

    def documents(self) -> tuple[DocumentRecord, ...]:
        """All documents, ordered by source; the same tuple until one comes, changes or goes."""
        with store_errors(self._folder):
            self._follow()
        return self._snapshot.ordered

    def record(self, document_id: str) -> DocumentRecord | None:
        """What the list of documents shows of one, or None where there is none with this id."""
        snapshot = self._snapshot
        serial = snapshot.serials.get(document_id)
        return None if serial is None else snapshot.records[serial]

    def is_closed(self, _document_id: str) -> bool:
        """Whether there is such a document, but not for whoever reads here; never in the whole."""
        return False

    def check(self) -> list[str]:
        """Asks every part a question; the Swedish names of the indexes that cannot be read.

        Reads one document whole, each time another one.

        Raises:
            StoreDamaged: the database cannot be read, or a document is not what was written.
            StoreReadOnly: the disk takes no more writing, and so nothing can be opened anew.
        """
        with store_errors(self._folder):
            self._tables.check()
            if not is_writable(self._folder):
                raise StoreReadOnly(self._folder)
            versions = self._snapshot.records
            filled = [serial for serial, record in versions.items() if record.passage_count]
            if not filled:
                return []
            serial = filled[next(self._turns) % len(filled)]
            self._damaged |= self._tables.damaged([serial])
            if damaged := [versions[one].source for one in self._damaged & versions.keys()]:
                raise record_damaged(", ".join(sorted(damaged)))
            vectors = self._vectors([serial])
            if serial not in vectors:
                return []
            passage = self._tables.passages_of(serial, versions)[0]
            return self._indexes.check(passage.text, (serial, 0), vectors[serial][0])

    def has_room(self) -> bool:
        """Whether there is room on the disk; all that is there can be read without, too."""
        return has_room(self._folder)

    @steady
    def document(self, snapshot: Snapshot, document_id: str) -> Document | None:
        """A whole document, or None where there is none with this id."""
        serial = snapshot.serials.get(document_id)
        if serial is None:
            return None
        head = snapshot.records[serial]
        kept = self._whole.get(serial)
        if kept is None or kept[0] is not head:
            if len(self._whole) >= WHOLE:
                self._whole = {}
            self._whole[serial] = kept = head, self._tables.document(serial, head)
        return kept[1]

    def original(self, document_id: str) -> bytes | None:
        """The file that a document was read from; None where it is not kept."""
        record = self.record(document_id)
        return None if record is None else self._originals.read(record.content_hash)

    @steady
    def passages(self, snapshot: Snapshot, ids: Sequence[str]) -> list[Passage]:
        """Passages in the order asked for; unknown ids are left out."""
        keys = {own: records.key(*place) for own in ids if (place := snapshot.place(own))}
        recent = self._recent
        if missing := [key for key in keys.values() if key not in recent]:
            if len(recent) > RECENT:
                self._recent = recent = {key: recent[key] for key in keys.values() if key in recent}
            read = self._tables.passages(missing, snapshot.records)
            recent |= {keys[passage.id]: passage for passage in read}
        return [recent[keys[own]] for own in ids if keys.get(own) in recent]

    @steady
    def read(self, snapshot: Snapshot, ids: Sequence[str]) -> Reading:
        """The words of passages, in the order asked for; unknown ids are left out."""
        places = {passage_id: place for passage_id in ids if (place := snapshot.place(passage_id))}
        found, vocabulary, mean_length = self._indexes.words(list(places.values()))
        words = {key: of for key, of in zip(places, found, strict=True) if of is not None}
        return Reading(words, vocabulary, mean_length)

    @steady
    def passages_of(self, snapshot: Snapshot, document_id: str) -> list[Passage]:
        """A document's passages in reading order; none where there is no such document."""
        serial = snapshot.serials.get(document_id)
        return [] if serial is None else self._tables.passages_of(serial, snapshot.records)

    @steady
    def catalogue_versions(self, snapshot: Snapshot) -> frozenset[tuple[int, str]]:
        """What changes whenever a catalogue comes, changes, moves or goes, and then alone.

        Numbers of versions, each with its source.
        """
        if self._catalogues[0] is not snapshot:
            serials = snapshot.records.keys() & self._tables.catalogues()
            versions = frozenset((serial, snapshot.records[serial].source) for serial in serials)
            self._catalogues = snapshot, versions
        return self._catalogues[1]

    @steady
    def catalogues(self, snapshot: Snapshot) -> list[tuple[DocumentRecord, Catalogue]]:
        """What the store's catalogues tell of courses, ordered by source."""
        serials = snapshot.records.keys() & self._tables.catalogues()
        pairs = [(snapshot.records[s], self._tables.catalogue(s)) for s in serials]
        return sorted(pairs, key=lambda pair: (pair[0].source, pair[0].id))

    def course_changes(self, since: str) -> list[CourseChange]:
        """What has changed among the courses since a time (UTC, ISO 8601), the newest first."""
        with self._session() as session:
            return course_log.since(session, since)

    def watch_reports(self) -> list[records.Values]:
        """What the last looks at watched folders and addresses brought, the newest first."""
        with self._session() as session:
            return side_records.watch_reports(session)

    def saved_items(self, folder: str) -> list[side_records.SavedItem]:
        """What people asked to have kept in a folder, the oldest first."""
        with self._session() as session:
            return side_records.saved_items(session, folder)

    @steady
    def vectors(self, snapshot: Snapshot, ids: Sequence[str]) -> Matrix:
        """The vectors of passages, one row an id, in their order; zeros for an unknown id."""
        found = self._indexes.vectors([snapshot.place(name) or NOWHERE for name in ids])
        # An index that nothing was ever added to does not know how long a vector is.
        return found if found.size else np.zeros((len(ids), self._embedder.dimensions), found.dtype)

    @property
    def version(self) -> int:
        """A number that is another one whenever a document came, changed, moved or went."""
        return self._snapshot.number

    @property
    def passage_count(self) -> int:
        """How many passages can be found."""
        return self._snapshot.passage_count

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with store_errors(self._folder), self._tables.session() as session:
            yield session

    def _vectors(self, serials: Collection[int]) -> dict[int, Matrix]:
        return self._tables.vectors(serials, self._embedder.dimensions)
