"""Constraints as the interface and people know them: names, values, chips and sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from assistant.bodies.courses import Chip
from assistant.courses.tell.fields import language_name
from assistant.courses.tell.figures import listing, number
from assistant.courses.tell.texts import say
from assistant.question.plan import Constraints
from assistant.words.dates import period
from assistant.words.languages import Language

NOTHING = Constraints()

_FIELDS = {
    "place": ("places", "near", "unknown_place"),
    "code": ("codes",),
    "pace": ("pace_min", "pace_max"),
    "points": ("points_min", "points_max"),
    "start": ("start_from", "start_to"),
}
"""The fields behind a name, where they are not the name itself."""

NAMES = (
    *("subject", "code", "place", "county", "provider", "level", "distance", "evening", "pace"),
    *("points", "start", "open", "language", "apprenticeship", "student_aid", "rolling", "seqf"),
    *("granted", "no_prior", "builds_on"),
)
"""The constraints in the order in which they are shown."""

_CHOICES = frozenset(
    ["distance", "evening", "apprenticeship", "student_aid", "open", "rolling", "no_prior"]
)
NOT = "not_"
"""Before the name of a constraint whose courses are not wanted."""

_NOTICES = ("state", "open", "near", "subject")
"""What was dropped that a sentence of its own tells, in this order."""


def without(constraints: Constraints, names: Iterable[str]) -> Constraints:
    """The constraints but those of some names."""
    names = list(names)
    unwanted = [name.removeprefix(NOT) for name in names if name.startswith(NOT)]
    if unwanted and constraints.unwanted:
        rest = without(constraints.unwanted, unwanted)
        constraints = replace(constraints, unwanted=None if rest == NOTHING else rest)
    fields = [f for name in names for f in _FIELDS.get(name, (name,)) if hasattr(NOTHING, f)]
    return replace(constraints, **{field: getattr(NOTHING, field) for field in fields})


def parameters(constraints: Constraints) -> dict[str, str | float | bool | list[str]]:
    """The constraints that are set, by the names of the parameters of ``GET /v1/courses``."""
    values = {field.name: getattr(constraints, field.name) for field in fields(Constraints)}
    unknown, places, codes = (values.pop(name) for name in ("unknown_place", "places", "codes"))
    values |= {
        "code": ", ".join(codes) or None,
        "place": list(places) or ([unknown] if unknown else None),
        "near": constraints.near or None,
        "subject": constraints.subject or None,
        "unwanted": None,
    }
    stated = {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in values.items()
        if value is not None
    }
    if constraints.unwanted:
        unwanted = parameters(constraints.unwanted)
        stated |= {f"{NOT}{name}": value for name, value in unwanted.items()}
    return stated


def chips(constraints: Constraints, spans: Mapping[str, str], language: Language) -> list[Chip]:
    """The constraints that are set, as a person sees them, with the question's own words."""
    wanted = [
        Chip(name=name, label=label, words=_words(name, spans))
        for name in NAMES
        if (label := _label(name, constraints, language))
    ]
    if constraints.unwanted is None:
        return wanted
    return wanted + [
        Chip(
            name=f"{NOT}{name}",
            label=say("chip.unwanted", language, value=label),
            words=_words(f"{NOT}{name}", spans),
        )
        for name in NAMES
        if (label := _label(name, constraints.unwanted, language))
    ]


def notices(
    constraints: Constraints, relaxed: Sequence[str], total: int, language: Language
) -> Iterator[str]:
    """What the person must know of a result: what was left out of what was asked."""
    if constraints.unknown_place:
        yield say("notice.unknown_place", language, place=constraints.unknown_place)
    if not total:
        return
    names = (name for name in relaxed if name in NAMES and name not in _NOTICES)
    if dropped := [say(f"constraint.{name}", language) for name in names]:
        yield say("notice.dropped", language, what=listing(dropped, language))
    for name in _NOTICES:
        if name in relaxed:
            yield say(f"notice.{name}", language)


def _label(name: str, constraints: Constraints, language: Language) -> str:
    """A constraint in words, or nothing where it is not set."""
    if name in _CHOICES:
        choice = getattr(constraints, name)
        return "" if choice is None else say(f"chip.{name}.{'yes' if choice else 'no'}", language)
    if name in ("pace", "points"):
        low, high = (getattr(constraints, field) for field in _FIELDS[name])
        return _range(f"chip.{name}", low, high, language)
    value = {
        "subject": constraints.subject,
        "code": ", ".join(constraints.codes),
        "place": listing(constraints.places, language, either=True) or constraints.unknown_place,
        "county": constraints.county,
        "provider": constraints.provider,
        "level": constraints.level,
        "start": period(constraints.start_from, constraints.start_to, language),
        "language": language_name(constraints.language, language),
        "seqf": constraints.seqf,
        "granted": constraints.granted,
        "builds_on": constraints.builds_on,
    }[name]
    label = "near" if name == "place" and constraints.near else name
    return say(f"chip.{label}", language, value=value) if value else ""


def _range(text: str, low: float | None, high: float | None, language: Language) -> str:
    if low is None and high is None:
        return ""
    if low is None:
        name = "most"
    elif high is None:
        name = "least"
    elif low == high:
        name = "exact"
    else:  # what contradicts itself is told beside it
        name = "range" if low < high else "contradiction"
    low_text, high_text = ("" if own is None else number(own, language) for own in (low, high))
    return say(f"{text}.{name}", language, low=low_text, high=high_text)


def _words(name: str, spans: Mapping[str, str]) -> str:
    fields = (name, *_FIELDS.get(name, ()))
    return next((spans[field] for field in fields if field in spans), "")
