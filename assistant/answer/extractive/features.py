"""What is seen of each sentence when it is judged as an answer; one row of figures a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.evidence import Evidence
from assistant.answer.extractive.rows import MET_FROM
from assistant.question.answer_types import AnswerType
from assistant.search.matching import Degrees, Floats, coverage
from assistant.search.patterns import compiled
from assistant.search.sorts import share_held
from corpus.data_files import rows

LEVELS = {"partly": 0.45, "well": 0.7, "fully": 0.9}
"""Degrees at which a term counts as met, by the names of their features."""


@cache
def feature_names() -> tuple[str, ...]:
    """The features of ``features.tsv``, in the order of the trained model."""
    return tuple(name for name, _ in rows("features.tsv", __package__))


def feature_rows(evidence: Evidence) -> Floats:
    """One row for each sentence, one column for each of ``features.tsv``."""
    sentences, own, weights = evidence.sentences, evidence.met, evidence.weights
    names = weights * np.array([term.is_name for term in evidence.query.terms])
    joined = evidence.joined
    one = shifted(own, joined)
    two = shifted(one, joined)
    recent = np.maximum(np.maximum(own, one), two)
    keys = evidence.passage_of
    around = _passage_best(keys, np.maximum(own, evidence.framed))
    covered = coverage(own, weights)
    with_before = coverage(recent, weights)
    passage = coverage(around, weights)
    after = np.append(covered[1:] * joined[1:], 0.0)
    held = np.array([share_held(s.text, evidence.query.types) for s in sentences])
    lengths = np.array([len(s.text) for s in sentences], dtype=np.float64)
    texts = [s.text for s in sentences]
    colons = np.array([text.rstrip("”\"' ").endswith(":") for text in texts])
    items = np.array([s.is_item for s in sentences])
    lists = AnswerType.LIST in evidence.query.types
    scores = np.array([s.hit.score for s in sentences])
    best = keys[int(np.argmax(scores))]
    columns = {
        "own": covered,
        "own_relative": _relative(covered),
        "exact": coverage(evidence.exact, weights),
        "best": own.max(axis=1),
        "terms": (own >= MET_FROM).mean(axis=1),
        "topic": own[:, 0],
        "topic_recent": recent[:, 0],
        "topic_framed": np.maximum(recent, evidence.framed)[:, 0],
        "before": coverage(one, weights),
        "after": after,
        "with_before": with_before,
        "with_before_relative": _relative(with_before),
        "passage": passage,
        "passage_relative": _relative(passage),
        "heading": coverage(evidence.framed, weights),
        "names": coverage(around, names) if names.any() else np.ones(len(texts)),
        "names_own": coverage(recent, names) if names.any() else np.ones(len(texts)),
        "score": scores,
        "keyword": np.array([s.hit.keyword for s in sentences]),
        "vector": np.array([s.hit.vector for s in sentences]),
        "first": keys == best,
        "wanted": held,
        "wanted_own": held * with_before,
        "beside": evidence.beside,
        "beside_relative": _relative(evidence.beside),
        "beside_topic": evidence.beside_topic,
        "density": np.minimum(1.0, own.sum(axis=1) * 7 / np.maximum(lengths, 7)),
        "news": np.log1p(evidence.news),
        "length": np.log(np.maximum(lengths, 1)),
        "short": lengths < 40,
        "opens": np.array([s.start == s.hit.passage.spans[0][0] for s in sentences]),
        "announced": np.append(False, colons[:-1]) & joined,
        "announces": np.array([":" in text for text in texts]),
        "item": items,
        **_likeness(evidence),
        **_degrees(own, weights),
        **_contents(texts),
        "ordinal": np.log1p([s.hit.passage.ordinal for s in sentences]),
        "rank": _ranks(scores, keys.tolist()),
        "document_rank": _ranks(scores, [s.document_id for s in sentences]),
        "query_terms": np.full(len(texts), len(weights)),
        "listed": lists & (items | np.array([text.count(",") >= 2 for text in texts])),
    }
    for name in feature_names():
        if name.startswith("asks_"):
            asks = name.removeprefix("asks_") in evidence.query.types
            columns[name] = np.full(len(texts), asks)
    table = np.empty((len(texts), len(feature_names())))
    for column, name in enumerate(feature_names()):
        table[:, column] = columns[name]
    return table


def _likeness(evidence: Evidence) -> dict[str, Floats]:
    """How near each sentence, its neighbours and its frame are to the question in what they say."""
    alike, framed = evidence.alike, evidence.frame_alike
    return {
        "alike": alike,
        "alike_relative": _relative(alike),
        "alike_above": alike - np.median(alike),
        "frame_alike": framed,
        "frame_alike_above": framed - framed.max(),
        "alike_before": np.append(0.0, alike[:-1]),
        "alike_after": np.append(alike[1:], 0.0),
    }


def _degrees(own: Degrees, weights: Floats) -> dict[str, Floats]:
    """How much of the question's weight each sentence meets at least so well."""
    shares = weights / max(float(weights.sum()), 1e-9)
    reached = {f"met_{name}": (own >= least) @ shares for name, least in LEVELS.items()}
    two = np.sort(own * shares, axis=1)[:, -2:].sum(axis=1)
    return {**reached, "met_least": own.min(axis=1), "met_two": two}


def _contents(texts: Sequence[str]) -> dict[str, Floats]:
    """What each sentence holds of names, figures, shares and amounts."""
    patterns = compiled("sentences")

    lowered = [text.lower() for text in texts]

    def count(name: str) -> Floats:
        return np.array([len(patterns[name].findall(text)) for text in texts], dtype=np.float64)

    def held(name: str) -> Floats:
        found = patterns[name].search
        return np.array([found(text) is not None for text in lowered], dtype=np.float64)

    return {
        "capitals": np.log1p(count("capital_inside")),
        "figures": np.log1p(count("figure")),
        "percent": held("percent"),
        "amount": held("amount"),
    }


def _ranks(scores: Floats, keys: Sequence[object]) -> Floats:
    """For each sentence the place of its passage, or document, by its best score; 0 comes first."""
    order = dict.fromkeys(keys[i] for i in np.argsort(-scores, kind="stable"))
    places = {key: place for place, key in enumerate(order)}
    return np.array([places[key] for key in keys], dtype=np.float64)


def _relative(values: Floats) -> Floats:
    """Each value against the greatest."""
    relative: Floats = values / max(float(values.max()), 1e-9)
    return relative


def shifted(rows: Degrees, joined: NDArray[np.bool_]) -> Degrees:
    """Each row's predecessor where the two adjoin, else zeros."""
    moved = np.zeros_like(rows)
    moved[1:] = rows[:-1] * joined[1:, None]
    return moved


def _passage_best(passage_of: NDArray[np.intp], rows: Degrees) -> Degrees:
    """For each sentence the best of all rows of its passage, term by term."""
    first = np.flatnonzero(np.diff(passage_of, prepend=-1))
    best: Degrees = np.maximum.reduceat(rows, first, axis=0)[passage_of]
    return best
