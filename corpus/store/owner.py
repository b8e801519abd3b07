"""The process that owns a folder of the store: opens it, and keeps it in step with the tables.

Where several processes share the tables on a server, each takes in what the others have changed.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy.orm import Session

from corpus.store.errors import (
    EmbedderMismatch,
    IndexDamaged,
    StoreError,
    database_damaged,
    reason,
    store_errors,
)
from corpus.store.index_folder import remove_others
from corpus.store.indexing import IndexMaker
from corpus.store.lock import FolderLock
from corpus.store.lookup import DATABASE, Servers
from corpus.store.snapshot import Snapshot
from corpus.store.tables import INDEXES, REVISION

if TYPE_CHECKING:
    from corpus.embedding import Embedder

FOLLOWING = 0.2
"""Seconds between two looks at whether another process has changed a store that several have."""

logger = logging.getLogger(__name__)


NO_SERVERS = Servers()
"""Everything lies in the folder."""


class Owner(IndexMaker):
    """Holds a folder from its opening until ``close``."""

    def __init__(
        self, folder: Path, embedder: Embedder, servers: Servers, lock: FolderLock
    ) -> None:
        """Is for ``Store.open`` alone."""
        super().__init__(folder, embedder, servers)
        self._revision = ""
        self._looked = 0.0
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
    ) -> Self:
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Keeps all others from writing, after taking in what they have written."""
        with self._writing, store_errors(self._folder), self._database.writing():
            self._looked = 0.0
            self._follow()
            yield

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        """The same, with a session whose changes are written together at its end."""
        with self._changing(), self._tables.transaction() as session:
            yield session

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
