"""The courses of the store for an occupation, and for what eligibility texts ask for."""

from __future__ import annotations

import re

from assistant.bodies.paths import Names
from assistant.courses.course_names import both
from assistant.courses.occupations import Occupation, load_occupations
from assistant.courses.path.by_name import Courses, name_words
from assistant.courses.path.prerequisites import BASIC_LEVEL, PART, Kind, Mention, Prerequisite
from corpus.course_book import Course
from corpus.courses import Education, Level
from corpus.swedish import fold

_SFI_COURSE = re.compile(r"\b[1-3]?([a-d])\b")
_GENERAL = ("allmän kurs*", "basår*", "collegeår*")
"""What educations that give a general eligibility are called; their own text must say so too."""

_MINIMUM = 300
"""Points of the smallest upper secondary education that leads to an occupation: a course of 100 or
200 points with the occupation's name is a part of one."""


def courses_for(asked: Prerequisite, book: Courses) -> list[Course]:
    """The courses that any of the choices can be read as; none where the store has none."""
    found = [course for mention in asked.choices for course in _courses(mention, book)]
    return list({course.id: course for course in found}.values())


def educations_for(occupation: Occupation, book: Courses) -> list[Course]:
    """The courses that are called what educations for an occupation are called."""
    found = [
        course
        for level in occupation.levels
        for course in book.find(
            [term.words for term in occupation.terms if term.level is level], (), level
        )
        if level is not Level.UPPER or not 0 < (course.education.points or 0) < _MINIMUM
    ]
    return list({course.id: course for course in found}.values())


def names_of(education: Education) -> tuple[Names, ...]:
    """An education by its Gy11 and Gy25 names.

    By its code where it has one: "Engelska 1" of adapted education is no level of Gy25.
    """
    if education.code:
        return both(education.code)
    return both(education.name) if education.level in (Level.UPPER, None) else ()


def _courses(mention: Mention, book: Courses) -> list[Course]:
    match mention.kind:
        case Kind.COURSE:
            return _numbered(mention.name, book)
        case Kind.BASIC_COURSE:
            return _basic(mention.name, book)
        case Kind.GENERAL:
            return _general(mention.name, book)
        case Kind.EDUCATION:
            wanted = next(o for o in load_occupations() if o.name == mention.name)
            return educations_for(wanted, book)


def _numbered(name: str, book: Courses) -> list[Course]:
    """The courses of a name such as "Svenska 1", in either system."""
    pairs = both(name)
    codes = [code for pair in pairs for code in (pair.gy11_code, pair.gy25_code) if code]
    called = {fold(known) for pair in pairs for known in (pair.gy11, pair.gy25) if known}
    called.add(fold(name))
    terms = [" ".join(sorted(name_words(known) - {"–"})) for known in called]
    known_codes = {fold(code) for code in codes}
    return [
        course
        for course in book.find(terms, codes, Level.UPPER)
        if fold(course.education.code or "") in known_codes
        or any(_begins(course.education.name, known) for known in called)
    ]


def _begins(name: str, known: str) -> bool:
    """Whether a name is a known one, or goes on after it: "Svenska 1 Kväll"."""
    plain = fold(name).replace(",", "")
    return plain == known or plain.startswith(known + " ")


def _basic(name: str, book: Courses) -> list[Course]:
    """The basic courses of "Svenska, delkurs 4", or of all parts of "Svenska på grundläggande"."""
    subject, _, part = name.partition(PART)
    subject = fold(subject.removesuffix(BASIC_LEVEL))
    return [
        course
        for course in book.find([subject], (), Level.BASIC)
        if _is_basic(course.education)
        and fold(course.education.name).startswith(subject)
        and (subject != "svenska" or "andraspråk" not in fold(course.education.name))
        and (not part or part in name_words(course.education.name))
    ]


def _is_basic(education: Education) -> bool:
    """Whether it is of the basic level by its source's word, or by its code."""
    return education.level is Level.BASIC or fold(education.code or "").startswith("grn")


def _general(name: str, book: Courses) -> list[Course]:
    if name.startswith("SFI"):
        wanted = name[-1].lower()
        sfi = book.find(["sfi*", "svenska invandrare*"], (), Level.SFI)
        return [c for c in sfi if wanted in _SFI_COURSE.findall(fold(c.education.name))]
    return [
        course
        for course in book.find(_GENERAL, (), None)
        if fold(name) in fold(course.education.description or "")
    ]
