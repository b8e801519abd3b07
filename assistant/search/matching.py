"""How well the words of a question are met by the words of each sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assistant.question.plan import Term
from assistant.question.words import carry_meaning
from assistant.search.sentence_words import Texts, texts_of
from corpus.lexicon import Lexicon
from corpus.store import PassageWords
from corpus.vocabulary import Numbers, StoreVocabulary, gram_codes
from corpus.word_match import COMPOUND, word_match

SYNONYM = 0.9
ALIKE = 0.75
APART = 0.7
"""How much a word counts that is a synonym of a term, says the same after the lexicon, or is the
worst met of its parts; what its letters count see `corpus.word_match`."""

Floats = NDArray[np.float64]
Degrees = NDArray[np.float32]


@dataclass(frozen=True)
class Matches:
    """How texts meet terms.

    ``degrees`` has for each text (row) and term (column) how well the text's best word meets the
    term, 0 to 1. ``table`` has the degrees word by word: a row for each term, and a column for each
    of the ``texts``' different words; ``letters`` the same by letters alone. What else there is to
    tell is reckoned when it is asked for: a search alone needs none of it.
    """

    lexicon: Lexicon
    terms: Sequence[Term]
    vocabulary: StoreVocabulary
    texts: Texts
    letters: Degrees
    table: Degrees
    degrees: Degrees

    def of(self, rows: NDArray[np.intp]) -> Matches:
        """Those of some of the texts, in this order."""
        return replace(self, texts=self.texts.of(rows), degrees=self.degrees[rows])

    @cached_property
    def exact(self) -> Degrees:
        """How well the best word of each text meets each term by its letters."""
        return self.texts.best(self.letters)

    @cached_property
    def numbers(self) -> Numbers:
        """The lexicon's numbers of the different words."""
        numbers: Numbers = self.vocabulary.facts(self.lexicon.numbers)[self.texts.different]
        return numbers

    @cached_property
    def figures(self) -> NDArray[np.bool_]:
        """Which of the different words hold a figure."""
        figures: NDArray[np.bool_] = self.vocabulary.facts(hold_figures)[self.texts.different]
        return figures

    @cached_property
    def news(self) -> NDArray[np.int64]:
        """How many words of each text carry meaning and meet no term.

        A text that only echoes the question tells nothing.
        """
        new = self.vocabulary.facts(carry_meaning)[self.texts.different]
        new &= self.letters.max(axis=0) < COMPOUND
        return self.texts.sums(new.astype(np.int64))

    @cached_property
    def alike(self) -> Degrees:
        """The cosine of what the words of each text and the terms say together."""
        sums = self.texts.sums(self.lexicon.meanings(self.numbers))
        terms = self.lexicon.numbers([term.text for term in self.terms])
        about = self.lexicon.meanings(terms).sum(axis=0)
        lengths = np.linalg.norm(sums, axis=1) * np.linalg.norm(about)
        alike: Degrees = (sums @ about) / np.maximum(lengths, 1e-9)
        return alike


def by_letters(
    terms: Sequence[Term], vocabulary: StoreVocabulary, passages: Sequence[PassageWords]
) -> Degrees:
    """How well each text (row) of some passages meets each term (column) by its letters alone."""
    texts = texts_of(vocabulary, passages)
    targets = list(dict.fromkeys(text for t in terms for text in (t.text, *t.alternatives)))
    letters, _ = _by_letters(targets, vocabulary, texts.different)
    return texts.best(_exact(terms, dict(zip(targets, letters, strict=True))))


def match(
    lexicon: Lexicon,
    terms: Sequence[Term],
    vocabulary: StoreVocabulary,
    passages: Sequence[PassageWords],
) -> Matches:
    """How well each text of some passages meets each term, word by word."""
    texts = texts_of(vocabulary, passages)
    letters, meaning, together = _tables(lexicon, terms, vocabulary, texts.different)
    degrees = texts.best(meaning)
    for column, worth, met in together:
        worst = texts.best(met).min(axis=1)
        degrees[:, column] = np.maximum(degrees[:, column], worth * worst)
    return Matches(lexicon, terms, vocabulary, texts, letters, meaning, degrees)


def hold_figures(words: Sequence[str]) -> NDArray[np.bool_]:
    """Which words hold a figure."""
    return np.array([any(char.isdigit() for char in word) for word in words], np.bool_)


def coverage(met: Degrees, weights: Floats) -> Floats:
    """The share of the question's weight that each row meets; half a match counts a quarter."""
    total = float(weights.sum())
    shares: Floats = (
        (np.square(met, dtype=np.float64) @ weights) / total if total else np.zeros(met.shape[:-1])
    )
    return shares


def _tables(
    lexicon: Lexicon, terms: Sequence[Term], vocabulary: StoreVocabulary, numbers: Numbers
) -> tuple[Degrees, Degrees, list[tuple[int, float, Degrees]]]:
    """How each word (column) meets each term (row): by its letters, and by what it says as well.

    The words are given by their ``numbers`` in the vocabulary. And what meets a term by its number
    together: how much that is worth, and how each word meets each of the words that it takes.
    """
    targets = list(
        dict.fromkeys(
            text
            for t in terms
            for text in (t.text, *t.alternatives, *chain.from_iterable(t.phrases), *t.parts)
        )
    )
    row = {text: i for i, text in enumerate(targets)}
    letters, near = _by_letters(targets, vocabulary, numbers)
    alike = lexicon.used_alike(targets, vocabulary.facts(lexicon.numbers)[numbers])
    # Words made alike share a gram; to look at the others would take longer than all the rest.
    built = lexicon.built_alike(targets, [vocabulary.words[numbers[i]] for i in near])
    alike[:, near] = np.maximum(alike[:, near], built)
    alike *= np.float32(ALIKE)
    exact = _exact(terms, dict(zip(targets, letters, strict=True)))
    meaning = exact.copy()
    together = []
    for i, term in enumerate(terms):
        # A name, an abbreviation or a figure is met by its letters or not at all.
        rigid = term.is_name or any(char.isdigit() for char in term.text)
        if not rigid:
            meaning[i] = np.maximum(exact[i], alike[row[term.text]])
        if term.parts:
            of = [row[part] for part in term.parts]
            together.append((i, APART, np.maximum(letters[of], alike[of])))
        together += [(i, SYNONYM, letters[[row[w] for w in phrase]]) for phrase in term.phrases]
    return exact, meaning, together


def _exact(terms: Sequence[Term], letters: Mapping[str, Degrees]) -> Degrees:
    """How each word (column) meets each term (row), or a word that is as good."""
    return np.stack(
        [
            np.maximum.reduce(
                [letters[term.text], *(SYNONYM * letters[other] for other in term.alternatives)]
            )
            for term in terms
        ]
    )


def _by_letters(
    targets: Sequence[str], vocabulary: StoreVocabulary, numbers: Numbers
) -> tuple[Degrees, NDArray[np.intp]]:
    """How each word (column) meets each target (row) by letters.

    And the columns of the words that share a gram with any, as only those can.
    """
    codes, owners = gram_codes(targets)
    wanted, grams = np.unique(codes, return_inverse=True)
    having = np.zeros((len(wanted), len(targets)), np.bool_)
    having[grams, owners] = True
    columns, grams = vocabulary.sharing(numbers, wanted)
    near, first = np.unique(columns, return_index=True)
    table = np.zeros((len(targets), len(numbers)), dtype=np.float32)
    if len(near):
        shared = np.logical_or.reduceat(having[grams], first)
        words = [vocabulary.words[number] for number in numbers[near]]
        for i, row in zip(*map(np.ndarray.tolist, np.nonzero(shared)), strict=True):
            table[row, near[i]] = word_match(targets[row], words[i])
    return table, near
