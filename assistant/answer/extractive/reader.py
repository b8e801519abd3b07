"""Reads each sentence beside the question: what its words say to each word that is asked.

Each term of the question looks among the words of a sentence for what is like it (attention, as of
Bahdanau, Cho and Bengio 2015) and is compared with what it finds; what sort of thing is asked for
looks once more.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from assistant.answer.extractive.evidence import Evidence
from assistant.answer.extractive.features import feature_names
from assistant.answer.extractive.network import Network, load_network, probability
from assistant.search.matching import Floats
from corpus.lexicon import Lexicon

Array = Any
"""An array of NumPy or a tensor of torch: what reads and what is trained is one function."""

FARTHEST_NEAR = 12.0
"""How near or far two words count at most, as a power of e."""

TINY = 1e-9


class Pairing(NamedTuple):
    """What is read: T terms, U different words, S sentences.

    ``terms`` (T × 131) and ``words`` (U × 131) are what the words say, with the term's share of the
    question's weight and whether it is a name; with whether the word holds a figure, and how well
    it meets a term at best. ``degrees`` (T × U) is how well each meets each, ``counts`` (S × U) how
    often each stands in each sentence, ``met`` (S × T × 2) how well the sentence and what stands
    above it meet each term, ``follows`` (S × S) which sentence follows on which, ``sorts`` which
    sorts of things are asked for.
    """

    terms: Array
    words: Array
    degrees: Array
    counts: Array
    met: Array
    follows: Array
    sorts: Array


@dataclass(frozen=True, slots=True)
class SentenceReader:
    """Judges sentences by their features alone, and by what is read of them as well.

    The two are trained apart, and the mean of their logits counts: what is read knows paraphrases,
    but is at home among texts of the kind that it learnt from.
    """

    plain: Network
    tables: Mapping[str, Array]
    network: Network
    lexicon: Lexicon

    def probabilities(self, evidence: Evidence, rows: Floats) -> Floats:
        """The probability that each sentence answers; ``rows`` are its features."""
        read = read_page(self.tables, page_of(evidence, rows, self.lexicon))
        reading = self.network.logits(np.hstack([rows, *read]))
        return probability((self.plain.logits(rows) + reading) / 2)


def load_reader(plain: Path, path: Path, lexicon: Lexicon) -> SentenceReader:
    """The trained reader; ``evals.training.answers`` makes it."""
    from safetensors.numpy import load_file

    tables = load_file(path)
    of = {name[len(READ) :]: table for name, table in tables.items() if name.startswith(READ)}
    names = feature_names()
    return SentenceReader(load_network(plain, names), of, load_network(path, names), lexicon)


READ = "read_"
"""What the names of its tables begin with in the file."""


@cache
def sort_columns() -> tuple[int, ...]:
    """Which features are the sorts of things that are asked for."""
    return tuple(i for i, name in enumerate(feature_names()) if name.startswith("asks_"))


def page_of(evidence: Evidence, rows: Floats, lexicon: Lexicon) -> Pairing:
    """What is read of evidence with these rows of features."""
    words, terms = evidence.wording, evidence.query.terms
    share = evidence.weights / max(float(evidence.weights.sum()), TINY)
    asked = lexicon.readings(lexicon.numbers([term.text for term in terms]))
    names = [term.is_name for term in terms]
    best = words.degrees.max(axis=0)
    sentences, different = len(words.lengths), len(words.numbers)
    places = np.repeat(np.arange(sentences), words.lengths) * different + words.columns
    counts = np.bincount(places, minlength=sentences * different)
    said = [lexicon.readings(words.numbers), words.figures, best]
    return Pairing(
        terms=np.column_stack([asked, share, names]).astype(np.float32),
        words=np.column_stack(said).astype(np.float32),
        degrees=words.degrees,
        counts=counts.reshape(sentences, different).astype(np.float32),
        met=np.stack([evidence.met, evidence.framed], axis=2).astype(np.float32),
        follows=(np.eye(sentences, k=-1) * evidence.joined[:, None]).astype(np.float32),
        sorts=rows[0, sort_columns()].astype(np.float32),
    )


def read_page(tables: Mapping[str, Array], page: Pairing) -> tuple[Array, Array, Array]:
    """What is read of each sentence (a row each), of the one before it and of the one after it."""
    asked = page.terms @ tables["asked"] + tables["asked_bias"]
    said = page.words @ tables["said"] + tables["said_bias"]
    width = asked.shape[1]
    keys, values, sort_keys, sort_values = (said[:, i * width : (i + 1) * width] for i in range(4))
    near = _powers(asked @ keys.T / math.sqrt(width) + tables["strength"] * page.degrees)
    total = page.counts @ near.T + TINY
    found = page.counts @ (near.T[:, :, None] * values[:, None, :]).reshape(
        len(values), len(near) * width
    )
    found = found.reshape(*total.shape, width) / total[:, :, None]
    agreed = page.counts @ (near * page.degrees).T / total
    compared = (
        (asked * found) @ tables["product"]
        + abs(asked - found) @ tables["apart"]
        + found @ tables["found"]
        + page.met @ tables["met"]
        + agreed[:, :, None] * tables["agreed"]
        + page.terms @ tables["term"]
        + tables["term_bias"]
    ).clip(0)
    share = page.terms[:, -2]
    terms = (compared * (0.5 * share + 0.5 / len(share))[:, None]).sum(1)
    sort = page.sorts @ tables["sort"] + tables["sort_bias"]
    near = _powers(sort_keys @ sort / math.sqrt(width))
    found = (page.counts @ (near[:, None] * sort_values)) / (page.counts @ near + TINY)[:, None]
    held = (found * sort) @ tables["held"] + found @ tables["held_found"] + tables["held_bias"]
    read = terms @ tables["of_terms"] + held.clip(0) @ tables["of_held"]
    return read, page.follows @ read, page.follows.T @ read


def _powers(near: Array) -> Array:
    return math.e ** near.clip(-FARTHEST_NEAR, FARTHEST_NEAR)
