"""The order of the passages found: by keywords, by vectors, and by how each meets the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from assistant.question.plan import Term
from assistant.search.matching import Degrees, Floats, Matches, coverage, match
from corpus.lexicon import Lexicon
from corpus.store import PassageWords, StoreReader
from corpus.swedish import grams
from corpus.vocabulary import StoreVocabulary

MET = 2.0
"""What the share of a question that a passage meets counts, beside 1 each for the scores of its
keywords and of its vector."""

STEEPNESS = 3.6
"""How fast the score of a passage falls with what it lacks of the best."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """How one passage meets the terms of a question: sentence by sentence, and in its frame.

    The frame is the document's title and the passage's heading; ``best`` has for each term the best
    of them all.
    """

    sentences: Matches
    frame: Matches
    best: Degrees


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
    bounds = [0, *accumulate(len(passage.starts) - 1 for passage in passages)]
    best = np.maximum.reduceat(matches.degrees, bounds[:-1], axis=0)
    # The last text of a passage is its frame.
    return [
        Meeting(matches.of(first, end - 1), matches.of(end - 1, end), of_passage)
        for (first, end), of_passage in zip(pairwise(bounds), best, strict=True)
    ]


def rank_scores(
    keyword: Floats, vector: Floats, meetings: Sequence[Meeting], weights: Floats
) -> Floats:
    """Each passage's score, 1 for the best, from two scores of the search, each at most 1.

    What a passage meets counts with its heading and title.
    """
    met = np.array([meeting.best for meeting in meetings])
    scores = keyword + vector + MET * coverage(met, weights)
    relative: Floats = np.exp(STEEPNESS * (scores - scores.max()))
    return relative
