"""What is seen of a whole answer when it is judged whether the question is answered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answer.evidence import share_held
from assistant.answer.features import Evidence, Floats, coverage
from assistant.answer.select import Stretch

CONFIDENCE_FEATURES = (
    "best",  # logit of the likeliest sentence's probability
    "covered",  # share of the question's weight that all chosen sentences meet
    "best_covered",  # the same of the likeliest stretch alone
    "best_framed",  # the same with its passage, heading and title
    "unmet",  # the greatest share of the weight that one term has which is not met there
    "names",  # share of the weight of names that is not met there
    "known",  # share of the weight that any passage found meets
    "wanted",  # share of the wanted sorts (a date, a number…) that the likeliest stretch holds
    "terms",  # logarithm of the number of terms
)

MET_FROM = 0.4
"""How well a term must be met to count as spoken of."""


def confidence_row(
    evidence: Evidence, chosen: Sequence[Stretch]
) -> tuple[Floats, NDArray[np.float32]]:
    """The features of an answer, and for each term how well the answer and its frame meet it."""
    weights = evidence.weights
    names = weights * np.array([term.is_name for term in evidence.query.terms])
    own = [_own(evidence, stretch) for stretch in chosen]
    framed = [_framed(evidence, stretch) for stretch in chosen]
    text = " ".join(sentence.text for sentence in chosen[0].sentences)
    best = float(np.clip(max(s.probability for s in chosen), 1e-6, 1 - 1e-6))
    unmet = weights * (framed[0] < MET_FROM) / weights.sum()
    values = {
        "best": np.log(best / (1 - best)),
        "covered": coverage(np.max(own, axis=0), weights),
        "best_covered": coverage(own[0], weights),
        "best_framed": coverage(framed[0], weights),
        "unmet": unmet.max(),
        "names": (names * (framed[0] < MET_FROM)).sum() / weights.sum(),
        "known": coverage(np.max([*evidence.own, *evidence.framed], axis=0), weights),
        "wanted": share_held(text, evidence.query.wants),
        "terms": np.log(len(weights)),
    }
    row = np.array([float(values[name]) for name in CONFIDENCE_FEATURES])
    return row, np.max(framed, axis=0)


def _own(evidence: Evidence, stretch: Stretch) -> NDArray[np.float32]:
    spans = {(s.document_id, s.start) for s in stretch.sentences}
    rows = [i for i, s in enumerate(evidence.sentences) if (s.document_id, s.start) in spans]
    met: NDArray[np.float32] = evidence.own[rows].max(axis=0)
    return met


def _framed(evidence: Evidence, stretch: Stretch) -> NDArray[np.float32]:
    """How well the passages that a stretch stands in, their headings and titles, meet each term."""
    passages = {s.hit.passage.id for s in stretch.sentences}
    rows = [i for i, s in enumerate(evidence.sentences) if s.hit.passage.id in passages]
    met: NDArray[np.float32] = np.maximum(evidence.own[rows], evidence.framed[rows]).max(axis=0)
    return met
