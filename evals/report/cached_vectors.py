"""Vectors kept between runs, for models that take minutes over texts that never change."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.embedding import Embedder, Vectors

CACHE = Path(__file__).parents[2] / "build" / "vectors"


class CachedEmbedder:
    """An embedder that looks in a folder for what it has embedded before.

    Files are named by the model and the texts. Questions are embedded anew, unless they were given
    to ``prepare``: what is timed must not be looked up.
    """

    def __init__(self, embedder: Embedder, label: str, folder: Path | None = None) -> None:
        """``label`` names the model wherever its files lie; the folder is ``CACHE`` if none is."""
        self._embedder = embedder
        self._label = label
        self._folder = folder or CACHE
        self._queries: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        """The model's name."""
        return self._label

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        return self._embedder.dimensions

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, from the folder where it is there."""
        digest = hashlib.sha256(self._label.encode())
        for text in texts:
            digest.update(b"\0" + text.encode())
        path = self._folder / f"{digest.hexdigest()[:32]}.npy"
        if path.exists():
            stored: Vectors = np.load(path)
            return stored
        vectors = self._embedder.embed_passages(texts)
        self._folder.mkdir(parents=True, exist_ok=True)
        np.save(path, vectors)
        return vectors

    def prepare(self, queries: Sequence[str]) -> None:
        """Embeds questions together; for models that read questions and passages alike."""
        self._queries = dict(zip(queries, self.embed_passages(queries), strict=True))

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question."""
        prepared = self._queries.get(text)
        return self._embedder.embed_query(text) if prepared is None else prepared
