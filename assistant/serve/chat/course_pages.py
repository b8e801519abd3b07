"""A course, and courses side by side, as plain HTML; works without scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from assistant.bodies.courses import CourseBody
from assistant.bodies.paths import LadderBody, RequirementBody
from assistant.courses.find.finder import CourseFinder
from assistant.courses.path import prose
from assistant.courses.path.way import DECIDES, NO_WISHES, PathFinder
from assistant.courses.tell.body import course_body
from assistant.courses.tell.comparison import MOST, compare
from assistant.courses.tell.fields import FIELDS, cell, days_left
from assistant.courses.tell.figures import day, percent
from assistant.courses.tell.lines import check
from assistant.serve.chat import links
from assistant.serve.chat.cards import card
from assistant.serve.chat.render import fill
from assistant.serve.chat.source_page import HEADERS, language_of, missing
from assistant.serve.chat.texts import say
from assistant.words.languages import Language

_NEEDED = frozenset(["provider", "places", "form", "pace", "start", "apply_until", "eligibility"])
"""The fields that nobody should choose a course without."""


_HAS = "har"
"""The parameter of an address that names a requirement which a person says to meet."""


def mount(
    api: FastAPI, courses: CourseFinder, paths: PathFinder, today: Callable[[], dt.date]
) -> None:
    """Adds the page of each course under ``/kurs`` and the comparison at ``/kurser/jamfor``."""

    def body(course_id: str) -> CourseBody | None:
        course = courses.course(course_id)
        return course and course_body(*course, today())

    @api.get(links.COURSE + "{course_id}", include_in_schema=False)
    def course(request: Request, course_id: str) -> HTMLResponse:
        language, found = language_of(request), courses.course(course_id)
        if found is None:
            return missing("course_missing", language)
        has = request.query_params.getlist(_HAS)
        index = courses.shelf().index
        ladder = paths.ladder_to(found[0], index, today(), NO_WISHES, has).ladder
        page = course_page(course_body(*found, today()), today(), language, ladder)
        return HTMLResponse(page, headers=HEADERS)

    @api.get(links.COMPARISON, include_in_schema=False)
    def comparison(request: Request) -> HTMLResponse:
        language = language_of(request)
        ids = list(dict.fromkeys(request.query_params.getlist("id")))
        bodies = list(filter(None, map(body, ids[:MOST])))
        if ids and not bodies:
            return missing("course_missing", language)
        page = comparison_page(bodies, ids, today(), language)
        return HTMLResponse(page, headers=HEADERS)


def course_page(
    course: CourseBody, today: dt.date, language: Language, ladder: LadderBody | None
) -> str:
    """All that the source tells of a course, what it requires, and where that stands, as a page.

    What a choice needs is shown also where it is not told; of the rest the page says in one line
    what the source is silent on.
    """
    needs = {one.key: one for one in ladder.requirements} if ladder else {}
    cells = [(field, cell(field, course, language)) for field in FIELDS]
    silent = [field for field, one in cells if one.text is None and field.name not in _NEEDED]
    return fill(
        "course_page.html",
        language,
        course=course,
        card=card(course, today, language),
        facts=[(field.label.get(language), one) for field, one in cells if field not in silent],
        silent=", ".join(field.label.get(language).lower() for field in silent),
        check=check(language),
        ladder=ladder,
        steps=[(link, needs.get(link.key or "")) for link in ladder.chain] if ladder else [],
        titles={key: one.title for key, one in needs.items()},
        ticked=_ticked(needs, language),
        day=day,
        percent=percent,
        words=prose,
        decides=DECIDES,
    )


def _ticked(needs: Mapping[str, RequirementBody], language: Language) -> dict[str, str]:
    """For each requirement the address of the page on which it is ticked, or is no more."""
    has = {key for key, one in needs.items() if one.has}
    return {key: _address(has ^ {key}, language) for key in needs}


def _address(has: Collection[str], language: Language) -> str:
    english = [("lang", "en")] if language is Language.ENGLISH else []
    return f"?{urlencode([*english, *((_HAS, key) for key in sorted(has))])}#krav"


def comparison_page(
    courses: Sequence[CourseBody], ids: Sequence[str], today: dt.date, language: Language
) -> str:
    """Courses side by side as a page; ``ids`` are the ids asked for, some perhaps gone."""
    notices = []
    if len(ids) > MOST:
        notices.append(say("too_many_to_compare", language, count=len(ids), most=MOST))
    if gone := min(len(ids), MOST) - len(courses):
        notices.append(say("some_gone", language, count=gone))
    if len(courses) < 2:
        notices.append(say("one_to_compare", language))
    return fill(
        "comparison_page.html",
        language,
        courses=courses,
        rows=compare(courses, language),
        notices=notices,
        dated=[course.id for course in courses if days_left(course, today) is not None],
        check=check(language),
    )
