"""The indexes that are made from the tables, as one thing: vectors, words and keywords."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import groupby, islice
from operator import attrgetter

import numpy as np

from corpus.compounds import unfold_suspended
from corpus.keywords import COMMON, KeywordIndex
from corpus.lexicon import builtin_words
from corpus.store.errors import (
    ServerUnreachable,
    StoreDamaged,
)
from corpus.store.index_folder import PARTS, AnyIndex, IndexFolder
from corpus.store.table_reader import IndexEntry
from corpus.store.vectors import SAME, Hits, Matrix, Vectors
from corpus.store.words import PassageWords, WordIndex
from corpus.swedish import grams, words
from corpus.vocabulary import StoreVocabulary


class Indexes(IndexFolder):
    """What is asked of the indexes and put into them, all three together."""

    def best(
        self,
        query: str,
        k: int,
        versions: Collection[str] | None = None,
        *,
        beside: str = "",
        scope: frozenset[str] | None = None,
        common: float = COMMON,
    ) -> Hits:
        """The passages that fit a query best by keywords, of some versions or of all.

        Counts are those of the versions in ``scope``, where it is not all.
        """
        with self.reading(KeywordIndex) as index:
            return index.search(query, k, versions, beside=beside, scope=scope, common=common)

    def gram_weights(
        self, query: str, beside: str, scope: frozenset[str] | None
    ) -> dict[str, float]:
        """How much each gram of a query tells of a passage that holds it."""
        with self.reading(KeywordIndex) as index:
            return index.weights(query, beside, scope)

    def frequency(self, *grams: str, scope: frozenset[str] | None = None) -> int:
        """How many passages hold the rarest of some grams; none where there is no gram.

        Of all versions, or of those in scope.
        """
        with self.reading(KeywordIndex) as index:
            return min((index.frequency(gram, scope) for gram in grams), default=0)

    def nearest(self, vector: Matrix, k: int, serials: Collection[int] | None = None) -> Hits:
        """The passages whose vectors are nearest: of some versions exactly, or about, of all."""
        if serials is not None:
            with self.reading(WordIndex) as index:
                return index.nearest(serials, vector, k)
        with self.reading(Vectors) as vectors:
            return vectors.search(vector, k)

    def vectors(self, places: Sequence[tuple[int, int]]) -> Matrix:
        """The vectors of passages by version and ordinal; zeros for one that is not there."""
        with self.reading(WordIndex) as index:
            return index.vectors(places)

    def words(
        self, places: Sequence[tuple[int, int]]
    ) -> tuple[list[PassageWords | None], StoreVocabulary, float]:
        """The words of passages by version and ordinal, and the vocabulary that numbers them.

        And about how many words a passage has.
        """
        with self.reading(WordIndex) as index:
            return index.read(places), index.vocabulary, index.mean_length

    def add(
        self, passages: Sequence[IndexEntry], vectors: Matrix, *, replica: bool = False
    ) -> None:
        """Adds whole versions to all; harmless where some or all are there already.

        As a ``replica`` it is a copy of what another process has added: what is not in the folder
        but on a server is there already.
        """
        with self.writing():
            if not (replica and self._remote):
                self._open(Vectors).add([passage.key for passage in passages], vectors)
            index, knows = self._open(WordIndex), builtin_words().__contains__
            rows = iter(vectors)
            for serial, of_version in groupby(passages, key=attrgetter("serial")):
                texts = [
                    [words(unfold_suspended(text, knows)) for text in passage.texts]
                    for passage in of_version
                ]
                index.add(serial, texts, np.array(list(islice(rows, len(texts)))))
            index.commit()
            keywords = self._open(KeywordIndex)
            # A version that a stop left half indexed is taken out before it is put in again.
            keywords.remove({str(passage.serial) for passage in passages})
            keywords.add((p.key, str(p.serial), f"{p.frame}\n{p.text}") for p in passages)
            keywords.commit()

    def serials(self) -> set[int]:
        """The versions that are in the folder, as far as words and keywords have the same."""
        with self.reading(WordIndex) as words_index, self.reading(KeywordIndex) as keywords:
            return words_index.serials() if len(words_index) == len(keywords) else set()

    def drop_remote(self) -> None:
        """Removes the vectors that are on a server."""
        if self._remote:
            with self.writing():
                self._open(Vectors).drop()

    def remove(self, keys: Sequence[str], serials: Sequence[int], *, replica: bool = False) -> None:
        """Removes passages, and the versions that they belong to, from all."""
        with self.writing():
            if not (replica and self._remote):
                self._open(Vectors).remove(keys)
            index = self._open(WordIndex)
            index.remove(serials)
            index.commit()
            keywords = self._open(KeywordIndex)
            keywords.remove([str(serial) for serial in serials])
            keywords.commit()

    def check(self, query: str, place: tuple[int, int], vector: Matrix) -> list[str]:
        """Asks each what a passage of theirs answers; the names of those that cannot be read."""
        asked: dict[type[AnyIndex], Callable[[], object]] = {
            KeywordIndex: lambda: self.best(query, 1) or not grams(query),  # a text of signs alone
            WordIndex: lambda: self.words([place])[0][0],
            Vectors: lambda: self.nearest(vector, 1),
        }
        unreachable: list[str] = []
        for kind, ask in asked.items():
            folder, file, _ = PARTS[kind]
            apart = kind is Vectors and self._remote is not None
            try:
                if not (apart or (self.folder / folder / file).is_file()) or not ask():
                    self._note(kind)
            except ServerUnreachable:
                unreachable = [PARTS[kind][2]]
            except StoreDamaged:
                pass  # it is noted
        return [*self.damage, *unreachable]

    def verify(
        self,
        keys: set[str],
        samples: Sequence[Matrix],
        versions: Iterable[tuple[Sequence[str], Matrix]],
    ) -> list[str]:
        """Where the indexes differ from what they should hold, one Swedish line each.

        Of some vectors it is asked whether a search reaches them; all of Chroma's are compared with
        those of the ``versions``.
        """
        lines = self._differences(Vectors, keys)
        if not lines:
            with self.reading(Vectors) as index:
                # Passages with the same words have the same vector: any of them will do.
                reached = (self.nearest(vector, 1) for vector in samples)
                lost = sum(not any(score > SAME for _, score in hits) for hits in reached)
                strange = sum(index.strange(*version) for version in versions)
            if lost:
                lines.append(f"Vektorerna: {lost} av {len(samples)} stickprov går inte att hitta.")
            if strange:
                lines.append(f"Vektorerna: {strange} av {len(keys)} är inte de rätta.")
        lines += self._differences(WordIndex, keys)
        return lines + self._differences(KeywordIndex, keys)

    def _differences(self, kind: type[AnyIndex], keys: set[str]) -> list[str]:
        name = PARTS[kind][2]
        try:
            with self.reading(kind) as index:
                present = index.ids()
        except StoreDamaged as error:
            return [str(error)]
        lines = []
        if missing := len(keys - present):
            lines.append(f"{name.capitalize()} saknar {missing} av {len(keys)} stycken.")
        shared = kind is Vectors and self._remote is not None
        # On a server, what was replaced lies there until it is swept.
        if (extra := len(present - keys)) and not shared:
            lines.append(f"{name.capitalize()} har {extra} stycken som inte finns i databasen.")
        return lines
