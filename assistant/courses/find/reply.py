"""From a question about courses to the courses: what was understood, found and left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from assistant.bodies.courses import CourseReply, CourseSearch
from assistant.courses.find.finder import CourseFinder, Sort
from assistant.courses.read.constraints import Constraints, CourseQuestion, read_constraints
from assistant.courses.tell import labels
from assistant.courses.tell.body import course_body
from assistant.words.languages import Language

SIZE = 20
"""Courses on a page, unless another number is asked for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the courses are wanted.

    ``without`` names constraints of the question that the person took away; ``sort``, ``page``
    (from 1) and ``size`` say which of them, in which order; ``language`` is that of the sentences.
    """

    today: dt.date
    without: Collection[str] = ()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = SIZE
    language: Language = Language.SWEDISH


def read(finder: CourseFinder, question: str, today: dt.date) -> CourseQuestion:
    """What a question says of the courses it is after, as this store's catalogues know them."""
    return read_constraints(question, today, finder.gazetteer, finder.shelf())


def find_courses(finder: CourseFinder, question: str, today: dt.date) -> CourseReply:
    """The courses that a question is after."""
    return reply(finder, read(finder, question, today), Wish(today))


def reply(finder: CourseFinder, asked: CourseQuestion, wish: Wish) -> CourseReply:
    """The courses that meet what was asked, best first: one page of them."""
    wanted = labels.without(asked.constraints, tuple(wish.without))
    return _reply(finder, wanted, asked, wish)


def _reply(
    finder: CourseFinder, wanted: Constraints, asked: CourseQuestion, wish: Wish
) -> CourseReply:
    found = finder.find(wanted, wish.today, wish.sort)
    total = len(found.courses)
    first = (wish.page - 1) * wish.size
    shown = slice(first, first + wish.size)
    search = CourseSearch(
        total=total,
        understood=labels.understood(wanted),
        chips=labels.chips(wanted, asked.spans, wish.language),
        relaxed=list(found.relaxed),
        notices=[
            *asked.contradictions,
            *labels.notices(wanted, found.relaxed, total, wish.language),
        ],
        is_course_question=asked.is_course_question,
    )
    courses = [
        course_body(course, county, wish.today)
        for course, county in zip(found.courses[shown], found.counties[shown], strict=True)
    ]
    return CourseReply(**search.model_dump(), courses=courses, page=wish.page, size=wish.size)
