"""What is asked: a question with its conversation, audience and filters."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from assistant.bodies.base import NOT_BLANK, Body, Day
from corpus.model import Filters, Kind

QUESTION_LIMIT = 4000
"""Longest question in characters; a longer one is refused rather than cut."""

QuestionText = Annotated[str, Field(min_length=1, max_length=QUESTION_LIMIT), NOT_BLANK]
"""A question or a query as a person sends it."""

TURN_LIMIT = 20_000
"""Longest line of the conversation before a question, in characters."""

HISTORY_LIMIT = 100
"""Most lines of the conversation before a question."""


class Audience(StrEnum):
    """Who asks; sets the tone, the example questions and the preselected filters."""

    JOBSEEKER = "jobseeker"
    COUNSELLOR = "counsellor"
    STAFF = "staff"


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
    today: Day | None = None


class AnswerBody(Question):
    """A question, and whether the answer comes as a stream."""

    question: QuestionText
    stream: StrictBool = False
