"""How well the words of a question are met by the words of each sentence."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from assistant.understand import Term, carries_meaning
from corpus.dots import undot
from corpus.embedding import StaticEmbedder
from corpus.store import Store
from corpus.swedish import grams, words

INFLECTED = 0.95
COMPOUND = 0.85
SAME_STEM = 0.5
MISSPELT = 0.8
SYNONYM = 0.9
"""How much a word counts that is the same but for its ending, a compound of it, a compound of its
stem, nearly spelt like it, or a synonym of it; the same word counts 1."""

SOFT_FROM, SOFT_TO, SOFT_MOST = 0.35, 0.85, 0.75
"""Cosine of two words' vectors at which they begin to count as alike, count most, and how much."""


def rarity(store: Store, terms: Sequence[Term]) -> NDArray[np.float64]:
    """How telling each term is: the inverse document frequency of its rarest gram.

    The rarest gram bounds how many passages can hold the word in any form or compound. A word that
    no passage holds at all weighs as much as the rarest one that is there.
    """
    total = max(1, store.passage_count)
    weights = []
    for term in terms:
        frequency = min((store.gram_frequency(gram) for gram in grams(term.text)), default=0)
        weights.append(term.share * math.log(1 + total / (1 + frequency)))
    return np.array(weights)


@dataclass(frozen=True, slots=True)
class Matches:
    """How texts meet terms.

    ``degrees`` has for each text (row) and term (column) how well the text's best word meets the
    term, 0 to 1; ``news`` counts the words that carry meaning in each text and meet no term: a text
    that only echoes the question tells nothing.
    """

    degrees: NDArray[np.float32]
    news: NDArray[np.int64]


def match(lexicon: StaticEmbedder, terms: Sequence[Term], texts: Sequence[str]) -> Matches:
    """How well each text meets each term, word by word."""
    rows = [tuple(dict.fromkeys(words(text))) for text in texts]
    vocabulary = list(dict.fromkeys(word for row in rows for word in row))
    degrees = np.zeros((len(texts), len(terms)), dtype=np.float32)
    news = np.zeros(len(texts), dtype=np.int64)
    if not terms or not vocabulary:
        return Matches(degrees, news)
    index = {word: i for i, word in enumerate(vocabulary)}
    lexical = _lexical(terms, vocabulary)
    table = np.maximum(lexical, _semantic(lexicon, terms, vocabulary))
    new = (lexical.max(axis=0) < COMPOUND) & np.array([carries_meaning(w) for w in vocabulary])
    for i, row in enumerate(rows):
        if row:
            columns = [index[word] for word in row]
            degrees[i] = table[:, columns].max(axis=1)
            news[i] = new[columns].sum()
    return Matches(degrees, news)


def word_match(term: str, word: str) -> float:
    """How well one word meets another by its letters alone, 0 to 1."""
    if term == word:
        return 1.0
    prefix = _common_prefix(term, word)
    shorter, longer = sorted((len(term), len(word)))
    ending = longer - prefix if prefix >= 4 and prefix * 2 > longer else longer
    degree = 0.0
    if undot(word) == term or (ending <= 3 and len(term) - prefix <= 3):
        degree = INFLECTED
    elif shorter >= 4 and term in word:
        degree = COMPOUND
    elif shorter >= 4 and word in term:
        # The whole of the term in a compound says more than a part of the term alone.
        degree = COMPOUND * shorter / longer
    elif shorter >= 5 and longer - shorter <= 2 and fuzz.ratio(term, word) >= 85:
        degree = MISSPELT
    elif prefix >= 5 and prefix >= len(term) - 2:
        degree = SAME_STEM
    return degree


def _common_prefix(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in pairs)


def _lexical(terms: Sequence[Term], vocabulary: Sequence[str]) -> NDArray[np.float32]:
    by_gram: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(vocabulary):
        for gram in set(grams(word)):
            by_gram[gram].append(i)
    table = np.zeros((len(terms), len(vocabulary)), dtype=np.float32)
    for row, term in enumerate(terms):
        for text, worth in ((term.text, 1.0), *((other, SYNONYM) for other in term.alternatives)):
            near = {i for gram in set(grams(text)) for i in by_gram.get(gram, ())}
            for i in near:
                table[row, i] = max(table[row, i], worth * word_match(text, vocabulary[i]))
    return table


def _semantic(
    lexicon: StaticEmbedder, terms: Sequence[Term], vocabulary: Sequence[str]
) -> NDArray[np.float32]:
    vectors = lexicon.embed_words([*(term.text for term in terms), *vocabulary])
    cosine = vectors[: len(terms)] @ vectors[len(terms) :].T
    soft = np.clip((cosine - SOFT_FROM) / (SOFT_TO - SOFT_FROM), 0, 1) * SOFT_MOST
    # A name, an abbreviation or a figure is met by its letters or not at all.
    for row, term in enumerate(terms):
        if term.is_name or any(char.isdigit() for char in term.text):
            soft[row] = 0
    similar: NDArray[np.float32] = soft.astype(np.float32)
    return similar
