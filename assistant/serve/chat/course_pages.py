"""A course, and courses side by side, as plain HTML; works without scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from assistant.bodies.courses import CourseBody
from assistant.courses.tell.body import course_body
from assistant.courses.tell.comparison import MOST, compare
from assistant.courses.tell.fields import FIELDS, cell, days_left
from assistant.serve.chat import links, texts
from assistant.serve.chat.cards import card
from assistant.serve.chat.render import fill
from assistant.serve.chat.source_page import HEADERS, missing
from assistant.words.languages import Language
from corpus.course_book import Course

_NEEDED = frozenset(["provider", "places", "form", "pace", "start", "apply_until", "eligibility"])
"""The fields that nobody should choose a course without."""


class Courses(Protocol):
    """Where courses are looked up."""

    def course(self, course_id: str) -> tuple[Course, str | None] | None:
        """An occasion with its county, or None where there is none of this id."""


def mount(api: FastAPI, courses: Courses, today: Callable[[], dt.date]) -> None:
    """Adds the page of each course under ``/kurs`` and the comparison at ``/kurser/jamfor``."""

    def body(course_id: str) -> CourseBody | None:
        found = courses.course(course_id)
        return found and course_body(*found, today())

    @api.get(links.COURSE + "{course_id}", include_in_schema=False)
    def course(request: Request, course_id: str) -> HTMLResponse:
        language, found = _language(request), body(course_id)
        if found is None:
            return missing(texts.COURSE_MISSING, texts.COURSE_MISSING_HELP, language)
        return HTMLResponse(course_page(found, today(), language), headers=HEADERS)

    @api.get(links.COMPARISON, include_in_schema=False)
    def comparison(request: Request) -> HTMLResponse:
        language = _language(request)
        wanted = list(dict.fromkeys(request.query_params.getlist("id")))
        found = [own for course_id in wanted[:MOST] if (own := body(course_id))]
        if wanted and not found:
            return missing(texts.COURSE_MISSING, texts.COURSE_MISSING_HELP, language)
        shown = comparison_page(found, wanted, today(), language)
        return HTMLResponse(shown, headers=HEADERS)


def course_page(course: CourseBody, today: dt.date, language: Language) -> str:
    """All that the source tells of a course, and where it does, as a page.

    What a choice needs is shown also where it is not told; of the rest the page says in one line
    what the source is silent on.
    """
    told = [(field, cell(field, course, language)) for field in FIELDS]
    silent = [field for field, own in told if own.text is None and field.name not in _NEEDED]
    return fill(
        "course_page.html",
        language,
        course=course,
        own=card(course, today, language),
        facts=[(f.label.get(language), own) for f, own in told if f not in silent],
        silent=", ".join(field.label.get(language).lower() for field in silent),
    )


def comparison_page(
    courses: Sequence[CourseBody], wanted: Sequence[str], today: dt.date, language: Language
) -> str:
    """Courses side by side as a page; ``wanted`` are the ids asked for, some perhaps gone."""
    notices = []
    if len(wanted) > MOST:
        notices.append(texts.TOO_MANY_TO_COMPARE.get(language, count=len(wanted), most=MOST))
    if gone := min(len(wanted), MOST) - len(courses):
        notices.append(texts.SOME_GONE.get(language, count=gone))
    if len(courses) < 2:
        notices.append(texts.ONE_TO_COMPARE.get(language))
    return fill(
        "comparison_page.html",
        language,
        courses=courses,
        rows=compare(courses, language),
        notices=notices,
        dated=[own.id for own in courses if days_left(own, today) is not None],
    )


def _language(request: Request) -> Language:
    return Language.ENGLISH if request.query_params.get("lang") == "en" else Language.SWEDISH
