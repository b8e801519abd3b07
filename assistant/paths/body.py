"""The bodies of ``POST /v1/paths``."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from assistant.body import Body
from assistant.paths.occupations import Occupation, suggest
from assistant.paths.steps import ASK, DECIDES, Path, Step, Wishes
from assistant.paths.words import in_words
from corpus.courses import Level


class PathRequest(Body):
    """Which occupation, in a name or a question; what is wished leaves nothing out."""

    occupation: str = Field(min_length=1, max_length=400)
    today: dt.date | None = None
    places: list[str] = Field(default=[], max_length=20)
    distance: bool | None = None
    level: Level | None = None

    def wishes(self) -> Wishes:
        """The same as the way understands it."""
        return Wishes(tuple(self.places), self.distance, self.level)


class OccupationBody(Body):
    """An occupation; ``ssyk`` is its group in SSYK 2012, or null where it has several."""

    name: str
    ssyk: str | None
    also: list[str]
    licence: str | None
    authority: str | None

    @classmethod
    def of(cls, occupation: Occupation) -> OccupationBody:
        """An occupation of the list."""
        return cls(
            name=occupation.name,
            ssyk=occupation.ssyk,
            also=list(occupation.also),
            licence=occupation.licence,
            authority=occupation.authority,
        )


class PathBody(Body):
    """The way to an occupation, each step before those it leads to.

    ``occupation`` is null where none is known by the words; ``suggestions`` has names near to them.
    ``text`` is the whole in plain words, ``decides`` who judges what a person needs.
    """

    occupation: OccupationBody | None
    steps: tuple[Step, ...]
    notes: list[str]
    suggestions: list[str]
    decides: str
    text: str

    @classmethod
    def of(cls, path: Path) -> PathBody:
        """A path as it is sent."""
        return cls(
            occupation=OccupationBody.of(path.occupation),
            steps=path.steps,
            notes=list(path.notes),
            suggestions=[],
            decides=path.decides,
            text=in_words(path),
        )

    @classmethod
    def unknown(cls, words: str) -> PathBody:
        """The answer where no occupation of the list is known by some words."""
        near = [occupation.name for occupation in suggest(words)]
        notes = ["Yrket finns inte i listan över yrken.", ASK]
        return cls(
            occupation=None,
            steps=(),
            notes=notes,
            suggestions=near,
            decides=DECIDES,
            text="\n".join([*notes, DECIDES]),
        )
