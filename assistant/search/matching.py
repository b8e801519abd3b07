"""How well the words of a question are met by the words of each sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.question.plan import Term
from assistant.question.words import carry_meaning
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


@dataclass(frozen=True, slots=True)
class Matches:
    """How texts meet terms.

    ``exact`` and ``degrees`` have for each text (row) and term (column) how well the text's best
    word meets the term, 0 to 1: by its letters, and by what it says as well. ``news`` counts the
    words of each text that carry meaning and meet no term: a text that only echoes the question
    tells nothing. ``words`` are the words of all texts as columns of ``table``, which has the
    degrees word by word (a row for each term); text ``i`` has those from ``starts[i]`` to
    ``starts[i + 1]``. ``alike`` is the cosine of what each text's words say together and what the
    terms say together, as the lexicon knows them. ``numbers`` are the lexicon's of the columns'
    words, ``figures`` tells which of these hold a figure.
    """

    exact: Degrees
    degrees: Degrees
    news: NDArray[np.int64]
    words: NDArray[np.intp]
    starts: NDArray[np.intp]
    table: Degrees
    alike: Degrees
    numbers: Numbers
    figures: NDArray[np.bool_]

    def of(self, start: int, end: int) -> Matches:
        """Those of the texts from one number to another."""
        return Matches(
            self.exact[start:end],
            self.degrees[start:end],
            self.news[start:end],
            self.words,
            self.starts[start : end + 1],
            self.table,
            self.alike[start:end],
            self.numbers,
            self.figures,
        )

    def words_of(self, text: int) -> NDArray[np.intp]:
        """The words of one text, in order, as columns of the table."""
        return self.words[self.starts[text] : self.starts[text + 1]]


class _Texts(NamedTuple):
    """The texts of passages, one after the other.

    ``different`` are the numbers of all their words, each once, and ``columns`` the place among
    these of every word; text ``i`` has those from ``bounds[i]`` to ``bounds[i + 1]``.
    """

    different: Numbers
    columns: NDArray[np.intp]
    bounds: NDArray[np.intp]

    def best(self, table: Degrees) -> Degrees:
        """The greatest degree (a column each row of the table) of any word of each text (row)."""
        best = np.zeros((len(self.bounds) - 1, len(table)), dtype=np.float32)
        filled = np.flatnonzero(np.diff(self.bounds))
        if table.size:
            first = self.bounds[filled]
            best[filled] = np.maximum.reduceat(table[:, self.columns], first, axis=1).T
        return best


def _texts(vocabulary: StoreVocabulary, passages: Sequence[PassageWords]) -> _Texts:
    lengths = [passage.starts[1:] - passage.starts[:-1] for passage in passages]
    words = np.concatenate([passage.numbers for passage in passages])
    different, columns = vocabulary.different(words)
    return _Texts(different, columns, np.cumsum(np.concatenate([[0], *lengths])))


def by_letters(
    terms: Sequence[Term], vocabulary: StoreVocabulary, passages: Sequence[PassageWords]
) -> Degrees:
    """How well each text (row) of some passages meets each term (column) by its letters alone."""
    texts = _texts(vocabulary, passages)
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
    texts = _texts(vocabulary, passages)
    bounds, different, columns = texts.bounds, texts.different, texts.columns
    letters, meaning, together = _tables(lexicon, terms, vocabulary, different)
    exact, degrees = texts.best(letters), texts.best(meaning)
    numbers = vocabulary.facts(lexicon.numbers)[different]
    figures = vocabulary.facts(hold_figures)[different]
    news = np.zeros(len(bounds) - 1, dtype=np.int64)
    alike = np.zeros(len(bounds) - 1, dtype=np.float32)
    filled = np.flatnonzero(np.diff(bounds))
    if len(filled):
        first = bounds[filled]
        for column, worth, met in together:
            worst = np.maximum.reduceat(met[:, columns], first, axis=1).min(axis=0)
            degrees[filled, column] = np.maximum(degrees[filled, column], worth * worst)
        new = (letters.max(axis=0) < COMPOUND) & vocabulary.facts(carry_meaning)[different]
        news[filled] = np.add.reduceat(new[columns].astype(np.int64), first)
        meanings = lexicon.meanings(numbers)
        sums = np.add.reduceat(meanings[columns], first, axis=0)
        about = lexicon.meanings(lexicon.numbers([term.text for term in terms])).sum(axis=0)
        lengths = np.linalg.norm(sums, axis=1) * np.linalg.norm(about)
        alike[filled] = (sums @ about) / np.maximum(lengths, 1e-9)
    return Matches(exact, degrees, news, columns, bounds, meaning, alike, numbers, figures)


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
) -> tuple[Degrees, list[int]]:
    """How each word (column) meets each target (row) by letters.

    And the columns of the words that share a gram with any, as only those can.
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for code, row in zip(*map(np.ndarray.tolist, gram_codes(targets)), strict=True):
        rows[code].append(row)
    codes, columns = vocabulary.grams(numbers)
    wanted = np.array(sorted(rows), codes.dtype)
    # Looked up one by one: ``np.isin`` would put the thousands of them in order first.
    shared = np.flatnonzero(wanted.take(np.searchsorted(wanted, codes), mode="clip") == codes)
    pairs = {
        (row, column)
        for code, column in zip(codes[shared].tolist(), columns[shared].tolist(), strict=True)
        for row in rows[code]
    }
    table = np.zeros((len(targets), len(numbers)), dtype=np.float32)
    for row, column in pairs:
        table[row, column] = word_match(targets[row], vocabulary.words[numbers[column]])
    return table, sorted({column for _, column in pairs})
