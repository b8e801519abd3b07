"""All that is known of the sentences that an answer to one question is chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.sentences import Sentence, candidates
from assistant.answer.extractive.sorts import places
from assistant.question.query import Understood
from assistant.search.linear import Floats
from assistant.search.matching import Degrees, Matches, coverage
from assistant.search.retriever import Hit
from corpus.swedish import words

BESIDE = 6
"""Words on each side of a figure, a date or a name that tell what it is of."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences of the passages found for a question, and how they meet it.

    ``own`` is how well each sentence (row) meets each term (column), ``exact`` the same by letters
    alone, ``framed`` that of the title and heading that it stands under. ``news`` counts the words
    of each sentence that are not the question's. ``beside`` is the share of the question's weight
    that stands beside a figure, date or name of the sort asked for, ``beside_topic`` how well the
    question's first term is met there; 0 where there is none, or none is asked for. ``weights`` is
    how telling each term is.
    """

    query: Understood
    sentences: Sequence[Sentence]
    own: Degrees
    exact: Degrees
    framed: Degrees
    news: NDArray[np.int64]
    beside: Floats
    beside_topic: Floats
    weights: Floats


def gather(query: Understood, hits: Sequence[Hit], weights: Floats) -> Evidence:
    """The evidence in passages that were read for a question with at least one term."""
    sentences = candidates(hits)
    first = {}
    meetings = {}
    for index, sentence in enumerate(sentences):
        hit = sentence.hit
        if hit.meeting is not None and hit.passage.id not in first:
            first[hit.passage.id] = index
            meetings[hit.passage.id] = hit.meeting
    said = [meeting.sentences for meeting in meetings.values()]
    # A figure or name that the question holds itself is no answer to it.
    told = frozenset(words(query.question))
    beside = np.zeros((len(sentences), 2))
    for key, meeting in meetings.items():
        for row in range(len(meeting.sentences.news)):
            text = sentences[first[key] + row].text
            beside[first[key] + row] = _beside(
                meeting.sentences, row, places(text, query.wants, told), weights
            )
    return Evidence(
        query=query,
        sentences=sentences,
        own=np.concatenate([matches.degrees for matches in said]),
        exact=np.concatenate([matches.exact for matches in said]),
        framed=np.array([meetings[s.hit.passage.id].frame.degrees[0] for s in sentences]),
        news=np.concatenate([matches.news for matches in said]),
        beside=beside[:, 0],
        beside_topic=beside[:, 1],
        weights=weights,
    )


def _beside(
    matches: Matches, row: int, values: Sequence[int], weights: Floats
) -> tuple[float, float]:
    """The share of the question's weight beside a value, and how well its first term is met there.

    ``values`` are the words of the sentence, by number, where one begins.
    """
    said = matches.words_of(row)
    around = [
        matches.table[:, said[max(0, at - BESIDE) : at + BESIDE + 1]].max(axis=1)
        for at in values
        if len(said)
    ]
    if not around:
        return 0.0, 0.0
    met = np.array(around)
    return float(coverage(met, weights).max()), float(met[:, 0].max())
