"""Courses by a query of the HTTP interface: a question, and parameters that go before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, replace

from assistant.bodies.course_query import CourseQuery
from assistant.bodies.courses import CourseReply
from assistant.courses.find.finder import CourseFinder
from assistant.courses.find.reply import Wish, reply
from assistant.question.plan import Constraints, CourseRequest
from assistant.words.languages import Language


def courses_by_query(
    finder: CourseFinder,
    read: Callable[[str, dt.date], CourseRequest],
    query: CourseQuery,
    today: dt.date,
    language: Language,
) -> CourseReply:
    """The page of courses that a query wants; days count from ``today`` where it names none."""
    day = query.today or today
    request = read(query.q, day)
    wish = Wish(
        day,
        without=query.without,
        sort=query.sort,
        page=query.page,
        size=query.size,
        language=language,
    )
    wanted = narrowed(query, request.constraints, finder.shelf().knows_place)
    return reply(finder, replace(request, constraints=wanted), wish)


def narrowed(
    query: CourseQuery, of_question: Constraints, knows_place: Callable[[str], bool]
) -> Constraints:
    """The constraints of the question, and over them those of the parameters."""
    stated = {
        field.name: value
        for field in fields(Constraints)
        if (value := getattr(query, field.name, None)) is not None
    }
    if query.place:
        places = tuple(filter(knows_place, query.place))
        stated |= {"places": places, "unknown_place": None if places else query.place[0]}
    if query.code:
        stated["codes"] = tuple(query.code)
    return replace(of_question, **stated)
