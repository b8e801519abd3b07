"""What is seen of a whole answer when it is judged whether the question is answered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.answer.extractive.evidence import Evidence
from assistant.answer.extractive.features import MET_FROM
from assistant.answer.extractive.selection import Stretch
from assistant.answer.extractive.sorts import names_told, share_held
from assistant.question.answer_types import AnswerType
from assistant.search.linear import Floats
from assistant.search.matching import Degrees, coverage

_SORTS = (
    AnswerType.COUNT,
    AnswerType.NUMBER,
    AnswerType.MONEY,
    AnswerType.DATE,
    AnswerType.PERSON,
    AnswerType.LIST,
    AnswerType.REASON,
)

CONFIDENCE_FEATURES = (
    "best",  # logit of the likeliest sentence's probability
    "covered",  # share of the question's weight that all chosen sentences meet
    "best_covered",  # the same of the likeliest stretch alone
    "best_exact",  # the same by letters alone
    "best_framed",  # the same with its passages, heading and title
    "unmet",  # the greatest share of the weight that one term has which is not met there
    "unmet_terms",  # share of the terms that are not met there
    "unmet_count",  # and how many they are
    "names",  # share of the weight of names that is not met there
    "figures",  # share of the question's figures that are not met there
    "topic",  # how well the likeliest stretch meets the question's first term
    "topic_exact",  # the same by letters alone
    "topic_framed",  # the same with its passages, heading and title
    "last",  # how well it meets the question's last term
    "known",  # share of the weight that any passage found meets
    "wanted",  # share of the wanted sorts (a date, a number…) that the likeliest stretch holds
    "beside",  # share met beside the figure, date or name asked for, in the likeliest stretch
    "beside_any",  # the same in any chosen stretch
    "beside_topic",  # how well the question's first term is met there
    "named",  # logarithm of the names that the chosen stretches hold and the question does not
    "named_list",  # the same where a list is asked for
    "score",  # its passage's score
    "keyword",
    "vector",
    "terms",  # logarithm of the number of terms
    *(f"asks_{sort.value}" for sort in _SORTS),
)


def confidence_row(evidence: Evidence, chosen: Sequence[Stretch]) -> tuple[Floats, Degrees]:
    """The features of an answer, and for each term how well the answer and its frame meet it."""
    weights, wants = evidence.weights, evidence.query.types
    names = weights * np.array([term.is_name for term in evidence.query.terms])
    place = {s.place: i for i, s in enumerate(evidence.sentences)}
    rows = [[place[s.place] for s in stretch.sentences] for stretch in chosen]
    own = [evidence.met[of].max(axis=0) for of in rows]
    framed = [_framed(evidence, stretch) for stretch in chosen]
    text = " ".join(sentence.text for sentence in chosen[0].sentences)
    best = float(np.clip(max(s.probability for s in chosen), 1e-6, 1 - 1e-6))
    lacking = framed[0] < MET_FROM
    figures = np.array([any(c.isdigit() for c in term.text) for term in evidence.query.terms])
    every = " ".join(sentence.text for stretch in chosen for sentence in stretch.sentences)
    named = np.log1p(names_told(every, evidence.query.words))
    hit = chosen[0].first.hit
    values = {
        "best": np.log(best / (1 - best)),
        "covered": coverage(np.max(own, axis=0), weights),
        "best_covered": coverage(own[0], weights),
        "best_exact": coverage(evidence.exact[rows[0]].max(axis=0), weights),
        "best_framed": coverage(framed[0], weights),
        "unmet": (weights * lacking).max() / weights.sum(),
        "unmet_terms": lacking.mean(),
        "unmet_count": lacking.sum(),
        "names": (names * lacking).sum() / weights.sum(),
        "figures": (figures & lacking).sum() / max(1, figures.sum()),
        "topic": own[0][0],
        "topic_exact": evidence.exact[rows[0], 0].max(),
        "topic_framed": framed[0][0],
        "last": own[0][-1],
        "known": coverage(np.max([*evidence.met, *evidence.framed], axis=0), weights),
        "wanted": share_held(text, wants),
        "beside": evidence.beside[rows[0]].max(),
        "beside_any": max(evidence.beside[of].max() for of in rows),
        "beside_topic": max(evidence.beside_topic[of].max() for of in rows),
        "named": named,
        "named_list": named * (AnswerType.LIST in wants),
        "score": hit.score,
        "keyword": hit.keyword,
        "vector": hit.vector,
        "terms": np.log(len(weights)),
        **{f"asks_{sort.value}": sort in wants for sort in _SORTS},
    }
    row = np.array([float(values[name]) for name in CONFIDENCE_FEATURES])
    return row, np.max(framed, axis=0)


def _framed(evidence: Evidence, stretch: Stretch) -> Degrees:
    """How well the passages that a stretch stands in, their headings and titles, meet each term."""
    passages = {s.hit.passage.id for s in stretch.sentences}
    rows = [i for i, s in enumerate(evidence.sentences) if s.hit.passage.id in passages]
    met: Degrees = np.maximum(evidence.met[rows], evidence.framed[rows]).max(axis=0)
    return met
