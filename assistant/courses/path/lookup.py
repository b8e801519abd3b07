"""The courses of the store for an occupation, and for what eligibility texts ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.bodies.paths import NamePair
from assistant.courses.course_names import CourseNames
from assistant.courses.find.index import CourseIndex
from assistant.courses.find.names import spellings
from assistant.courses.occupation_list import Occupation
from assistant.courses.occupations import Occupations
from assistant.courses.path.prerequisites import (
    BASIC_LEVEL,
    PART,
    Prerequisite,
    Requirement,
    RequirementKind,
)
from corpus.course_book import Course
from corpus.courses import Education, Level
from corpus.swedish import fold

_SFI_COURSE = re.compile(r"\b[1-3]?([a-d])\b")
_GENERAL = ("allmän kurs*", "basår*", "collegeår*")
"""What educations that give a general eligibility are called; their own text must say so too."""

_MINIMUM = 300
"""Points of the smallest upper secondary education that leads to an occupation: a course of 100 or
200 points with the occupation's name is a part of one."""


@dataclass(frozen=True, slots=True)
class CourseLookup:
    """Looks courses up by what occupations and eligibility texts call them."""

    index: CourseIndex
    names: CourseNames
    occupations: Occupations

    def courses_for(self, prerequisite: Prerequisite) -> list[Course]:
        """The courses that any of the choices can be read as; none where the store has none."""
        return _once(course for one in prerequisite.choices for course in self._courses(one))

    def educations_for(self, occupation: Occupation) -> list[Course]:
        """The courses that are called what educations for an occupation are called."""
        return _once(
            course
            for level in occupation.levels
            for course in self.index.by_name(
                [term.words for term in occupation.terms if term.level is level], level=level
            )
            if level is not Level.UPPER or not 0 < (course.education.points or 0) < _MINIMUM
        )

    def names_of(self, education: Education) -> tuple[NamePair, ...]:
        """An education by its Gy11 and Gy25 names.

        By its code where it has one: "Engelska 1" of adapted education is no level of Gy25.
        """
        if education.code:
            return self.names.of(education.code)
        return self.names.of(education.name) if education.level in (Level.UPPER, None) else ()

    def _courses(self, requirement: Requirement) -> list[Course]:
        match requirement.kind:
            case RequirementKind.COURSE:
                return self._numbered(requirement.name)
            case RequirementKind.BASIC_COURSE:
                return self._basic(requirement.name)
            case RequirementKind.GENERAL:
                return self._general(requirement.name)
            case RequirementKind.EDUCATION:
                occupation = self.occupations.by_name(requirement.name)
                return self.educations_for(occupation) if occupation else []

    def _numbered(self, name: str) -> list[Course]:
        """The courses of a name such as "Svenska 1", in either system."""
        pairs = self.names.of(name)
        codes = {fold(code) for pair in pairs for code in (pair.gy11_code, pair.gy25_code) if code}
        names = {fold(one) for pair in pairs for one in (pair.gy11, pair.gy25) if one}
        names.add(fold(name))
        terms = [" ".join(sorted(spellings(one))) for one in names]
        return [
            course
            for course in self.index.by_name(terms, codes, Level.UPPER)
            if fold(course.education.code or "") in codes
            or any(_begins(course.education.name, one) for one in names)
        ]

    def _basic(self, name: str) -> list[Course]:
        """The basic courses of "Svenska, delkurs 4", or of all parts of "Svenska på grund…"."""
        subject, _, part = name.partition(PART)
        subject = fold(subject.removesuffix(BASIC_LEVEL))
        return [
            course
            for course in self.index.by_name([subject], level=Level.BASIC)
            if _is_basic(course.education)
            and fold(course.education.name).startswith(subject)
            and (subject != "svenska" or "andraspråk" not in fold(course.education.name))
            and (not part or part in spellings(course.education.name))
        ]

    def _general(self, name: str) -> list[Course]:
        """The courses of sfi, or those that give a general eligibility and say so."""
        if name.startswith("SFI"):
            letter = name[-1].lower()
            sfi = self.index.by_name(["sfi*", "svenska invandrare*"], level=Level.SFI)
            return [c for c in sfi if letter in _SFI_COURSE.findall(fold(c.education.name))]
        return [
            course
            for course in self.index.by_name(_GENERAL)
            if fold(name) in fold(course.education.description or "")
        ]


def _once(courses: Iterable[Course]) -> list[Course]:
    return list({course.id: course for course in courses}.values())


def _begins(name: str, known: str) -> bool:
    """Whether a name is a known one, or goes on after it: "Svenska 1 Kväll"."""
    plain = fold(name).replace(",", "")
    return plain == known or plain.startswith(known + " ")


def _is_basic(education: Education) -> bool:
    """Whether it is of the basic level by its source's word, or by its code."""
    return education.level is Level.BASIC or fold(education.code or "").startswith("grn")
