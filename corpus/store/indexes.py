"""The two indexes that are made from the tables, as one thing: vectors and keywords."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.keywords import KeywordIndex
from corpus.store.errors import StoreDamaged, told
from corpus.store.vectors import Vectors


class Indexes:
    """Vectors and keywords in one folder, each opened when it is first asked for.

    Opening Chroma takes more than a second, and most commands do not need it.
    """

    def __init__(self, folder: Path, dimensions: int) -> None:
        self.folder = folder
        self._dimensions = dimensions
        self._opening = threading.Lock()
        self._vectors: Vectors | None = None
        self._keywords: KeywordIndex | None = None

    @property
    def vectors(self) -> Vectors:
        """The vectors.

        Raises:
            StoreDamaged: they cannot be opened.
        """
        from chromadb.errors import ChromaError

        with self._opening:
            if self._vectors is None:
                try:
                    with told(self.folder):
                        self._vectors = Vectors(self.folder / "vectors", self._dimensions)
                except (ChromaError, ValueError, OSError) as error:
                    raise StoreDamaged(_damaged("vektorerna", self.folder)) from error
            return self._vectors

    @property
    def keywords(self) -> KeywordIndex:
        """The keyword index.

        Raises:
            StoreDamaged: it cannot be opened.
        """
        with self._opening:
            if self._keywords is None:
                try:
                    with told(self.folder):
                        self._keywords = KeywordIndex(self.folder / "keywords")
                except (ValueError, OSError) as error:
                    raise StoreDamaged(_damaged("nyckelordsindexet", self.folder)) from error
            return self._keywords

    def add(self, passages: Sequence[tuple[str, str, str]], vectors: NDArray[np.float32]) -> None:
        """Adds passages to both; harmless where some or all are there already.

        A passage is its key, its version, and the text that it is found by.
        """
        self.vectors.add([key for key, _, _ in passages], vectors)
        # A version that a stop left half indexed is taken out before it is put in again.
        self.keywords.remove({version for _, version, _ in passages})
        self.keywords.add(passages)
        self.keywords.commit()

    def remove(self, keys: Sequence[str], versions: Sequence[str]) -> None:
        """Removes passages, and the versions that they belong to, from both."""
        self.vectors.remove(keys)
        self.keywords.remove(versions)
        self.keywords.commit()

    def verify(self, keys: set[str]) -> list[str]:
        """Where the indexes differ from the keys that they should hold, one Swedish line each."""

        def vectors() -> set[str]:
            return self.vectors.ids()

        def keywords() -> set[str]:
            return self.keywords.ids()

        return _compared("Vektorerna", vectors, keys) + _compared(
            "Nyckelordsindexet", keywords, keys
        )

    def close(self) -> None:
        """Lets go of the folder."""
        with self._opening:
            if self._vectors is not None:
                self._vectors.close()
            if self._keywords is not None:
                self._keywords.close()
            self._vectors = self._keywords = None


def remove_others(current: Path) -> None:
    """Removes the indexes of every generation but the one in this folder."""
    for folder in current.parent.glob("index-*"):
        if folder != current:
            shutil.rmtree(folder, ignore_errors=True)


def _compared(name: str, held: Callable[[], set[str]], keys: set[str]) -> list[str]:
    try:
        found = held()
    except StoreDamaged as error:
        return [str(error)]
    lines = []
    if missing := len(keys - found):
        lines.append(f"{name} saknar {missing} av {len(keys)} stycken.")
    if extra := len(found - keys):
        lines.append(f"{name} har {extra} stycken som inte finns i databasen.")
    return lines


def _damaged(what: str, folder: Path) -> str:
    return (
        f"I lagret {folder.parent} går {what} inte att läsa. "
        "Kör ”vagvis verify --repair”, som gör om dem från dokumenten."
    )
