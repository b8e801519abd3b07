"""The last days to apply as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.bodies.courses import CourseBody
from assistant.courses.tell.fields import start, title, web_address
from assistant.courses.tell.figures import date_of
from assistant.courses.tell.texts import say
from assistant.words.languages import Language
from corpus.swedish import normalise

if TYPE_CHECKING:
    from icalendar import Event

REMINDER = dt.timedelta(days=7)
"""How long before the last day the calendar reminds."""

_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_NOT_ADDRESS = re.compile(r"[^\x21-\x7e]|\\")


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar file, and the courses that are not in it as their source gives no last day."""

    data: bytes
    left_out: tuple[CourseBody, ...]


def calendar(
    courses: Sequence[CourseBody],
    today: dt.date,
    language: Language = Language.SWEDISH,
    *,
    starts: bool = False,
) -> CalendarFile:
    """One all-day event on each last day to apply, with a reminder a week before.

    With ``starts`` also on the days when the courses begin and end.

    The same courses give the same file on the same day; an event has the same UID on all days, so
    that a file saved anew replaces its events.
    """
    from icalendar import Calendar

    dated = {course.id: course for course in courses if date_of(course.apply_until)}
    events = [_event(course, today, language) for course in dated.values()]
    if starts:
        events += [event for course in courses for event in _days(course, today, language)]
    whole = Calendar.new(
        prodid=f"-//Vägvis//Vägvis//{language.value.upper()}",
        name=say("calendar.name", language),
        method="PUBLISH",
        calscale="GREGORIAN",
        subcomponents=events,
        uid="sista-ansokningsdagar@vagvis",
    )
    in_file = dated.keys() | ({c.id for c in courses if date_of(c.start)} if starts else set())
    left_out = tuple(course for course in courses if course.id not in in_file)
    return CalendarFile(whole.to_ical(), left_out)


def _event(course: CourseBody, today: dt.date, language: Language) -> Event:
    """The last day to apply for one course."""
    from icalendar import Alarm, Event
    from icalendar.enums import TRANSP

    name = _line(title(course))
    begins = start(course, language)
    lines = [
        say("calendar.provider", language, provider=course.provider) if course.provider else "",
        say("calendar.start", language, start=begins) if begins else "",
        say("source", language, source=course.source),
        say("calendar.check", language),
    ]
    event = Event.new(
        uid=f"{_line(course.id)}@vagvis",
        stamp=dt.datetime.combine(today, dt.time(), dt.UTC),
        start=date_of(course.apply_until),
        summary=say("calendar.summary", language, title=name),
        description="\n".join(_line(line) for line in lines if line),
        url=_address(course.url),
        transparency=TRANSP.TRANSPARENT,
    )
    alarm = Alarm.new(description=say("calendar.reminder", language, title=name))
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -REMINDER)
    event.add_component(alarm)
    return event


def _days(course: CourseBody, today: dt.date, language: Language) -> Iterator[Event]:
    """The days when a course begins and ends."""
    from icalendar import Event
    from icalendar.enums import TRANSP

    for name, day in (("begins", date_of(course.start)), ("ends", date_of(course.end))):
        if day is not None:
            yield Event.new(
                uid=f"{_line(course.id)}-{name}@vagvis",
                stamp=dt.datetime.combine(today, dt.time(), dt.UTC),
                start=day,
                summary=say(f"calendar.{name}", language, title=_line(title(course))),
                description=_line(say("source", language, source=course.source)),
                transparency=TRANSP.TRANSPARENT,
            )


def _line(text: str) -> str:
    """One line without the characters that a calendar file may not hold."""
    return _NOT_TEXT.sub("", normalise(text))


def _address(url: str | None) -> str | None:
    """An address that needs no escaping, of which a calendar file has none for addresses."""
    url = web_address(url)
    return url if url and not _NOT_ADDRESS.search(url) else None
