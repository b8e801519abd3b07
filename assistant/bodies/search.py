"""Passages as a search gives them."""

from __future__ import annotations

from assistant.bodies.base import Body
from assistant.bodies.documents import DocumentRef
from corpus.model import DocumentRecord, Passage


class FoundPassage(Body):
    """A passage that fits a query, best score 1 at most."""

    id: str
    score: float
    text: str
    heading: str
    pages: list[int]
    document: DocumentRef

    @classmethod
    def of(cls, passage: Passage, record: DocumentRecord, score: float) -> FoundPassage:
        """A passage with its document and score."""
        return cls(
            id=passage.id,
            score=round(score, 4),
            text=passage.text,
            heading=passage.heading,
            pages=list(passage.pages),
            document=DocumentRef.of(record),
        )


class SearchReply(Body):
    """The passages that fit a query, best first."""

    query: str
    took_ms: float
    passages: list[FoundPassage]
