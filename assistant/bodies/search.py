"""A search for passages: what is sent, and what comes back."""

from __future__ import annotations

from pydantic import Field, StrictInt

from assistant.bodies.base import Body
from assistant.bodies.documents import DocumentRef
from assistant.bodies.question import FilterBody, QuestionText
from corpus.model import DocumentRecord, Passage

DEFAULT_K = 10
MAX_K = 100


class SearchBody(Body):
    """What to search for, how many passages at most, and among which documents."""

    query: QuestionText
    k: StrictInt = Field(default=DEFAULT_K, ge=1, le=MAX_K)
    filters: FilterBody = FilterBody()


class FoundPassage(Body):
    """A passage that fits a query, best score 1 at most."""

    id: str
    score: float
    text: str
    heading: str
    pages: list[int]
    page_labels: list[str] = Field(default=[])
    sheets: list[int] = Field(default=[])
    document: DocumentRef

    @classmethod
    def of(cls, passage: Passage, record: DocumentRecord, score: float) -> FoundPassage:
        """A passage with its document and score."""
        return cls.of_parts(passage, score=round(score, 4), document=DocumentRef.of(record))


class SearchReply(Body):
    """The passages that fit a query, best first."""

    query: str
    took_ms: float
    passages: list[FoundPassage]
