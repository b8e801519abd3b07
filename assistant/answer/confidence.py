"""What is seen of a whole answer when it is judged whether the question is answered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answer.evidence import lacks_strictly, share_held
from assistant.answer.features import Evidence, Floats, coverage
from assistant.answer.select import Stretch

CONFIDENCE_FEATURES = (
    "best",  # logit of the likeliest sentence's probability
    "covered",  # share of the question's weight that the chosen sentences meet
    "framed",  # the same with their passages, headings and titles
    "unmet",  # the greatest share of the weight that one unmet term has
    "names",  # share of the weight of names that is not met there
    "known",  # share of the weight that any passage found meets
    "wanted",  # share of the wanted sorts (a date, a number…) that they hold
    "lacking",  # whether they lack a sort without which there is no answer
    "terms",  # logarithm of the number of terms
)

MET_FROM = 0.4
"""How well a term must be met to count as spoken of."""


def confidence_row(
    evidence: Evidence, chosen: Sequence[Stretch]
) -> tuple[Floats, NDArray[np.float32]]:
    """The features of an answer, and for each term how well the answer and its frame meet it."""
    weights = evidence.weights
    picked = [sentence for stretch in chosen for sentence in stretch.sentences]
    spots = {(s.document_id, s.start): i for i, s in enumerate(evidence.sentences)}
    rows = [spots[(s.document_id, s.start)] for s in picked]
    passages = {s.hit.passage.id for s in picked}
    inside = [i for i, s in enumerate(evidence.sentences) if s.hit.passage.id in passages]
    own = evidence.own[rows].max(axis=0)
    framed = np.maximum(evidence.own[inside].max(axis=0), evidence.framed[rows].max(axis=0))
    known = np.maximum(evidence.own.max(axis=0), evidence.framed.max(axis=0))
    names = weights * np.array([term.is_name for term in evidence.query.terms])
    text = " ".join(sentence.text for sentence in picked)
    best = float(np.clip(max(s.probability for s in chosen), 1e-6, 1 - 1e-6))
    total = weights.sum()
    values = {
        "best": np.log(best / (1 - best)),
        "covered": coverage(own, weights),
        "framed": coverage(framed, weights),
        "unmet": float((weights * (framed < MET_FROM)).max() / total),
        "names": float((names * (framed < MET_FROM)).sum() / total),
        "known": coverage(known, weights),
        "wanted": share_held(text, evidence.query.wants),
        "lacking": float(lacks_strictly(text, evidence.query.wants)),
        "terms": np.log(len(weights)),
    }
    return np.array([float(values[name]) for name in CONFIDENCE_FEATURES]), framed
