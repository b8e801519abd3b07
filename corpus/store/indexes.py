"""The indexes that are made from the tables, as one thing: vectors, words and keywords."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from corpus.compounds import unfold_suspended
from corpus.keywords import KeywordIndex
from corpus.lexicon import builtin_words
from corpus.store.errors import StoreDamaged, StoreError, store_errors
from corpus.store.tables import IndexEntry
from corpus.store.vectors import Hits, Matrix, Vectors
from corpus.store.words import PassageWords, WordIndex
from corpus.swedish import words
from corpus.vocabulary import StoreVocabulary

SAME = 0.999
"""Cosine similarity from which two vectors count as the same."""


class Indexes:
    """Vectors, words and keywords in one folder, each opened when it is first asked for.

    Opening Chroma takes more than a second, and most commands do not need it. Every method may
    raise StoreDamaged where files cannot be read, and StoreFull: Chroma writes when it reads.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opening = threading.Lock()
        self._vectors: Vectors | None = None
        self._words: WordIndex | None = None
        self._keywords: KeywordIndex | None = None

    def best(self, query: str, k: int, versions: Collection[str] | None = None) -> Hits:
        """The passages that fit a query best by keywords, of some versions or of all."""
        with self._reading("nyckelordsindexet"):
            return self._open_keywords().search(query, k, versions)

    def frequency(self, gram: str) -> int:
        """How many passages hold a gram."""
        with self._reading("nyckelordsindexet"):
            return self._open_keywords().frequency(gram)

    def nearest(self, vector: Matrix, k: int) -> Hits:
        """The passages whose vectors are nearest."""
        with self._reading("vektorerna"):
            return self._open_vectors().search(vector, k)

    def words(
        self, places: Sequence[tuple[int, int]]
    ) -> tuple[StoreVocabulary, list[PassageWords | None]]:
        """The words of passages by version and ordinal, and the vocabulary that numbers them."""
        with self._reading("ordregistret"):
            index = self._open_words()
            return index.vocabulary, index.read(places)

    def add(self, passages: Sequence[IndexEntry], vectors: Matrix) -> None:
        """Adds whole versions to all; harmless where some or all are there already."""
        with self._writing():
            self._open_vectors().add([passage.key for passage in passages], vectors)
            index, knows = self._open_words(), builtin_words().__contains__
            for serial, of_version in groupby(passages, key=attrgetter("serial")):
                texts = (passage.texts for passage in of_version)
                index.add(serial, [[words(unfold_suspended(t, knows)) for t in of] for of in texts])
            index.commit()
            keywords = self._open_keywords()
            # A version that a stop left half indexed is taken out before it is put in again.
            keywords.remove({str(passage.serial) for passage in passages})
            keywords.add((p.key, str(p.serial), f"{p.frame}\n{p.text}") for p in passages)
            keywords.commit()

    def remove(self, keys: Sequence[str], serials: Sequence[int]) -> None:
        """Removes passages, and the versions that they belong to, from all."""
        with self._writing():
            self._open_vectors().remove(keys)
            index = self._open_words()
            index.remove(serials)
            index.commit()
            keywords = self._open_keywords()
            keywords.remove([str(serial) for serial in serials])
            keywords.commit()

    def verify(self, keys: set[str], samples: Sequence[Matrix]) -> list[str]:
        """Where the indexes differ from the keys that they should hold, one Swedish line each.

        ``samples`` are some of the vectors: Chroma may hold a vector that no search reaches.
        """
        lines = self._differences("vektorerna", self._open_vectors, keys)
        if not lines:
            lost = sum(not self._reaches(vector) for vector in samples)
            if lost:
                lines.append(f"Vektorerna: {lost} av {len(samples)} stickprov går inte att hitta.")
        lines += self._differences("ordregistret", self._open_words, keys)
        return lines + self._differences("nyckelordsindexet", self._open_keywords, keys)

    def _differences(
        self, name: str, index: Callable[[], Vectors | WordIndex | KeywordIndex], keys: set[str]
    ) -> list[str]:
        try:
            with self._reading(name):
                present = index().ids()
        except StoreDamaged as error:
            return [str(error)]
        lines = []
        if missing := len(keys - present):
            lines.append(f"{name.capitalize()} saknar {missing} av {len(keys)} stycken.")
        if extra := len(present - keys):
            lines.append(f"{name.capitalize()} har {extra} stycken som inte finns i databasen.")
        return lines

    def _reaches(self, vector: Matrix) -> bool:
        # Passages with the same words have the same vector: any of them will do.
        return any(score > SAME for _, score in self.nearest(vector, 1))

    def close(self) -> None:
        """Lets go of the folder."""
        with self._opening:
            opened = self._vectors, self._words, self._keywords
            self._vectors = self._words = self._keywords = None
            for index in opened:
                if index is not None:
                    index.close()

    def _open_vectors(self) -> Vectors:
        with self._opening:
            if self._vectors is None:
                self._vectors = Vectors(self.folder / "vectors")
            return self._vectors

    def _open_words(self) -> WordIndex:
        with self._opening:
            if self._words is None:
                self._words = WordIndex(self.folder / "words")
            return self._words

    def _open_keywords(self) -> KeywordIndex:
        with self._opening:
            if self._keywords is None:
                self._keywords = KeywordIndex(self.folder / "keywords")
            return self._keywords

    def _reading(self, what: str) -> AbstractContextManager[None]:
        failure = StoreDamaged(
            f"I lagret {self.folder.parent} går {what} inte att läsa. "
            "Kör ”vagvis verify --repair”, som gör om dem från dokumenten."
        )
        return self._translating(failure)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        failure = StoreError(
            f"Det gick inte att skriva i {self.folder.parent}. Kontrollera disken och kör om; "
            "hjälper det inte, kör ”vagvis verify --repair”. Alla dokument är kvar."
        )
        with self._translating(failure):
            try:
                yield
            except BaseException:
                # To be opened anew: after a write that failed, Chroma may wait for ever.
                self.close()
                raise

    @contextmanager
    def _translating(self, failure: StoreError) -> Iterator[None]:
        try:
            with store_errors(self.folder.parent):
                yield
        except StoreError:
            raise
        except Exception as error:
            from chromadb.errors import ChromaError

            if isinstance(error, (ValueError, OSError, ChromaError)):  # the first two: tantivy's
                raise failure from error
            raise


def remove_others(current: Path) -> None:
    """Removes the indexes of every generation but the one in this folder."""
    for folder in current.parent.glob("index-*"):
        if folder != current:
            shutil.rmtree(folder, ignore_errors=True)
