"""The order of the passages found: by keywords, by vectors, and by how each meets the question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

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


class Meetings(NamedTuple):
    """How passages meet the terms of a question, text by text.

    ``rows`` tells of each passage which of the ``matches`` are those of its sentences; the next is
    that of its frame, which is the document's title and the passage's heading. ``best`` has for
    each passage (row) and term (column) the best of them all.
    """

    matches: Matches
    rows: Sequence[range]
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
) -> Meetings:
    """How each passage meets the terms."""
    matches = match(lexicon, terms, vocabulary, passages)
    bounds = [0, *accumulate(len(passage.starts) - 1 for passage in passages)]
    best = np.maximum.reduceat(matches.degrees, bounds[:-1], axis=0)
    # The last text of a passage is its frame.
    return Meetings(matches, [range(first, end - 1) for first, end in pairwise(bounds)], best)


def rank_scores(keyword: Floats, vector: Floats, met: Degrees, weights: Floats) -> Floats:
    """Each passage's score, 1 for the best, from two scores of the search, each at most 1.

    What a passage meets counts with its heading and title.
    """
    scores = keyword + vector + MET * coverage(met, weights)
    relative: Floats = np.exp(STEEPNESS * (scores - scores.max()))
    return relative
