"""What is asked and what is answered: the bodies of the HTTP interface, used by every way in."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import Field

from assistant.body import Body
from assistant.courses.body import CourseBody, CourseSearch
from assistant.paths.body import PathBody
from corpus.model import DocumentRecord, Filters, Kind, Passage

QUESTION_LIMIT = 4000
"""Longest question in characters; a longer one is refused rather than cut."""

TURN_LIMIT = 20_000
"""Longest line of the conversation before a question, in characters."""

HISTORY_LIMIT = 100
"""Most lines of the conversation before a question."""


class Audience(StrEnum):
    """Who asks; sets the tone, the example questions and the preselected filters."""

    JOBSEEKER = "jobseeker"
    COUNSELLOR = "counsellor"
    STAFF = "staff"


class Status(StrEnum):
    """How far the material answers the question."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT_FOUND = "not_found"
    DECLINED = "declined"


class FilterBody(Body):
    """Which documents may be used; an empty field allows all."""

    kind: list[Kind] = Field(default=[])
    publisher: list[str] = Field(default=[])
    year_from: int | None = Field(default=None, ge=1000, le=9999)
    year_to: int | None = Field(default=None, ge=1000, le=9999)
    document: list[str] = Field(default=[])

    def to_filters(self) -> Filters:
        """The same as the corpus understands it."""
        return Filters(
            kinds=frozenset(self.kind),
            publishers=frozenset(self.publisher),
            year_from=self.year_from,
            year_to=self.year_to,
            documents=frozenset(self.document),
        )


class Turn(Body):
    """One earlier line of the conversation."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=TURN_LIMIT)


class Question(Body):
    """A question with what it needs to be understood.

    ``without`` names constraints of the course search that the person took away.
    """

    question: str = Field(min_length=1, max_length=QUESTION_LIMIT)
    history: list[Turn] = Field(default=[], max_length=HISTORY_LIMIT)
    audience: Audience = Audience.JOBSEEKER
    filters: FilterBody = FilterBody()
    without: list[str] = Field(default=[], max_length=50)
    today: dt.date | None = None


class DocumentRef(Body):
    """The document that a passage or quote comes from."""

    id: str
    title: str
    kind: Kind
    publisher: str | None
    published: str | None
    source: str
    language: str | None

    @classmethod
    def of(cls, record: DocumentRecord) -> DocumentRef:
        """The reference to a stored document."""
        meta = record.metadata
        return cls(
            id=record.id,
            title=meta.title,
            kind=meta.kind,
            publisher=meta.publisher,
            published=meta.published,
            source=record.source,
            language=meta.language,
        )


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


class Citation(Body):
    """A quote: words that stand letter for letter in the document.

    ``start`` and ``end`` are the quote's offsets in the document's text; ``ocr`` warns that the
    page was read from a picture.
    """

    n: int
    quote: str
    pages: list[int]
    passage_id: str
    start: int
    end: int
    ocr: bool
    document: DocumentRef


class Contact(Body):
    """Somebody to turn to, from the register that the operator keeps."""

    name: str
    description: str
    url: str | None = None
    phone: str | None = None
    email: str | None = None


class Answer(Body):
    """An answer made of quotes and courses, or an honest word that there is none.

    ``course_search`` tells how ``courses`` were looked for; None where none were. ``path`` is the
    way to an occupation, where one was asked for. ``model`` is the language model that worded the
    text, told by the version of its ``prompt``; both are None where the text is quotes.
    """

    status: Status
    text: str
    engine: str
    model: str | None = None
    prompt: str | None = None
    took_ms: float
    citations: list[Citation] = Field(default=[])
    courses: list[CourseBody] = Field(default=[])
    course_search: CourseSearch | None = None
    path: PathBody | None = None
    notices: list[str] = Field(default=[])
    nearest: list[FoundPassage] = Field(default=[])
    contacts: list[Contact] = Field(default=[])
    understood: list[str] = Field(default=[])
