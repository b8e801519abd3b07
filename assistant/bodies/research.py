"""Research over documents: comparisons, grids of evidence and timelines."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticKnownError

from assistant.bodies.answer import Citation, Status
from assistant.bodies.base import Body
from assistant.bodies.documents import DocumentRef
from assistant.bodies.question import FilterBody, QuestionText

COMPARED = 5
"""Documents in a comparison at most."""

GRID_DOCUMENTS, GRID_QUESTIONS = 50, 20
"""Rows and columns of a grid at most."""

DocumentId = Annotated[str, Field(min_length=1, max_length=100)]


def _differ(ids: list[str]) -> list[str]:
    """Refuses one document told twice as too few are refused."""
    if len(set(ids)) < 2:
        raise PydanticKnownError(
            "too_short", {"field_type": "List", "min_length": 2, "actual_length": len(set(ids))}
        )
    return ids


class DifferenceKind(StrEnum):
    """What became of a statement from one document to the next."""

    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


class DifferenceSubject(StrEnum):
    """What a statement that changed is about."""

    AMOUNT = "amount"
    DATE = "date"
    SHARE = "share"
    RESPONSIBLE = "responsible"
    GOAL = "goal"
    OTHER = "other"


class ComparisonBody(Body):
    """Which documents to compare, and in what: a theme, or all that they say."""

    documents: Annotated[
        list[DocumentId],
        Field(min_length=2, max_length=COMPARED, json_schema_extra={"uniqueItems": True}),
        AfterValidator(_differ),
    ]
    theme: QuestionText | None = None


class AspectCell(Body):
    """What one document says of an aspect; nothing where it has no citations."""

    document: str
    citations: list[Citation]


class AspectRow(Body):
    """An aspect, after the headings that it stands under, with a cell for each document."""

    aspect: str
    cells: list[AspectCell]


class Difference(Body):
    """A statement that one document has in another wording, or that only one of two has.

    ``before`` and ``after`` are of two documents that follow on each other by date.
    """

    kind: DifferenceKind
    what: DifferenceSubject
    aspect: str
    before: Citation | None
    after: Citation | None


class ComparisonReply(Body):
    """Documents side by side in the order of their dates, and what changed between them."""

    theme: str | None
    documents: list[DocumentRef]
    rows: list[AspectRow]
    changes: list[Difference]


class GridBody(Body):
    """Which documents to ask which questions."""

    documents: list[DocumentId] = Field(min_length=1, max_length=GRID_DOCUMENTS)
    questions: list[QuestionText] = Field(min_length=1, max_length=GRID_QUESTIONS)


class EvidenceCell(Body):
    """What one document answers to one question; the numbers in the text are its citations'."""

    question: str
    status: Status
    text: str
    citations: list[Citation]


class EvidenceRow(Body):
    """The answers of one document, in the order of the questions."""

    document: DocumentRef
    cells: list[EvidenceCell]


class GridReply(Body):
    """What each document answers to each question, in the orders that were sent."""

    rows: list[EvidenceRow]


class TimelineBody(Body):
    """What the dated statements are to speak of (all where there is no query), and where."""

    query: QuestionText | None = None
    filters: FilterBody = FilterBody()


class TimelineEvent(Body):
    """A dated statement: a day, a month or a year, or a period that has an ``end``."""

    date: str
    end: str | None
    text: str
    citation: Citation


class TimelineReply(Body):
    """The dated statements in the order of their dates."""

    events: list[TimelineEvent]
