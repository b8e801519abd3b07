"""A store as another process of this machine reads it, beside the one that owns it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.store.errors import IndexDamaged, StoreReadOnly, store_errors
from corpus.store.indexes import Indexes
from corpus.store.lookup import Servers
from corpus.store.reading import StoreReader
from corpus.store.snapshot import Snapshot
from corpus.store.vectors import Hits, Matrix

if TYPE_CHECKING:
    from corpus.embedding import Embedder


class Replica(StoreReader):
    """Reads a store that another process owns, and writes nothing. For one thread.

    Tables, words and keywords may be read by any number of processes. Chroma's files may not, so
    the owner is asked for the nearest vectors.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        servers: Servers,
        nearest: Callable[[Matrix, int], Hits],
    ) -> None:
        """Opens what the owner has made; ``nearest`` asks it for the nearest keys."""
        super().__init__(folder, embedder, servers)
        self._ask_nearest = nearest
        self._followed: int | None = None

    def follow(self, version: int) -> None:
        """Sees what the owner has written since, where its ``version`` is another than before.

        Raises:
            StoreDamaged: the database cannot be read.
        """
        if version == self._followed and not self._indexes.damage:
            return
        with store_errors(self._folder):
            # The tables first: what they show as ready is in the indexes already.
            snapshot = Snapshot(self._tables.ready())
            generation = self._tables.settings().get("generation", 0)
        folder = self._folder / f"index-{generation}"
        if folder == self._indexes.folder and not self._indexes.damage:
            # The owner may have replaced a file just now; on a disk that turned read-only, where
            # nothing can be opened, what is open goes on.
            with suppress(IndexDamaged, StoreReadOnly):
                self._indexes.reload()
        if folder != self._indexes.folder or self._indexes.damage:
            self._indexes.close()
            self._indexes = Indexes(folder)
        self._snapshot, self._followed = snapshot, version

    def nearest(self, vector: Matrix, k: int) -> Hits:
        """The keys of the nearest passages, as the owner tells."""
        return self._ask_nearest(vector, k)

    def close(self) -> None:
        """Lets go of the files."""
        self._indexes.close()
        self._tables.close()
