"""Where something is mentioned: every document that speaks of it, with its plainest sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.question.plan import Query
from assistant.search.ranking import Meeting, meet
from corpus.lexicon import Lexicon
from corpus.model import DocumentRecord, Filters, Passage
from corpus.store import StoreReader
from corpus.word_match import COMPOUND

MOST = 4000
"""Passages that are read; they hold the words' parts, and most hold the words."""


SHORT = 40
"""Characters under which a sentence is half as plain a mention."""


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
    query: Query, store: StoreReader, lexicon: Lexicon, filters: Filters
) -> list[DocumentMentions]:
    """Every document that speaks of what a query asks, newest first.

    A passage speaks of it that has every term, in some form or compound or by a word for the same,
    in its sentences or else in its heading or title.
    """
    terms = query.terms
    if not terms:
        return []
    ranked = store.keyword_search(f"{query.keywords} {query.context}", MOST, filters)
    reading = store.read([key for key, _ in ranked])
    read = list(reading.words.values())
    meetings = meet(lexicon, terms, reading.vocabulary, read) if read else []
    by_id = dict(zip(reading.words, meetings, strict=True))
    by_document: dict[str, list[Mention]] = {}
    for passage in store.passages(list(reading.words)):
        mention = _mention(passage, by_id[passage.id])
        if mention is not None:
            by_document.setdefault(passage.document_id, []).append(mention)
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


def _mention(passage: Passage, meeting: Meeting) -> Mention | None:
    """The plainest sentence of a passage, or None where the passage does not speak of all terms."""
    own = meeting.sentences.exact
    inside = own.max(axis=0)
    speaks = np.maximum(inside, meeting.frame.exact[0]).min() >= COMPOUND
    # What title and heading alone have is mentioned once, where the document begins.
    if not speaks or (inside.max() < COMPOUND and passage.ordinal):
        return None
    spans = passage.sentences or ((passage.start, passage.end),)
    lengths = np.array([end - start for start, end in spans])
    # A heading or a label says less than a sentence.
    sums = own.sum(axis=1) * np.where(lengths < SHORT, 0.5, 1.0)
    best = int(np.argmax(sums))
    start, end = spans[best]
    return Mention(passage, start, end, float(sums[best]) / own.shape[1])
