"""What is known of words: how common they are, which say nearly the same, how they are spelt."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.compounds import decompound
from corpus.embedding import (
    BUILTIN_FOLDER,
    StaticEmbedder,
    Vectors,
    builtin_embedder,
    unit,
    whole_files,
)
from corpus.slips import Spellings
from corpus.swedish import LONGEST_WORD

USED_ALIKE = 0.45, 0.95
"""Cosine at which two words that texts use alike begin to count as saying the same, and do."""

BUILT_ALIKE = 0.35, 0.85
"""The same for two words whose pieces are alike, as the built-in embedder sees them."""

SELDOM = 3
"""How often a word counts as seen that the lexicon does not know."""

REMEMBERED = 20_000
"""Words whose parts are kept."""

COMMON = 50
"""How often the lexicon must have seen a word that takes the place of a misspelt one."""


@dataclass(frozen=True, slots=True, repr=False)
class WordTable:
    """What the lexicon's files hold: words, how often each was seen, and a vector of length 1 each.

    ``vectors`` have one row more, of zeros, for the words that are not known.
    """

    words: Sequence[str]
    numbers: Mapping[str, int]
    counts: NDArray[np.int32]
    vectors: Vectors


@cache
def _word_table(folder: Path) -> WordTable:
    """The table in a folder that holds ``words.txt`` and ``words.safetensors``.

    Read once a process: 60 MB that never change, however many apps are opened.
    """
    from safetensors.numpy import load

    with whole_files("Ordlistan", folder):
        words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")[:-1]
        tables = load((folder / "words.safetensors").read_bytes())
        counts, vectors = tables["counts"], unit(tables["vectors"].astype(np.float32))
    padded = np.vstack([vectors, np.zeros((1, vectors.shape[1]), np.float32)])
    return WordTable(words, {word: i for i, word in enumerate(words)}, counts, padded)


class Lexicon:
    """What a word table and the pieces of words tell of words. Safe to share."""

    def __init__(self, pieces: StaticEmbedder, folder: Path = BUILTIN_FOLDER) -> None:
        """Load the lexicon in a folder; raises EmbedderUnavailable where a file cannot be read.

        ``pieces`` knows words by the pieces that they are made of, also those never seen.
        """
        table = _word_table(folder)
        self._pieces = pieces
        self._known = table.words
        self._number = table.numbers
        self._counts = table.counts
        self._vectors = table.vectors
        self._total = int(table.counts.sum())
        seen = np.maximum(SELDOM, np.append(table.counts, SELDOM)).astype(np.float32)
        rarity = np.log(self._total / seen) / math.log(self._total / SELDOM)
        self._telling = np.square(rarity, dtype=np.float32)
        self._split = lru_cache(REMEMBERED)(partial(decompound, is_known=self.knows))

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is a Swedish one, in this very form."""
        return word in self._number

    def rarity(self, word: str) -> float:
        """How seldom Swedish texts use a word, from near 0 ("har") to 1 (never seen)."""
        number = self._number.get(word)
        count = SELDOM if number is None else max(SELDOM, int(self._counts[number]))
        return math.log(self._total / count) / math.log(self._total / SELDOM)

    def numbers(self, words: Sequence[str]) -> NDArray[np.int32]:
        """The number of each word in its table; those not known share the one after the last."""
        missing = len(self._known)
        return np.array([self._number.get(word, missing) for word in words], np.int32)

    def meanings(self, numbers: NDArray[np.int32]) -> Vectors:
        """For each word, by its number, its vector as long as the word is telling.

        Summed over a text they say what it is about: a rare word counts for more, and one that is
        not known for nothing (the smooth inverse frequency of Arora and others 2017).
        """
        meanings: Vectors = self._vectors[numbers] * self._telling[numbers, None]
        return meanings

    def readings(self, numbers: NDArray[np.int32]) -> Vectors:
        """For each word, by its number, its vector of length 1, and last how telling it is."""
        return np.column_stack([self._vectors[numbers], self._telling[numbers]])

    def used_alike(self, words: Sequence[str], others: NDArray[np.int32]) -> Vectors:
        """How far each word (row) is used as each other (column) is, 0 to 1: "jobb", "kneg".

        The others are given by their ``numbers``. Words are alike that stand in the same
        surroundings, or are synonyms; 0 for a word not known.
        """
        cosine = self._vectors[self.numbers(words)] @ self._vectors[others].T
        return _share(cosine, *USED_ALIKE)

    def built_alike(self, words: Sequence[str], others: Sequence[str]) -> Vectors:
        """How far each word (row) is made as each other (column) is: "praktik", "praktikplats"."""
        built = self._pieces.embed_words(words) @ self._pieces.embed_words(others).T
        return _share(built, *BUILT_ALIKE)

    def dotted(self, word: str) -> str | None:
        """The commonest word that one in lower case is without its dots and rings, or None.

        "ar" gives "är", "for" gives "för", "har" stays "har".
        """
        return self._spellings.dotted(word)

    def respelt(self, word: str, most: int) -> str | None:
        """The word that one in lower case most likely is, at most ``most`` slips away, or None.

        It is one that only lacks its dots and rings, or else a common one.
        """
        if word in self._number or not word.isalpha():
            return None
        near = self._spellings.nearest(word, most)
        return near[1] if near else None

    @cached_property
    def _spellings(self) -> Spellings:
        """The words, the commonest first."""
        order = np.argsort(-self._counts, kind="stable")
        common = int((self._counts >= COMMON).sum())
        return Spellings((self._known[i] for i in order), common)

    def parts(self, word: str) -> tuple[str, ...]:
        """The words that a compound in lower case is made of; none where it is no compound."""
        return (self._split(word) or ()) if len(word) <= LONGEST_WORD else ()


def _share(cosine: Vectors, least: float, most: float) -> Vectors:
    share: Vectors = np.clip((cosine - least) / (most - least), 0, 1)
    return share


def builtin_words() -> Collection[str]:
    """The words that the lexicon which comes with the program knows."""
    return _word_table(BUILTIN_FOLDER).numbers


def load_lexicon() -> Lexicon:
    """The lexicon that comes with the program, trained by ``evals.training.lexicon``."""
    return Lexicon(builtin_embedder())
