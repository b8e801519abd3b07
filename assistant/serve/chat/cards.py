"""What a card shows of a course: the little that a choice begins with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.bodies.courses import CourseBody, CourseState
from assistant.courses.states import CURRENT
from assistant.courses.tell import fields
from assistant.courses.tell.figures import day
from assistant.serve.chat.texts import say
from assistant.words.languages import Language

FIRST = 5
"""Cards that are shown at once; the others are folded."""


@dataclass(frozen=True, slots=True)
class Card:
    """A course on a card.

    ``icon`` names the picture beside ``stands``; ``deadline`` tells of the last day to apply.
    ``facts`` are labels with what the source tells, None where it does not. ``link`` leads to
    where one reads on or applies; ``dated`` where a last day lies ahead.
    """

    course: CourseBody
    title: str
    where: str
    icon: str
    stands: str
    deadline: str | None
    facts: tuple[tuple[str, str | None], ...]
    link: str | None
    link_words: str
    dated: bool


def card(course: CourseBody, today: dt.date | None, language: Language) -> Card:
    """The card of a course; days are counted from ``today`` where it is known."""
    place = ", ".join(course.places)
    if course.county and len(course.places) == 1 and course.county != place:
        place = f"{place} ({course.county})"
    page = fields.web_address(course.url)
    page_words = "read_and_apply" if course.state in CURRENT else "read_more"
    facts = [
        (say("start", language), fields.times(course, language)),
        (say("pace", language), fields.pace(course, language)),
        (say("form", language), fields.form(course, language)),
    ]
    if points := fields.points(course, language):
        facts.append((say("extent", language), points))
    if course.level:
        facts.append((say("level", language), course.level))
    return Card(
        course=course,
        title=fields.title(course),
        where=" · ".join(filter(None, [course.provider, place])),
        icon="cancelled" if course.cancelled else course.state.value,
        stands=fields.standing(course, language),
        deadline=_deadline(course, today, language),
        facts=tuple(facts),
        link=page or fields.web_address(course.provider_url),
        link_words=say(page_words if page else "provider_site", language),
        dated=today is not None and fields.days_left(course, today) is not None,
    )


def _deadline(course: CourseBody, today: dt.date | None, language: Language) -> str | None:
    """The last day to apply, with the days left."""
    if course.cancelled or course.state in (CourseState.PAST, CourseState.UNKNOWN):
        return None
    last = day(course.apply_until, language)
    if last is None:
        if course.continuous:
            return say("apply_any_day", language)
        return None if course.state is CourseState.CLOSED else say("no_last_day", language)
    if course.state is CourseState.CLOSED:
        return say("last_day_was", language, day=last)
    left = fields.days_left(course, today) if today else None
    if left is None or course.state is not CourseState.OPEN:
        return say("last_day", language, day=last)
    words = say({0: "left_today", 1: "left_one"}.get(left, "left"), language, days=left)
    return say("apply_by", language, day=last, left=words)
