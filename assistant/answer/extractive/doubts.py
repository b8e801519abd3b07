"""What keeps an answer from being sure, whatever its judges say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.confidence import FOUND_FROM, SURE_FROM, UNSURE
from assistant.answer.extractive.evidence import Evidence
from assistant.answer.extractive.rows import MET_FROM
from assistant.answer.extractive.selection import Selection
from assistant.question.answer_types import AnswerType, asks_whether
from assistant.question.label_sorts import asked_labels, topic_of
from assistant.search.matching import Degrees, coverage
from corpus.model import CELL_SEPARATOR
from corpus.swedish import fold

WHOSE = 0.6
"""Share of the words for whom is asked for that a sentence about him has at least."""

OF_SOMEBODY = frozenset({AnswerType.PHONE, AnswerType.EMAIL})
"""What is wrong of anybody but the one who is asked for."""


def bounded(probability: float, evidence: Evidence, selection: Selection, met: Degrees) -> float:
    """The confidence in an answer, within what is known of its likeliest sentence.

    A row that the question names is surely the answer where all that is asked for stands in it or
    around it. It surely is not known to be where it is not named, as another row may be meant, or
    where a word of the question is met nowhere (``met``).
    """
    best = int(np.argmax(selection.probabilities))
    if evidence.lookups[best]:
        return max(probability, SURE_FROM)
    if evidence.onward[best]:
        probability = max(probability, FOUND_FROM)
    asks = np.array([term.share == 1 for term in evidence.query.terms])
    # What only meets words of the question before does not surely answer this one.
    speaks = asks.all() or (met[asks] >= MET_FROM).any()
    if (
        evidence.amiss[best]
        or not speaks
        or _is_somebody_elses(evidence, best)
        or _is_open(evidence, selection, asks)
    ):
        return min(probability, UNSURE)
    if CELL_SEPARATOR not in evidence.sentences[best].text:
        return probability
    many = AnswerType.LIST in evidence.query.types
    if (evidence.own_words[best] or many) and (met >= MET_FROM).all():
        return probability
    return min(probability, UNSURE)


def _is_somebody_elses(evidence: Evidence, best: int) -> bool:
    """Whether a telephone or mail is asked for, and a sentence hardly tells that it is theirs."""
    if OF_SOMEBODY.isdisjoint(evidence.query.types):
        return False
    # Of the question before as well, where this one leans on it: its words are among the terms.
    asking = frozenset().union(*(one.words for one in asked_labels(fold(evidence.query.text))))
    terms = [term.text for term in evidence.query.terms]
    whose = [term not in asking and bool(topic_of(term)) for term in terms]
    met = np.maximum(evidence.met[best], evidence.framed[best])[whose]
    return bool(any(whose) and coverage(met[None, :], evidence.weights[whose])[0] < WHOSE)


def _is_open(evidence: Evidence, selection: Selection, asks: NDArray[np.bool_]) -> bool:
    """Whether yes or no is asked for, and a word of the question is met nowhere near the answer.

    It may be the very condition: "Måste jag ha gymnasiet för att gå kursen?".
    """
    near = evidence.rows_of(selection.stretches[0].sentences)
    met = np.maximum(evidence.met[near], evidence.framed[near]).max(axis=0)
    return asks_whether(fold(evidence.query.swedish)) and bool((met[asks] < MET_FROM).any())
