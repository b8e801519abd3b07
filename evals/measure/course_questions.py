"""Files of questions about courses: one JSON object a line, checked as they are read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from assistant.bodies.courses import CourseState
from assistant.bodies.question import QUESTION_LIMIT, Turn
from evals.measure.question_file import Line, Text, load_lines

Name = Literal[
    "subject",
    "code",
    "place",
    "near",
    "county",
    "provider",
    "level",
    "distance",
    "evening",
    "pace_min",
    "pace_max",
    "start_from",
    "start_to",
    "open",
    "language",
    "apprenticeship",
    "student_aid",
    "rolling",
    "points_min",
    "points_max",
    "seqf",
    "granted",
    "no_prior",
    "not_subject",
    "not_place",
    "not_county",
    "not_provider",
    "not_level",
    "not_start_from",
    "not_start_to",
]
"""What a question may state of the courses that it asks for, or with ``not_`` of those that it
does not want."""

Value = bool | float | str | list[str]
"""A stated constraint: dates are ``YYYY-MM-DD``, paces percent, languages ISO 639-1."""


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise PydanticCustomError("pattern", "är inget reguljärt uttryck") from error
    return text


class Expected(BaseModel):
    """What a right reply shows; the fields are those of the README beside the question files."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    names: list[Annotated[str, AfterValidator(_pattern)]]
    total: int | None
    state: list[CourseState]
    keys: list[str] = []
    never: list[str] = []
    none: bool = False


class CourseQuestion(Line):
    """A question with the constraints that it states and what may be shown in reply.

    ``course`` is False where no courses are asked for. In ``accept`` stand other readings of a
    constraint that are as good; None is: not read at all. ``history`` is the conversation before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    question: Text = Field(max_length=QUESTION_LIMIT)
    history: list[Turn] = Field(default=[])
    today: date
    kind: Text
    course: bool
    constraints: dict[Name, Value]
    accept: dict[Name, list[Value | None]] = Field(default={})
    expect: Expected

    @model_validator(mode="after")
    def _can_be_judged(self) -> CourseQuestion:
        if not self.course and (self.constraints or self.accept or not self.expect.none):
            raise PydanticCustomError("contradicted", "frågar inte efter kurser men väntar sådana")
        if self.course and not (self.constraints or self.expect.names):
            raise PydanticCustomError("unjudged", "har inget att bedöma svaret med")
        return self


def load_course_questions(path: Path) -> list[CourseQuestion]:
    """Every question of a file; raises as ``load_lines``."""
    return load_lines(path, CourseQuestion)
