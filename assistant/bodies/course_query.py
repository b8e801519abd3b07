"""What courses are wanted, as ``GET /v1/courses`` takes it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from assistant.bodies.base import Body, Date, Day
from assistant.bodies.question import QUESTION_LIMIT
from corpus.courses import Level
from corpus.swedish import fold

PAGE_SIZE = 20
LARGEST_PAGE = 200
"""Courses on a page, unless another number is asked for, and at most."""


class CourseOrder(StrEnum):
    """What courses can be put in order by; what is not told comes last.

    ``length`` is from start to end; ``first_step`` leaves the first course of a subject alone.
    """

    RELEVANCE = "relevance"
    START = "start"
    APPLY_UNTIL = "apply_until"
    NAME = "name"
    PACE = "pace"
    LENGTH = "length"
    FIRST_STEP = "first_step"
    FEE = "fee"


_FIRST = {"pace_max": "pace_min", "points_max": "points_min", "start_to": "start_from"}
"""The fields that end something, and the field that begins it."""


def _level_of(text: str) -> Level | None:
    """The kind of schooling that some words name, by its whole name or part of it; any if empty."""
    if not text:
        return None
    folded = fold(text).strip()
    for level in Level:
        if folded in (level, level.name.lower()):
            return level
    for level in Level:
        if folded and (folded in level or level.split()[0] in folded):
            return level
    values = {"level": text[:100], "levels": ", ".join(Level)}
    raise PydanticCustomError("unknown_level", "no such level", values)


class CourseQuery(Body):
    """What courses are wanted; whatever is left out may be anything.

    ``q`` is understood as a question is; the other parameters go before what it says. ``open``:
    true for those that can be applied for today. ``without`` names constraints of ``q`` to leave
    out. ``today`` is the day to count from.
    """

    q: str = Field(default="", max_length=QUESTION_LIMIT, examples=["Matematik 2b på distans"])
    place: list[str] = Field(default=[], max_length=20)
    near: bool | None = None
    county: str | None = None
    provider: str | None = None
    code: list[str] = Field(default=[], max_length=50)
    level: Annotated[str, AfterValidator(_level_of)] | None = None
    distance: bool | None = None
    evening: bool | None = None
    pace_min: float | None = Field(default=None, ge=0, le=1000)
    pace_max: float | None = Field(default=None, ge=0, le=1000)
    start_from: Date | None = None
    start_to: Date | None = None
    open: bool | None = None
    language: str | None = None
    apprenticeship: bool | None = None
    student_aid: bool | None = None
    rolling: bool | None = None
    points_min: float | None = Field(default=None, ge=0, le=10_000)
    points_max: float | None = Field(default=None, ge=0, le=10_000)
    seqf: int | None = Field(default=None, ge=1, le=8)
    granted: int | None = Field(default=None, ge=1900, le=2200)
    no_prior: bool | None = None
    builds_on: str | None = Field(default=None, max_length=200)
    without: list[str] = Field(default=[], max_length=50)
    today: Day | None = None
    sort: CourseOrder = CourseOrder.RELEVANCE
    page: int = Field(default=1, ge=1, le=1_000_000)
    size: int = Field(default=PAGE_SIZE, ge=1, le=LARGEST_PAGE)

    @field_validator("pace_max", "points_max", "start_to")
    @classmethod
    def _not_before_first(cls, last: float | dt.date | None, info: ValidationInfo) -> object:
        first_name, last_name = _FIRST[str(info.field_name)], info.field_name
        first = info.data.get(first_name)
        if first is not None and last is not None and first > last:
            values = {"first": first_name, "last": last_name}
            raise PydanticCustomError("backwards", "the first is after the last", values)
        return last
