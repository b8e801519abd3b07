"""A way to an occupation while it is worked out."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.bodies.paths import Step
from assistant.courses.occupations import Occupation
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


@dataclass(frozen=True, slots=True)
class Path:
    """The steps in order, each before those it leads to; ``notes`` are Swedish sentences."""

    occupation: Occupation
    steps: tuple[Step, ...]
    notes: tuple[str, ...]
    decides: str = DECIDES
