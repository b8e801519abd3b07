"""The nearest of many vectors, by Chroma.

Keys are never used twice and a key's vector never changes, so rows are only added and removed:
Chroma's ``upsert`` and metadata filters, which both have known trouble, are not needed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

Matrix = NDArray[np.float32]
"""One vector, or one a row."""

Hits = list[tuple[str, float]]
"""Passages with their scores, best first."""

MET_A_REMOVAL = "Error finding id"
"""How Chroma fails where a row is removed between finding it and naming it."""

PAUSES = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32)
"""Seconds to wait before asking again after that."""

SAME = 0.999
"""Cosine similarity from which two vectors count as the same."""

READ_BATCH = 5_000
"""Rows asked for at a time; keeps SQL statements within Chroma's own limit."""


@dataclass(frozen=True, slots=True)
class RemoteCollection:
    """A collection on a Chroma server: the server's address, and the collection's name."""

    url: str
    name: str


class Vectors:
    """One collection of L2-normalised vectors under cosine similarity."""

    def __init__(self, place: Path | RemoteCollection) -> None:
        """Opens the collection in a folder or on a server, or makes an empty one."""
        from chromadb.api.client import Client
        from chromadb.config import Settings

        name = "passages"
        if isinstance(place, RemoteCollection):
            name = place.name
            url = urlsplit(place.url)
            settings = Settings(
                chroma_api_impl="chromadb.api.fastapi.FastAPI",
                chroma_server_host=url.hostname or "",
                chroma_server_http_port=url.port or (443 if url.scheme == "https" else 80),
                chroma_server_ssl_enabled=url.scheme == "https",
                anonymized_telemetry=False,
            )
        else:
            place.mkdir(parents=True, exist_ok=True)
            settings = Settings(
                is_persistent=True, persist_directory=str(place), anonymized_telemetry=False
            )
        try:
            # What chromadb.PersistentClient makes, with the type that can be closed.
            self._client = Client(settings=settings)
        except Exception:
            # Chroma would hand out the client that did not start to whoever asks next.
            Client.clear_system_cache()
            raise
        self._batch = self._client.get_max_batch_size()
        self._collection: Collection = self._client.get_or_create_collection(
            name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
        )

    def add(self, keys: Sequence[str], vectors: Matrix) -> None:
        """Adds vectors, one row a key; a key that is there already keeps its row."""
        for first in range(0, len(keys), self._batch):
            batch = slice(first, first + self._batch)
            self._collection.add(ids=list(keys[batch]), embeddings=vectors[batch])

    def remove(self, keys: Sequence[str]) -> None:
        """Removes rows; unknown keys are passed over."""
        for first in range(0, len(keys), self._batch):
            self._collection.delete(ids=list(keys[first : first + self._batch]))

    def search(self, vector: Matrix, k: int) -> Hits:
        """The keys of the ``k`` nearest rows with their cosine similarity, nearest first."""
        from chromadb.errors import InternalError

        for pause in PAUSES:
            try:
                rows = self._collection.query(
                    query_embeddings=vector[np.newaxis], n_results=k, include=["distances"]
                )
            except InternalError as error:
                if MET_A_REMOVAL not in str(error):
                    raise
                time.sleep(pause)
            else:
                distances = (rows["distances"] or [[]])[0]
                pairs = zip(rows["ids"][0], distances, strict=True)
                return [(key, 1.0 - distance) for key, distance in pairs]
        raise TimeoutError(MET_A_REMOVAL)

    def strange(self, keys: Sequence[str], vectors: Matrix) -> int:
        """How many of some keys have another vector than the one in their row, or none."""
        rows = self._collection.get(ids=list(keys), include=["embeddings"])
        held = dict(zip(rows["ids"], np.asarray(rows["embeddings"], np.float32), strict=True))
        same = (
            key in held and held[key] @ row > SAME for key, row in zip(keys, vectors, strict=True)
        )
        return len(keys) - sum(map(bool, same))

    def __len__(self) -> int:
        return self._collection.count()

    def ids(self) -> set[str]:
        """All keys."""
        keys: set[str] = set()
        while batch := self._collection.get(limit=READ_BATCH, offset=len(keys), include=[])["ids"]:
            keys.update(batch)
        return keys

    def drop(self) -> None:
        """Removes the collection with all that is in it."""
        self._client.delete_collection(self._collection.name)

    def close(self) -> None:
        """Lets go of the folder."""
        self._client.close()
