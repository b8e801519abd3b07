"""From a question about courses to the courses: what was understood, found and left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from assistant.bodies.course_query import PAGE_SIZE, CourseOrder
from assistant.bodies.courses import CourseReply
from assistant.courses.find.clarifying import clarifying
from assistant.courses.find.finder import CourseFinder
from assistant.courses.tell import labels
from assistant.courses.tell.body import course_body
from assistant.courses.tell.lines import MOST
from assistant.courses.tell.texts import say
from assistant.question.plan import CourseRequest
from assistant.words.languages import Language
from corpus.swedish import fold


@dataclass(frozen=True, slots=True)
class Wish:
    """How the courses are wanted.

    ``without`` names constraints of the question that the person took away; ``sort``, ``page``
    (from 1) and ``size`` say which of them, in which order; ``language`` is that of the sentences.
    """

    today: dt.date
    without: Collection[str] = ()
    sort: CourseOrder = CourseOrder.RELEVANCE
    page: int = 1
    size: int = PAGE_SIZE
    language: Language = Language.SWEDISH


def reply(finder: CourseFinder, request: CourseRequest, wish: Wish) -> CourseReply:
    """The courses that meet what was asked, best first: one page of them.

    Where more of the same are asked for, those that the text has named are passed over.
    """
    constraints = labels.without(request.constraints, wish.without)
    sort = wish.sort if wish.sort is not CourseOrder.RELEVANCE else request.order
    selection = finder.find(constraints, wish.today, sort)
    total = len(selection.courses)
    skipped = request.more * MOST
    first = (wish.page - 1) * wish.size + skipped
    page = slice(first, first + wish.size)
    notices = [*labels.notices(constraints, selection.relaxed, total, wish.language)]
    if total and selection.related:
        notices.append(say("notice.related", wish.language))
    if selection.called_off:
        notices.append(say("notice.called_off", wish.language))
    if total and skipped >= total:
        notices.append(say("notice.no_more", wish.language))
    return CourseReply(
        total=total,
        educations=len({fold(course.education.name) for course in selection.courses}),
        understood=labels.parameters(constraints),
        chips=labels.chips(constraints, request.spans, wish.language),
        relaxed=list(selection.relaxed),
        notices=[*request.contradictions, *notices],
        clarifying=clarifying(selection.courses, constraints, wish.language),
        is_course_question=request.is_course_question,
        courses=[
            course_body(course, county, wish.today)
            for course, county in zip(
                selection.courses[page], selection.counties[page], strict=True
            )
        ],
        page=wish.page,
        size=wish.size,
    )
