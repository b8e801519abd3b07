"""Where something is mentioned: every document, place or year that speaks of it, a quote each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer.compose import ROOM, CitedLine, CitedPart
from assistant.bodies.answer import Citation, PartKind
from assistant.question.plan import Grouping, Query, Term
from assistant.search.ranking import Meeting, meet
from assistant.words.languages import Language, texts
from corpus.lexicon import Lexicon
from corpus.model import DocumentRecord, Filters, Passage
from corpus.store import Store
from corpus.swedish import normalise
from corpus.word_match import COMPOUND

MOST = 4000
"""Passages that are read; they hold the words' parts, and most hold the words."""

AROUND, SHORTEST = 90, 30
"""Characters of a quote on a line of the text, and those under which none is shown; the citation
has the whole sentence."""

MARKS = 12
"""Characters that the marks of a line take: number of places, quotation marks, citation."""


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
    query: Query, store: Store, lexicon: Lexicon, filters: Filters
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
    read = [reading.words[passage.id] for passage in reading.passages]
    meetings = meet(lexicon, terms, reading.vocabulary, read) if read else []
    by_document: dict[str, list[Mention]] = {}
    for passage, meeting in zip(reading.passages, meetings, strict=True):
        mention = _mention(passage, meeting)
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
    # Title and heading may say of what a passage speaks, but not alone that it speaks of it.
    speaks = np.maximum(inside, meeting.frame.exact[0]).min() >= COMPOUND
    if not speaks or inside.max() < COMPOUND:
        return None
    sums = own.sum(axis=1)
    best = int(np.argmax(sums))
    start, end = (passage.sentences or ((passage.start, passage.end),))[best]
    return Mention(passage, start, end, float(sums[best]) / own.shape[1])


@dataclass(frozen=True, slots=True)
class Listing:
    """What mentions are listed: of a ``theme`` by its terms, in groups of a sort, in a language."""

    theme: str
    terms: Sequence[Term]
    grouping: Grouping
    language: Language


Group = tuple[str, Sequence[tuple[DocumentRecord, Mention]]]
"""A name of a document, place or year, and the mentions under it, the one to quote first."""


def mention_parts(
    listing: Listing,
    groups: Sequence[Group],
    cite_mention: Callable[[DocumentRecord, Mention], Citation | None],
) -> list[CitedPart]:
    """A line a group: its name, how many passages, and a short quote as far as there is room."""
    known = texts(__package__, "mentions.toml")
    name = f"{listing.grouping.value}.{'one' if len(groups) == 1 else 'many'}"
    heading = known[name].get(
        listing.language,
        theme=listing.theme,
        groups=len(groups),
        places=sum(len(several) for _, several in groups),
    )
    room = ROOM - len(heading) - sum(len(title) + MARKS for title, _ in groups)
    around = min(AROUND, room // max(1, len(groups)) - MARKS)
    lines = []
    for title, several in groups:
        record, mention = several[0]
        citation = cite_mention(record, mention)
        if citation is not None:
            shown = f"{title} ({len(several)})" if len(several) > 1 else title
            if around >= SHORTEST:
                shown = f"{shown}: ”{_window(mention, listing.terms, around)}”"
            lines.append(CitedLine(shown, (citation,), item=True))
    return [CitedPart(PartKind.LIST, tuple(lines), heading=heading)] if lines else []


def _window(mention: Mention, terms: Sequence[Term], length: int) -> str:
    """Whole words of the mention's sentence around the first term that it holds."""
    first = mention.passage.start
    text = normalise(mention.passage.text[mention.start - first : mention.end - first])
    if len(text) <= length:
        return text
    lowered = text.lower()
    at = min((p for t in terms if (p := lowered.find(t.text[:5])) >= 0), default=0)
    start = max(0, min(at - length // 3, len(text) - length))
    start = 0 if start == 0 else text.find(" ", start) + 1
    end = min(len(text), start + length)
    end = end if end == len(text) else max(text.rfind(" ", start, end), start + 1)
    return text[start:end].strip()
