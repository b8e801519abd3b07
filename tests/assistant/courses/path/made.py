"""Courses for the tests of the way to an occupation, made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from assistant.bodies.paths import PathBody, PathStep, StepKind
from assistant.courses.course_names import load_course_names
from assistant.courses.find.index import CourseIndex
from assistant.courses.occupations import load_occupations
from assistant.courses.path.choices import Wishes
from assistant.courses.path.way import NO_WISHES, PathFinder
from corpus.course_book import Course
from corpus.courses import Level
from corpus.model import DocumentRecord, Kind, Metadata
from tests.corpus.courses import education, occasion, provider

TODAY = dt.date(2026, 11, 22)
RECORD = DocumentRecord("d", "/k.csv", "k.csv", "", Metadata("Kurser", Kind.COURSE), 1, 0, "")
PATHS = PathFinder(load_occupations(), load_course_names())

SPRING = {"start": "2027-01-18", "end": "2027-06-04", "apply_until": "2026-12-10", "pace": 50.0}


def course(
    name: str,
    eligibility: str | None = None,
    level: Level | None = Level.UPPER,
    code: str | None = None,
    held: dict[str, Any] | None = None,
    **told: Any,
) -> Course:
    """One occasion of an education; its id is its name and where it is held."""
    when = SPRING if held is None else held
    key = f"{name}/{when.get('places', ('Sundsvall',))}/{when.get('start')}"
    what = education(name, name, eligibility=eligibility, level=level, code=code, **told)
    return Course(key, occasion(key, name, **when), what, (provider(),), RECORD, RECORD)


def way(occupation: str, courses: Iterable[Course], wishes: Wishes = NO_WISHES) -> PathBody:
    """The way to an occupation of the list."""
    mention = PATHS.occupations.find(occupation)
    assert mention
    return PATHS.way_to(
        mention.occupation, CourseIndex(tuple(courses), PATHS.occupations), TODAY, wishes
    )


def titles(path: PathBody) -> list[str]:
    """What the steps are called, in order."""
    return [step.title for step in path.steps]


def step(path: PathBody, title: str) -> PathStep:
    """The step of a title."""
    return next(s for s in path.steps if s.title == title)


def educations(path: PathBody) -> list[str]:
    """The names of the educations that lead to the occupation."""
    return [c.name for s in path.steps if s.kind is StepKind.EDUCATION for c in s.choices]


NURSING = (
    course("Undersköterska", "Godkänt betyg i Svenska 1.", code="VOXAB", points=1500.0),
    course("Svenska 1", "Godkänt betyg i svenska på grundläggande nivå.", code="SVESVE01"),
    course("Svenska, nationell delkurs 4", "Sfi kurs D.", Level.BASIC, "GRNSVED"),
    course("Svenska för invandrare, kurs D", None, Level.SFI),
    course("Specialistundersköterska psykiatri", None, Level.HIGHER_VOCATIONAL),
    course("Matematik 2b", "Godkänt betyg i Matematik 1b.", code="MATMAT02b"),
)
