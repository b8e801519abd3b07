"""What a card shows of a course: the little that a choice begins with."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from assistant.bodies.answer import Answer
from assistant.bodies.courses import CourseBody, CourseState
from assistant.courses.tell import fields
from assistant.courses.tell.figures import day
from assistant.courses.tell.lines import course_line
from assistant.serve.chat import texts
from assistant.words.languages import Language

FIRST = 5
"""Cards that are shown at once; the others are folded."""

_MARK = re.compile(r"\[\d{1,3}\]")
_MAY_APPLY = frozenset([CourseState.OPEN, CourseState.UPCOMING, CourseState.UNKNOWN])


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
    own = fields.web_address(course.url)
    own_words = texts.READ_AND_APPLY if course.state in _MAY_APPLY else texts.READ_MORE
    facts = [
        (texts.START.get(language), fields.times(course, language)),
        (texts.PACE.get(language), fields.pace(course, language)),
        (texts.FORM.get(language), fields.form(course, language)),
    ]
    if points := fields.points(course, language):
        facts.append((texts.EXTENT.get(language), points))
    if course.level:
        facts.append((texts.LEVEL.get(language), course.level))
    return Card(
        course=course,
        title=fields.title(course),
        where=" · ".join(filter(None, [course.provider, place])),
        icon="cancelled" if course.cancelled else course.state.value,
        stands=fields.standing(course, language),
        deadline=_deadline(course, today, language),
        facts=tuple(facts),
        link=own or fields.web_address(course.provider_url),
        link_words=(own_words if own else texts.PROVIDER_SITE).get(language),
        dated=today is not None and fields.days_left(course, today) is not None,
    )


def unsaid(answer: Answer) -> str:
    """An answer's text without what the notices, the cards and the picture around it say."""
    text = answer.text
    if answer.path is not None and answer.path.steps:
        text = text.partition("\n\n")[2]  # the steps come first, and are drawn below
    notices = answer.course_search.notices if answer.course_search else []
    carded = {
        f"– {course_line(course, language)}" for course in answer.courses for language in Language
    }
    lines: list[str] = []
    for line in text.splitlines():
        if line in carded:
            # The line above led up to a list ("… som stämmer. De första:"), which are cards now.
            if lines and lines[-1].endswith(":"):
                lines[-1] = _led(lines[-1])
        elif line not in notices:
            lines.append(line)
    return "\n".join(lines).strip()


def parted(text: str) -> tuple[str, str]:
    """An answer's text up to its first quote, and from there: the courses are told in the first.

    Where it has no quote all of it is the first.
    """
    lines = text.splitlines()
    quoted = (n for n, line in enumerate(lines) if line.startswith("”") or _MARK.search(line))
    at = next(quoted, len(lines))
    # The line above a quote names its document.
    if at < len(lines) and at and lines[at - 1].endswith(":"):
        at -= 1
    return "\n".join(lines[:at]).strip(), "\n".join(lines[at:]).strip()


def _led(line: str) -> str:
    """The line without its last words, which no longer lead up to anything."""
    first, _, _ = line.removesuffix(":").partition(". ")
    return f"{first}."


def _deadline(course: CourseBody, today: dt.date | None, language: Language) -> str | None:
    """The last day to apply, with the days left."""
    if course.cancelled or course.state in (CourseState.PAST, CourseState.UNKNOWN):
        return None
    last = day(course.apply_until, language)
    if last is None:
        if course.continuous:
            return texts.APPLY_ANY_DAY.get(language)
        return None if course.state is CourseState.CLOSED else texts.NO_LAST_DAY.get(language)
    if course.state is CourseState.CLOSED:
        return texts.LAST_DAY_WAS.get(language, day=last)
    left = fields.days_left(course, today) if today else None
    if left is None or course.state is not CourseState.OPEN:
        return texts.LAST_DAY.get(language, day=last)
    words = {0: texts.LEFT_TODAY, 1: texts.LEFT_ONE}.get(left, texts.LEFT)
    return texts.APPLY_BY.get(language, day=last, left=words.get(language, days=left))
