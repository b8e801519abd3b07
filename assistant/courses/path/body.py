"""The way to an occupation as it is sent."""

from __future__ import annotations

from assistant.bodies.paths import OccupationBody, PathBody, PathRequest
from assistant.courses.occupations import Occupation, suggest
from assistant.courses.path.in_words import in_words
from assistant.courses.path.steps import ASK, DECIDES, Path, Wishes


def wishes_of(request: PathRequest) -> Wishes:
    """What a request would like."""
    return Wishes(tuple(request.places), request.distance, request.level)


def path_body(path: Path) -> PathBody:
    """A path as it is sent."""
    return PathBody(
        occupation=_occupation(path.occupation),
        steps=path.steps,
        notes=list(path.notes),
        suggestions=[],
        decides=path.decides,
        text=in_words(path),
    )


def unknown_path(words: str) -> PathBody:
    """What is sent where no occupation of the list is known by some words."""
    near = [occupation.name for occupation in suggest(words)]
    notes = ["Yrket finns inte i listan över yrken.", ASK]
    return PathBody(
        occupation=None,
        steps=(),
        notes=notes,
        suggestions=near,
        decides=DECIDES,
        text="\n".join([*notes, DECIDES]),
    )


def _occupation(occupation: Occupation) -> OccupationBody:
    return OccupationBody(
        name=occupation.name,
        ssyk=occupation.ssyk,
        also=list(occupation.also),
        licence=occupation.licence,
        authority=occupation.authority,
    )
