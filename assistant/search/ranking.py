"""The order of the passages found: a trained score over how each meets the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.question.plan import Term
from assistant.search.linear import FOLDER, Floats, LinearModel, load_model
from assistant.search.matching import Degrees, Matches, coverage, match
from corpus.lexicon import Lexicon
from corpus.store import PassageWords, StoreReader
from corpus.swedish import grams
from corpus.vocabulary import StoreVocabulary

RANKING = FOLDER / "ranking.json"

RANKING_FEATURES = (
    "keyword",
    "vector",
    "met",  # share of the question's weight that the passage meets
    "met_exactly",  # the same by letters alone
    "nearby",  # share that two sentences of it meet that stand side by side
    "nearby_exactly",
    "framed",  # share met by the passage, its heading and title
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """How one passage meets the terms of a question: sentence by sentence, and in its frame.

    The frame is the document's title and the passage's heading.
    """

    sentences: Matches
    frame: Matches


@dataclass(frozen=True, slots=True)
class Ranker:
    """Judges passages; ``lexicon`` tells which words are alike in meaning."""

    lexicon: Lexicon
    model: LinearModel

    def score(self, rows: Floats) -> Floats:
        """Each passage's score, 1 for the best: how likely it is the right one beside that."""
        scores = self.model.scores(rows)
        relative: Floats = np.exp(scores - scores.max())
        return relative


def load_ranker(lexicon: Lexicon) -> Ranker:
    """The ranker that comes with the program."""
    return Ranker(lexicon, load_model(RANKING, RANKING_FEATURES))


def weigh(store: StoreReader, lexicon: Lexicon, terms: Sequence[Term]) -> Floats:
    """How telling each term is: rare in this store, and rare in Swedish.

    In the store it is the inverse document frequency of the term's rarest gram, which bounds how
    many passages can hold the word in any form or compound. A store is small, and a word that it
    happens to lack may be as common as "började", so Swedish at large has its say as well.
    """
    total = max(1, store.passage_count)
    weights = []
    for term in terms:
        frequency = store.gram_frequency(*grams(term.text))
        rarity = np.log(1 + total / (1 + frequency)) * lexicon.rarity(term.text)
        weights.append(term.share * rarity)
    return np.array(weights)


def meet(
    lexicon: Lexicon,
    terms: Sequence[Term],
    vocabulary: StoreVocabulary,
    passages: Sequence[PassageWords],
) -> list[Meeting]:
    """How each passage meets the terms."""
    matches = match(lexicon, terms, vocabulary, passages)
    ends = accumulate(len(passage.starts) - 1 for passage in passages)
    # The last text of a passage is its frame.
    return [
        Meeting(matches.of(first, end - 1), matches.of(end - 1, end))
        for first, end in pairwise((0, *ends))
    ]


def ranking_rows(
    keyword: Sequence[float], vector: Sequence[float], meetings: Sequence[Meeting], weights: Floats
) -> Floats:
    """One row for each passage, one column for each of ``RANKING_FEATURES``."""
    lengths = [len(meeting.sentences.news) for meeting in meetings]
    starts = np.cumsum([0, *lengths[:-1]])
    degrees = np.concatenate([meeting.sentences.degrees for meeting in meetings])
    exact = np.concatenate([meeting.sentences.exact for meeting in meetings])
    framed = np.concatenate([meeting.frame.degrees for meeting in meetings])
    met = np.maximum.reduceat(degrees, starts, axis=0)
    # A passage's last sentence has no neighbour after it.
    followed = np.ones(len(degrees), dtype=bool)
    followed[starts[1:] - 1] = followed[-1] = False
    columns = [
        np.array(keyword),
        np.array(vector),
        coverage(met, weights),
        coverage(np.maximum.reduceat(exact, starts, axis=0), weights),
        np.maximum.reduceat(coverage(_with_next(degrees, followed), weights), starts),
        np.maximum.reduceat(coverage(_with_next(exact, followed), weights), starts),
        coverage(np.maximum(met, framed), weights),
    ]
    return np.column_stack(columns)


def _with_next(rows: Degrees, followed: NDArray[np.bool_]) -> Degrees:
    """Each sentence's degrees together with those of the one that follows it."""
    joined = rows.copy()
    joined[:-1] = np.maximum(rows[:-1], rows[1:] * followed[:-1, None])
    return joined
