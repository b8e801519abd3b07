"""Writing to a store that others may write to as well: each takes in what they have changed."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from corpus.store.errors import IndexDamaged, store_errors
from corpus.store.indexes import remove_others
from corpus.store.indexing import IndexMaker
from corpus.store.snapshot import Snapshot
from corpus.store.tables import REVISION

FOLLOWING = 0.2
"""Seconds between two looks at whether another process has changed a store that several have."""

logger = logging.getLogger(__name__)


class Follower(IndexMaker):
    """Keeps the folder and what readers see in step with the tables."""

    _writing: threading.RLock
    _revision = ""
    _looked = 0.0

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
