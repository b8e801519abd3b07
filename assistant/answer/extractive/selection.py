"""Choosing the sentences that answer: a trained probability for each, then the likeliest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer.extractive.evidence import Evidence
from assistant.answer.extractive.features import feature_rows
from assistant.answer.extractive.quoted_along import with_antecedents, with_bridges, with_lists
from assistant.answer.extractive.rows import MET_FROM
from assistant.answer.extractive.sentences import Sentence, adjoin
from assistant.question.answer_types import AnswerType
from assistant.search.matching import Floats
from corpus.model import CELL_SEPARATOR

CHARACTERS = 560
"""An answer stops growing here."""

LOOKUP = 0.9
"""Least probability of a row that holds all that is asked for, which training saw too few of."""

AGAIN = 0.2
"""What the probability counts of a sentence that answered the question before."""

ONWARD = 40.0
"""What the odds count of a sentence that goes on from such a one, and holds what is asked for."""

UNNAMED, LIKELY = 0.5, 0.3
"""What the probability counts of a sentence that lacks a name that is asked for, where one that has
it is at least this likely, against the likeliest."""

RELATIVE, SURELY, LEAST = 0.03, 0.15, 0.005
"""A further sentence is taken from a share of the best one's probability: from this one where that
is low, from nearly the second where it is sure; and from the third probability in any case."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring sentences that are quoted as one; ``probability`` is the best one's."""

    sentences: tuple[Sentence, ...]
    probability: float

    @property
    def first(self) -> Sentence:
        """The sentence that it begins with."""
        return self.sentences[0]

    @property
    def end(self) -> int:
        """Where it ends in the document's text."""
        return self.sentences[-1].end

    def may_announce(self, other: Stretch) -> bool:
        """Whether it stands before a list item under the same heading."""
        one, item = self.first, other.first
        alike = (one.document_id, one.heading) == (item.document_id, item.heading)
        is_row = CELL_SEPARATOR in item.text
        return item.is_item and not is_row and alike and self.end <= item.start

    def overlaps(self, other: Stretch) -> bool:
        """Whether the two share any text."""
        return (
            self.first.document_id == other.first.document_id
            and self.first.start < other.end
            and other.first.start < self.end
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """The stretches that make an answer, likeliest first.

    ``rows`` of features and ``probabilities`` are those of the evidence's sentences, in order.
    """

    stretches: tuple[Stretch, ...]
    rows: Floats
    probabilities: Floats


def choose(evidence: Evidence, judge: Callable[[Evidence, Floats], Floats]) -> Selection:
    """The stretches that make the answer; none where there is no sentence.

    ``judge`` gives each sentence, with its row of features, the probability that it answers.
    """
    if not evidence.sentences:
        return Selection((), np.zeros((0, 0)), np.zeros(0))
    labels = np.array([sentence.is_label for sentence in evidence.sentences])
    # What holds no word but the question's own tells nothing either, but for "Förkunskaper: Inga",
    # and a statement: it says that it is so, or its heading tells of what.
    states = evidence.lookups | np.array([one.text.endswith(".") for one in evidence.sentences])
    silent = labels | ((evidence.news == 0) & ~states) | evidence.outdone
    rows = feature_rows(evidence)
    judged = _going_on(evidence, judge(evidence, rows))
    judged = _named_first(evidence, judged)
    judged = np.where(evidence.lookups, np.maximum(judged, LOOKUP), judged)
    probabilities = np.where(silent, 0.0, judged)
    likely = _likely(evidence.sentences, probabilities)
    run_in = AnswerType.LIST in evidence.query.types
    listed = with_lists(evidence.sentences, likely, run_in=run_in)
    whole = with_antecedents(evidence.sentences, with_bridges(evidence.sentences, listed))
    # What is known to be of something else is no part of a list either.
    whole -= {index for index in whole if evidence.outdone[index] and index not in likely}
    stretches = _stretches(evidence.sentences, whole, probabilities)
    return Selection(tuple(stretches), rows, probabilities)


def _going_on(evidence: Evidence, judged: Floats) -> Floats:
    """The probabilities where the question leans on one that was answered."""
    odds: Floats = judged / (1 - judged).clip(1e-9) * np.where(evidence.onward, ONWARD, 1.0)
    weighed: Floats = odds / (1 + odds) * np.where(evidence.again, AGAIN, 1.0)
    return weighed


def _named_first(evidence: Evidence, judged: Floats) -> Floats:
    """The probabilities, with likely sentences first that have the names that are asked for.

    Asked about Boden, the figure of its row comes before that of the whole county.
    """
    names = np.array([term.is_name for term in evidence.query.terms])
    met = np.maximum(evidence.met, evidence.framed)[:, names] >= MET_FROM
    has = met.all(axis=1)
    best, named = judged.max(), judged[has].max(initial=0.0)
    if named < LIKELY * best or not best:
        return judged
    return np.where(has, judged * best / named, UNNAMED * judged)


def _stretches(
    sentences: Sequence[Sentence], chosen: set[int], probabilities: Floats
) -> list[Stretch]:
    """Chosen neighbours as one, likeliest first."""
    stretches = []
    run: list[int] = []
    for index in [*sorted(chosen), -1]:
        if run and (index != run[-1] + 1 or not adjoin(*sentences[index - 1 : index + 1])):
            best = float(max(probabilities[i] for i in run))
            stretches.append(Stretch(tuple(sentences[i] for i in run), best))
            run = []
        run.append(index)
    return sorted(stretches, key=lambda s: -s.probability)


def _likely(sentences: Sequence[Sentence], probabilities: Floats) -> list[int]:
    """The likeliest sentence and further likely ones as long as there is room, likeliest first."""
    order = np.argsort(-probabilities, kind="stable").tolist()
    best = float(probabilities[order[0]])
    usual = max(LEAST, best * RELATIVE)
    sure = max(usual, best * SURELY * best**2)
    # What goes on from the likeliest under a heading that asks belongs to the answer sooner.
    after = order[0] + 1
    goes_on = after < len(sentences) and adjoin(*sentences[after - 1 : after + 1])
    goes_on = goes_on and sentences[order[0]].heading.endswith("?")
    used = len(sentences[order[0]].text)
    chosen = {sentences[order[0]].text: order[0]}
    for index in order[1:]:
        text = sentences[index].text
        room = used + len(text) <= CHARACTERS
        floor = usual if goes_on and index == after else sure
        if probabilities[index] >= floor and room and text not in chosen:
            chosen[text] = index
            used += len(text)
    return list(chosen.values())
