"""The store: documents in, passages out, whole at every moment.

What is read of it stands in `corpus.store.reading`; here it is opened, written to and mended.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import delete

from corpus.course_book import halves, join
from corpus.course_changes import CourseNews, facts_of
from corpus.courses import Catalogue
from corpus.model import Document, Passage
from corpus.store import course_log, records, side_records
from corpus.store.errors import (
    EmbedderMismatch,
    StoreError,
    database_damaged,
    reason,
    store_errors,
)
from corpus.store.following import Follower
from corpus.store.indexes import remove_others
from corpus.store.indexing import Step, rounds
from corpus.store.lock import FolderLock
from corpus.store.lookup import DATABASE, Servers
from corpus.store.side_records import CommentRow, SavedItem, SavedRow, VoteRow
from corpus.store.snapshot import Snapshot
from corpus.store.tables import INDEXES, now

if TYPE_CHECKING:
    from corpus.embedding import Embedder

NO_SERVERS = Servers()
"""Everything lies in the folder."""

logger = logging.getLogger(__name__)


class Store(Follower):
    """One folder of documents, owned by one process.

    Any thread may read while another writes; writers wait for each other. Whatever writes raises
    StoreFull where the disk is full.
    """

    def __init__(
        self, folder: Path, embedder: Embedder, servers: Servers, lock: FolderLock
    ) -> None:
        """Is for ``Store.open`` alone."""
        super().__init__(folder, embedder, servers)
        self._lock = lock
        self._writing = threading.RLock()

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
            for some in rounds(last.values(), lambda item: len(item[1])):
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
            if versions == self._tables.settings().get(course_log.FOLLOWED, ""):
                return CourseNews()
            catalogues = self.catalogues()
            facts = [facts_of(course) for course in join(catalogues)]
            with self._tables.transaction() as session:
                changes = course_log.follow(session, facts, versions, now())
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
        row = VoteRow(
            time=now(), vote=vote, status=status, audience=audience, passages=list(passage_ids)
        )
        with self._transaction() as session:
            session.add(row)
            session.flush()
            return row.number

    def record_comment(self, vote: int, words: str) -> None:
        """Keeps what somebody wrote beside their vote; personal data in it is masked before."""
        with self._transaction() as session:
            session.add(CommentRow(vote=vote, text=words))

    def record_watch_report(self, report: records.Values, most: int) -> None:
        """Keeps what a look at watched folders and addresses brought; the last so many stay."""
        with self._transaction() as session:
            side_records.add_watch_report(session, report, most)

    def save_item(self, item: SavedItem) -> None:
        """Keeps what a person asked to have kept, in place of what has its key."""
        with self._transaction() as session:
            session.merge(SavedRow(**asdict(item)))

    def remove_saved(self, folder: str, keys: Sequence[str]) -> None:
        """Deletes some of what a folder holds; the others are passed over."""
        those = (SavedRow.folder == folder) & SavedRow.key.in_(keys)
        with self._changing():
            with self._tables.transaction() as session:
                session.execute(delete(SavedRow).where(those))
            self._database.forget()

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
