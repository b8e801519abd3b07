"""Where something is mentioned: what is sent, and what comes back."""

from __future__ import annotations

from assistant.bodies.answer import Citation
from assistant.bodies.base import Body
from assistant.bodies.documents import DocumentRef
from assistant.bodies.question import FilterBody, QuestionText


class MentionsBody(Body):
    """What to look for, and among which documents."""

    query: QuestionText
    filters: FilterBody = FilterBody()


class MentionEntry(Body):
    """A document that speaks of it: in how many passages, and the plainest sentence of them.

    ``citations`` are a sentence of each of those passages, in reading order.
    """

    document: DocumentRef
    count: int
    citation: Citation
    citations: list[Citation]


class MentionsReply(Body):
    """Every document that speaks of it, newest first; ``total`` counts the passages."""

    query: str
    total: int
    documents: list[MentionEntry]
