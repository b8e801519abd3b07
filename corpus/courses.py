"""The types of course catalogues: providers give educations on occasions.

One model under all importers. A field that a source does not give is None (or empty), never
guessed. Dates are ``YYYY-MM-DD``. The fields are those of EMIL (SS 10700) that guidance needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The kind of schooling, as a person asks for it."""

    KOMVUX = "komvux"
    SFI = "sfi"
    BASIC = "grundläggande vuxenutbildning"
    UPPER = "gymnasial vuxenutbildning"
    ADAPTED = "anpassad utbildning"
    ADAPTED_BASIC = "anpassad utbildning på grundläggande nivå"
    ADAPTED_UPPER = "anpassad utbildning på gymnasial nivå"
    FOLK = "folkhögskola"
    HIGHER_VOCATIONAL = "yrkeshögskola"
    UNIVERSITY = "högskola"
    LABOUR_MARKET = "arbetsmarknadsutbildning"
    ARTS = "konst- och kulturutbildning"
    YOUTH = "gymnasieskola"
    OTHER = "annan utbildning"

    @property
    def kinds(self) -> tuple[Level, ...]:
        """The kinds that it stands for: those of all its levels where none is told of."""
        return _KINDS.get(self, (self,))


_KINDS = {
    Level.KOMVUX: (Level.SFI, Level.BASIC, Level.UPPER),
    Level.ADAPTED: (Level.ADAPTED_BASIC, Level.ADAPTED_UPPER),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands in its file, and where in it each of its fields was read.

    ``where`` is Swedish, for people: "rad 12 och 14", "educationEvents, e.sv.ex.avux.0700".
    ``fields`` has, by our name of a field, the source's own: ``{"pace": "Omfattning"}``. What was
    read in a free text is named by the column of that text.
    """

    where: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Provider:
    """Who gives educations. ``body`` is who answers for it: kommunal, region, statlig, enskild."""

    key: str
    origin: Origin
    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Education:
    """What is taught.

    ``level`` is the kind of schooling that ``level_text``, the source's words, stand for.
    ``points_system`` is ``gy``, ``yh``, ``hp``, ``vp`` or another of EMIL's. ``subjects`` are the
    subjects, fields of interest and areas that the source files it under. ``description``,
    ``eligibility`` and ``recommended`` (prior knowledge) are plain text, paragraphs parted by line
    breaks.
    """

    key: str
    origin: Origin
    name: str
    code: str | None = None
    level: Level | None = None
    level_text: str | None = None
    points: float | None = None
    points_system: str | None = None
    description: str | None = None
    eligibility: str | None = None
    recommended: str | None = None
    subjects: tuple[str, ...] = ()
    degree: str | None = None
    student_aid: bool | None = None
    url: str | None = None
    edited: str | None = None
    expires: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an occasion is held. ``code`` is the municipality's (SCB); ``county`` as stated."""

    name: str
    code: str | None = None
    county: str | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, where and how an education is given.

    ``key`` is its own key in the source, ``keys`` those of its twins too, itself first.
    ``education`` and ``providers`` are keys. ``pace`` is in percent of full time. ``meetings``
    counts the mandatory ones of a distance course. ``dates`` are the source's own words for its
    days where ``start`` and ``end`` do not tell all of them: weeks ("v. 3 2027", of which they are
    Monday and Friday), a term ("VT27", of which they are None), or the parts of a course.
    ``decided`` is the year in which an agency granted it, where that is all that its source says of
    when. ``number`` is the register number of the application that was granted: two numbers are two
    occasions, however alike they look. ``rolling`` where one may begin at any time,
    ``continuous`` where one may apply at any time. ``fee`` is what it costs, in the
    source's words. ``language`` is ISO 639-1. ``url`` leads to the
    application, or to the occasion's own page.
    """

    key: str
    origin: Origin
    education: str
    keys: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    distance: bool | None = None
    meetings: int | None = None
    pace: float | None = None
    evening: bool | None = None
    apprenticeship: bool | None = None
    start: str | None = None
    end: str | None = None
    dates: str | None = None
    decided: str | None = None
    number: str | None = None
    rolling: bool | None = None
    apply_from: str | None = None
    apply_until: str | None = None
    continuous: bool | None = None
    cancelled: bool = False
    language: str | None = None
    seats: int | None = None
    fee: str | None = None
    url: str | None = None
    edited: str | None = None
    expires: str | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one file tells of courses.

    ``shared`` where its keys mean the same in every such file (EMIL): then an education may stand
    in one file and its occasions in another, the latest edition of an item counts, and ``removed``
    names items that are gone, whichever file they came in.
    """

    providers: tuple[Provider, ...] = ()
    educations: tuple[Education, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    removed: frozenset[str] = frozenset()
    shared: bool = False
