"""The way to an occupation as it is sent: its steps, and the source of everything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StrictBool, model_validator

from assistant.bodies.base import NOT_BLANK, Body, Day
from assistant.bodies.courses import CourseState
from corpus.courses import Level


@dataclass(frozen=True, slots=True)
class NamePair:
    """One course by both its names; ``gy25`` is None where no pair is known."""

    gy11: str
    gy11_code: str
    gy25: str | None
    gy25_code: str | None


@dataclass(frozen=True, slots=True)
class StudyTime:
    """``weeks`` is None where the source does not tell; ``how`` is a Swedish sentence."""

    weeks: int | None
    text: str
    how: str


class PathSource(Body):
    """The file that something was read in, where in it, and its own name of the field."""

    file: str
    where: str
    field: str | None = None


class PathQuote(Body):
    """A catalogue's own words."""

    text: str
    source: PathSource


class PathStart(Body):
    """One occasion of an education; ``id`` is that of ``GET /v1/courses/{id}``."""

    id: str
    start: str | None
    end: str | None
    apply_until: str | None
    places: tuple[str, ...]
    distance: bool | None
    provider: str | None
    pace: float | None
    time: StudyTime
    state: CourseState
    source: PathSource


class PathChoice(Body):
    """One education with its occasions, the best suited first; ``time`` is that one's.

    ``occasions`` counts them all, ``starts`` has the first of them.
    """

    name: str
    code: str | None
    level: str | None
    points: float | None
    points_system: str | None
    time: StudyTime
    occasions: int
    starts: tuple[PathStart, ...]
    eligibility: PathQuote | None
    recommended: PathQuote | None
    names: tuple[NamePair, ...]
    source: PathSource


class PathReason(Body):
    """Why something stands among what could be read first: the words of an eligibility text."""

    education: str
    quote: PathQuote
    advised: bool


class StepKind(StrEnum):
    """Where in the chain a step stands."""

    BEFORE = "först"
    EDUCATION = "utbildning"
    OCCUPATION = "yrke"


class PathStep(Body):
    """One step. ``then`` has the keys of the steps that it leads to.

    ``choices`` are the educations found for it, and ``more`` counts those that are not shown.
    """

    key: str
    kind: StepKind
    title: str
    choices: tuple[PathChoice, ...] = ()
    reasons: tuple[PathReason, ...] = ()
    then: tuple[str, ...] = ()
    more: int = 0
    note: str | None = None


OccupationText = Annotated[str, Field(min_length=1, max_length=400), NOT_BLANK]
"""An occupation by its name, such as "undersköterska", or in a question about it."""


class PathRequest(Body):
    """Which occupation, in a name or a question, or which course, by the id of an occasion.

    What is wished leaves nothing out. ``has`` are the keys of the requirements of a course that the
    person says to meet.
    """

    occupation: OccupationText | None = None
    course: str | None = Field(default=None, min_length=1, max_length=100)
    has: list[Annotated[str, Field(max_length=400)]] = Field(default=[], max_length=50)
    today: Day | None = None
    places: list[str] = Field(default=[], max_length=20)
    distance: StrictBool | None = None
    level: Level | None = None

    @model_validator(mode="after")
    def _asks_for_one(self) -> PathRequest:
        if (self.occupation is None) == (self.course is None):
            raise ValueError("occupation or course, one of them")
        return self


class RequirementBody(Body):
    """One requirement of an education, in its own words, and what gives it.

    ``asked_by`` is the key of the requirement whose courses ask for this one, or null where the
    course itself does. ``has`` where the person said to meet it; nobody has judged that.
    ``choices`` are the courses that give it, ``more`` counts those that are not shown, and ``ask``
    has Swedish sentences that name other ways and who knows of them.
    """

    key: str
    title: str
    quote: PathQuote
    asked_by: str | None
    advised: bool
    has: bool
    choices: tuple[PathChoice, ...]
    more: int
    ask: tuple[str, ...]


class ChainLink(Body):
    """One occasion of a chain; ``key`` is that of the requirement that it gives, if any."""

    key: str | None
    name: str
    occasion: PathStart


class LadderBody(Body):
    """The requirements of one course one by one, each before those that lead to it.

    ``chain`` has the earliest occasions that fit after each other, the course last; it is empty
    where nothing is to be read first. ``missing`` has the titles of what no occasion was found for.
    ``calendar`` is the address of a calendar file of the chain.
    """

    name: str
    occasion: PathStart
    eligibility: PathQuote | None
    requirements: tuple[RequirementBody, ...]
    chain: tuple[ChainLink, ...]
    missing: tuple[str, ...]
    calendar: str | None


class OccupationBody(Body):
    """An occupation; ``ssyk`` is its group in SSYK 2012, or null where it has several."""

    name: str
    ssyk: str | None
    also: list[str]
    licence: str | None
    authority: str | None


class PathBody(Body):
    """The way to an occupation, each step before those it leads to.

    ``occupation`` is null where none is known by the words; ``suggestions`` has names near to them.
    ``text`` is the whole in plain words, ``decides`` who judges what a person needs. ``ladder`` has
    the requirements where a course was asked for; then there are no steps.
    """

    occupation: OccupationBody | None
    steps: tuple[PathStep, ...]
    notes: list[str]
    suggestions: list[str]
    decides: str
    text: str
    ladder: LadderBody | None = None
