"""A way to an occupation: its steps, what each can be read as, and the source of everything.

They are sent as they are: see `body.PathBody`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.body import Body
from assistant.courses.state import State
from assistant.paths.names import Names
from assistant.paths.occupations import Occupation
from assistant.paths.timing import Time
from corpus.courses import Level

DECIDES = (
    "Studie- och yrkesvägledaren avgör: vad just du behöver läsa bedömer vägledaren och skolan, "
    "aldrig Vägvis."
)
ASK = "Fråga studie- och yrkesvägledaren i din hemkommun."
LIST = "Vägvis egen lista över yrken"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person would like; nothing is left out for not meeting it."""

    places: tuple[str, ...] = ()
    distance: bool | None = None
    level: Level | None = None


class Source(Body):
    """The file that something was read in, where in it, and its own name of the field."""

    file: str
    where: str
    field: str | None = None


class Quote(Body):
    """A catalogue's own words."""

    text: str
    source: Source


class Start(Body):
    """One occasion of an education; ``id`` is that of ``GET /v1/courses/{id}``."""

    id: str
    start: str | None
    end: str | None
    apply_until: str | None
    places: tuple[str, ...]
    distance: bool | None
    provider: str | None
    pace: float | None
    time: Time
    state: State
    source: Source


class Choice(Body):
    """One education with its occasions, the best suited first; ``time`` is that one's.

    ``occasions`` counts them all, ``starts`` has the first of them.
    """

    name: str
    code: str | None
    level: str | None
    points: float | None
    points_system: str | None
    time: Time
    occasions: int
    starts: tuple[Start, ...]
    eligibility: Quote | None
    recommended: Quote | None
    names: tuple[Names, ...]
    source: Source


class Reason(Body):
    """Why something stands among what could be read first: the words of an eligibility text."""

    education: str
    quote: Quote
    advised: bool


class StepKind(StrEnum):
    """Where in the chain a step stands."""

    BEFORE = "först"
    EDUCATION = "utbildning"
    OCCUPATION = "yrke"


class Step(Body):
    """One step. ``then`` has the keys of the steps that it leads to.

    ``choices`` are the educations found for it, and ``more`` counts those that are not shown.
    """

    key: str
    kind: StepKind
    title: str
    choices: tuple[Choice, ...] = ()
    reasons: tuple[Reason, ...] = ()
    then: tuple[str, ...] = ()
    more: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """The steps in order, each before those it leads to; ``notes`` are Swedish sentences."""

    occupation: Occupation
    steps: tuple[Step, ...]
    notes: tuple[str, ...]
    decides: str = DECIDES
