"""Vectors of passages, kept by Chroma.

Keys are never used twice and a key's vector never changes, so rows are only added and removed:
Chroma's ``upsert`` and metadata filters, which both have known trouble, are not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

READ_BATCH = 5_000
"""Rows asked for at a time; keeps SQL statements within Chroma's own limit."""


class Vectors:
    """One collection of L2-normalised vectors under cosine similarity."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        """Opens the collection in a folder, or makes an empty one."""
        from chromadb.api.client import Client
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        self._dimensions = dimensions
        # What chromadb.PersistentClient makes, with the type that can be closed.
        self._client = Client(
            settings=Settings(
                is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False
            )
        )
        self._batch = self._client.get_max_batch_size()
        self._collection: Collection = self._client.get_or_create_collection(
            "passages",
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
        )

    def add(self, keys: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Adds vectors, one row a key; a key that is there already keeps its row."""
        for first in range(0, len(keys), self._batch):
            batch = slice(first, first + self._batch)
            self._collection.add(ids=list(keys[batch]), embeddings=vectors[batch])

    def remove(self, keys: Sequence[str]) -> None:
        """Removes rows; unknown keys are passed over."""
        for first in range(0, len(keys), self._batch):
            self._collection.delete(ids=list(keys[first : first + self._batch]))

    def search(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The keys of the ``k`` nearest rows with their cosine similarity, nearest first."""
        k = min(k, self._collection.count())
        if k < 1:
            return []
        found = self._collection.query(
            query_embeddings=vector[np.newaxis], n_results=k, include=["distances"]
        )
        distances = found["distances"]
        assert distances is not None  # noqa: S101 - asked for
        return [
            (key, 1.0 - distance)
            for key, distance in zip(found["ids"][0], distances[0], strict=True)
        ]

    def get(self, keys: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of keys, in their order; zeros for an unknown key."""
        result = np.zeros((len(keys), self._dimensions), np.float32)
        for first in range(0, len(keys), READ_BATCH):
            wanted = list(dict.fromkeys(keys[first : first + READ_BATCH]))
            got = self._collection.get(ids=wanted, include=["embeddings"])
            vectors = np.asarray(got["embeddings"], np.float32)
            rows = {key: row for row, key in enumerate(got["ids"])}
            for place, key in enumerate(keys[first : first + READ_BATCH], first):
                if key in rows:
                    result[place] = vectors[rows[key]]
        return result

    def ids(self) -> set[str]:
        """All keys."""
        keys: set[str] = set()
        while batch := self._collection.get(limit=READ_BATCH, offset=len(keys), include=[])["ids"]:
            keys.update(batch)
        return keys

    def close(self) -> None:
        """Lets go of the folder."""
        self._client.close()
