"""The educations among some courses, as the alternatives of a step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.bodies.paths import PathChoice, PathQuote, PathSource, PathStart
from assistant.courses.path.lookup import CourseLookup
from assistant.courses.path.timing import time_of
from assistant.courses.states import CURRENT, state
from corpus.course_book import Course
from corpus.courses import Level
from corpus.swedish import fold

MOST_STARTS = 12
"""Occasions that are told of for each education."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person would like; nothing is left out for not meeting it."""

    places: tuple[str, ...] = ()
    distance: bool | None = None
    level: Level | None = None

    @property
    def of_needs(self) -> Wishes:
        """What holds also for what is read first: not the level of the education itself."""
        return Wishes(self.places, self.distance)

    def misses(self, course: Course) -> tuple[bool, bool, bool]:
        """Which of them a course does not meet, the weightiest first."""
        places = {fold(place) for place in self.places}
        return (
            self.level is not None and course.education.level is not self.level,
            bool(places) and not any(fold(p.name) in places for p in course.occasion.places),
            self.distance is not None and course.occasion.distance is not self.distance,
        )


def choices_of(
    courses: Sequence[Course],
    lookup: CourseLookup,
    today: dt.date,
    wishes: Wishes,
    occupation: str = "",
) -> tuple[PathChoice, ...]:
    """The educations of some courses: those that meet the wishes first, then the occupation's name.

    Occasions are of one education where name, code and texts are the same, whoever gives them.
    What is past stays only where nothing else is left.
    """
    coming = [c for c in courses if state(c.occasion, c.education, today) in CURRENT]
    groups: dict[tuple[str, ...], list[Course]] = {}
    for course in coming or courses:
        own = course.education
        texts = (own.name, own.code or own.level, own.eligibility, own.recommended)
        groups.setdefault(tuple(fold(text or "") for text in texts), []).append(course)
    for group in groups.values():
        group.sort(key=lambda course: (wishes.misses(course), _begins(course)))

    def rank(group: list[Course]) -> tuple[object, ...]:
        name = fold(group[0].education.name)
        return wishes.misses(group[0]), occupation not in name, _begins(group[0]), name

    return tuple(_choice(group, lookup, today) for group in sorted(groups.values(), key=rank))


def _begins(course: Course) -> str:
    """When a course begins, as a key to sort by; what tells no date comes last."""
    return course.occasion.start or "9999"


def _choice(courses: Sequence[Course], lookup: CourseLookup, today: dt.date) -> PathChoice:
    """One education with its occasions; the first tells what they share."""
    first = courses[0]
    education = first.education
    advice = education.recommended if education.recommended != education.eligibility else None
    return PathChoice.of_parts(
        education,
        name=education.name.strip(),
        level=education.level or education.level_text,
        time=time_of(first),
        occasions=len(courses),
        starts=tuple(start_of(course, today) for course in courses[:MOST_STARTS]),
        eligibility=quote_of(first, "eligibility", education.eligibility),
        recommended=quote_of(first, "recommended", advice),
        names=lookup.names_of(education),
        source=_source(first, "name"),
    )


def start_of(course: Course, today: dt.date) -> PathStart:
    """One occasion, as it stands on a day."""
    occasion = course.occasion
    return PathStart.of_parts(
        occasion,
        id=course.id,
        places=tuple(place.name for place in occasion.places),
        provider=", ".join(provider.name for provider in course.providers) or None,
        time=time_of(course),
        state=state(occasion, course.education, today),
        source=PathSource(file=course.document.source, where=occasion.origin.where),
    )


def quote_of(course: Course, field: str, text: str | None) -> PathQuote | None:
    """Some words of a field of an education, with where they stand; None where it has none."""
    return PathQuote(text=text, source=_source(course, field)) if text else None


def _source(course: Course, field: str) -> PathSource:
    origin = course.education.origin
    return PathSource(
        file=course.education_document.source,
        where=origin.where,
        field=origin.fields.get(field),
    )
