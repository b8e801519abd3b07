"""What is seen of a whole answer when it is judged whether the question is answered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from assistant.answer.extractive.evidence import Evidence
from assistant.answer.extractive.features import feature_names
from assistant.answer.extractive.network import Network, probability
from assistant.answer.extractive.rows import MET_FROM
from assistant.answer.extractive.selection import Selection
from assistant.question.answer_types import AnswerType
from assistant.search.matching import Degrees, Floats, coverage
from assistant.search.sorts import count_new_names, share_held
from corpus.data_files import rows

FOUND_FROM = 0.25
"""Confidence below which nothing is claimed to answer the question."""

SURE_FROM = 0.8
"""Confidence from which an answer is given without reservation."""

UNSURE = 0.7
"""The confidence in what is not surely known to be the answer, at most."""


@cache
def confidence_names() -> tuple[str, ...]:
    """The features of ``confidence.tsv``, and those of the likeliest sentence, as in the model."""
    names = tuple(name for name, _ in rows("confidence.tsv", __package__))
    return (*names, *(f"sentence_{name}" for name in feature_names()))


def confidence_row(evidence: Evidence, selection: Selection) -> tuple[Floats, Degrees]:
    """The features of an answer, and for each term how well the answer and its frame meet it."""
    chosen = selection.stretches
    weights, wants = evidence.weights, evidence.query.types
    names = weights * np.array([term.is_name for term in evidence.query.terms])
    place = {s.place: i for i, s in enumerate(evidence.sentences)}
    places = [[place[s.place] for s in stretch.sentences] for stretch in chosen]
    own = [evidence.met[of].max(axis=0) for of in places]
    framed = [_framed(evidence, of) for of in places]
    text = " ".join(sentence.text for sentence in chosen[0].sentences)
    # Beside a sentence that is alone no other one is likely.
    likely = np.sort([*selection.probabilities, 0.0])[::-1].clip(1e-6, 1 - 1e-6)
    logits = np.log(likely / (1 - likely))
    lacking = framed[0] < MET_FROM
    figures = np.array([any(c.isdigit() for c in term.text) for term in evidence.query.terms])
    every = " ".join(sentence.text for stretch in chosen for sentence in stretch.sentences)
    named = np.log1p(count_new_names(every, evidence.query.words))
    hit = chosen[0].first.hit
    values = {
        "best": logits[0],
        "second": logits[1],
        "covered": coverage(np.max(own, axis=0), weights),
        "best_covered": coverage(own[0], weights),
        "best_exact": coverage(evidence.exact[places[0]].max(axis=0), weights),
        "best_framed": coverage(framed[0], weights),
        "unmet": (weights * lacking).max() / weights.sum(),
        "unmet_terms": lacking.mean(),
        "unmet_count": lacking.sum(),
        "names": (names * lacking).sum() / weights.sum(),
        "figures": (figures & lacking).sum() / max(1, figures.sum()),
        "topic": own[0][0],
        "topic_exact": evidence.exact[places[0], 0].max(),
        "topic_framed": framed[0][0],
        "last": own[0][-1],
        "known": coverage(np.maximum(evidence.met, evidence.framed).max(axis=0), weights),
        "wanted": share_held(text, wants),
        "beside": evidence.beside[places[0]].max(),
        "beside_any": max(evidence.beside[of].max() for of in places),
        "beside_topic": max(evidence.beside_topic[of].max() for of in places),
        "named": named,
        "named_list": named * (AnswerType.LIST in wants),
        "score": hit.score,
        "keyword": hit.keyword,
        "vector": hit.vector,
        "terms": np.log(len(weights)),
    }
    own_names = confidence_names()[: -len(feature_names())]
    asks = [name for name in own_names if name.startswith("asks_")]
    values |= {name: name.removeprefix("asks_") in wants for name in asks}
    row = np.array([float(values[name]) for name in own_names])
    sentence = selection.rows[int(np.argmax(selection.probabilities))]
    return np.concatenate([row, sentence]), np.max(framed, axis=0)


def trust(judges: Sequence[Network], row: Floats) -> float:
    """The probability that an answer with these features is right: the judges' mean.

    It is sure only where each of them is.
    """
    logits = np.array([judge.logits(row[None, :])[0] for judge in judges])
    whole = float(probability(logits.mean()))
    return whole if probability(logits.min()) >= SURE_FROM else min(whole, UNSURE)


def _framed(evidence: Evidence, stretch: Sequence[int]) -> Degrees:
    """How well the passages that a stretch stands in, their headings and titles, meet each term."""
    passage_of = evidence.passage_of
    rows = (passage_of >= passage_of[stretch[0]]) & (passage_of <= passage_of[stretch[-1]])
    met: Degrees = np.maximum(evidence.met[rows], evidence.framed[rows]).max(axis=0)
    return met
