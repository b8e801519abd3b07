"""Where something is mentioned: every document that speaks of it, with its plainest sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.question.plan import Query
from assistant.search.matching import Degrees, by_letters
from corpus.model import CELL_SEPARATOR, DocumentRecord, Filters, Passage
from corpus.store import StoreReader
from corpus.word_match import COMPOUND

MOST = 4000
"""Passages that are read; they hold the words' parts, and most hold the words."""

TELLING = 30
"""Characters of the shortest sentence that tells more than that something is there."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that speaks of something, and how well: 1 where it has the very words."""

    passage: Passage
    start: int
    end: int
    degree: float


@dataclass(frozen=True, slots=True)
class DocumentMentions:
    """The passages of one document that speak of something, the plainest mention first."""

    record: DocumentRecord
    mentions: tuple[Mention, ...]


def mentions_of(
    query: Query, store: StoreReader, filters: Filters, *, headed: bool = False
) -> list[DocumentMentions]:
    """Every document that speaks of what a query asks, newest first.

    A passage speaks of it that has every term, in some form or compound or by a word for the same,
    in its sentences or else in its heading or title. Where these alone do, the document's beginning
    counts; with ``headed`` also what stands below each heading that has a term.
    """
    if not query.terms:
        return []
    ranked = store.keyword_search(f"{query.keywords} {query.context}", MOST, filters)
    reading = store.read([key for key, _ in ranked])
    if not reading.words:
        return []
    met = by_letters(query.terms, reading.vocabulary, list(reading.words.values()))
    bounds = np.cumsum([0, *(len(words.starts) - 1 for words in reading.words.values())])
    speaks = np.maximum.reduceat(met, bounds[:-1], axis=0).min(axis=1) >= COMPOUND
    keys = list(reading.words)
    # The last text of a passage is its frame.
    speaking = {keys[i]: met[bounds[i] : bounds[i + 1] - 1] for i in np.flatnonzero(speaks)}
    by_document: dict[str, list[Mention]] = {}
    for passage in store.passages(list(speaking)):
        own = speaking[passage.id]
        by_heading = headed and any(t.text[:5] in passage.heading.lower() for t in query.terms)
        if own.max() >= COMPOUND or passage.ordinal == 0 or by_heading:
            by_document.setdefault(passage.document_id, []).append(_mention(passage, own))
    records = ((store.record(key), several) for key, several in by_document.items())
    documents = [
        DocumentMentions(record, tuple(sorted(several, key=lambda m: (-m.degree, m.start))))
        for record, several in records
        if record is not None
    ]
    return sorted(
        documents,
        key=lambda d: (str(d.record.metadata.published or ""), d.record.source),
        reverse=True,
    )


def _mention(passage: Passage, met: Degrees) -> Mention:
    """The plainest sentence of a passage that speaks of all terms, rather than a row or a label."""
    spans = passage.sentences or ((passage.start, passage.end),)
    sums = met.sum(axis=1)

    def worth(place: int) -> tuple[float, bool]:
        start, end = (offset - passage.start for offset in spans[place])
        told = end - start >= TELLING and CELL_SEPARATOR not in passage.text[start:end]
        return float(sums[place]), told

    best = max(range(len(sums)), key=worth)
    start, end = spans[best]
    return Mention(passage, start, end, float(sums[best]) / met.shape[1])
