"""The fields of a course in words, each with where it was read; None where it was not told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from babel import Locale

from assistant.bodies.courses import CourseBody, CourseState
from assistant.courses.tell.figures import date_of, day, number, percent, weeks
from assistant.courses.tell.texts import TEXTS, say
from assistant.words.dates import period
from assistant.words.languages import Language, Text

MOST_PLACES = 4
"""Places that stand behind the name of a course."""

Tell = Callable[[CourseBody, Language], str | None]

_DERIVED = frozenset(["county", "state"])
_ADDRESSES = frozenset(["url", "provider_url"])
_PACE_WORDS = frozenset([100, 50, 25])


@dataclass(frozen=True, slots=True)
class CourseField:
    """One thing to know of a course; ``read_from`` names the fields of the body it is made of."""

    name: str
    tell: Tell
    read_from: tuple[str, ...]

    @property
    def label(self) -> Text:
        """What it is called."""
        return TEXTS[f"field.{self.name}"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a course's source tells of a field, and where; ``url`` where it is an address."""

    text: str | None
    source: str | None
    url: str | None = None


def cell(field: CourseField, course: CourseBody, language: Language) -> Cell:
    """A field of a course."""
    text = field.tell(course, language)
    if not text:
        return Cell(None, None)
    if field.name in _DERIVED:
        source = say(f"derivation.{field.name}", language)
    else:
        source = "; ".join(_places(field, course))
    return Cell(text, source or None, web_address(text) if field.name in _ADDRESSES else None)


def web_address(url: str | None) -> str | None:
    """An address that is safe to link to, or None: a link may not run anything."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def title(course: CourseBody) -> str:
    """What a course is called among others: its name and where it is given, if it does not say.

    What stands behind four places is told to be more.
    """
    places = [place for place in course.places if place not in course.name]
    more = ["…"] if len(places) > MOST_PLACES else []
    return ", ".join([course.name, *places[:MOST_PLACES], *more])


def days_left(course: CourseBody, today: dt.date) -> int | None:
    """Days until the last day to apply, 0 on the day itself; None where none lies ahead."""
    last = date_of(course.apply_until)
    if last is None or last < today or course.state is CourseState.PAST or course.cancelled:
        return None
    return (last - today).days


def points(course: CourseBody, language: Language) -> str | None:
    """How much a course is, in the words of its system: "100 gymnasiepoäng"."""
    if course.points is None:
        return None
    system = course.points_system
    name = "plain" if not system else system if f"points.{system}" in TEXTS else "other"
    return say(f"points.{name}", language, points=number(course.points, language), system=system)


def pace(course: CourseBody, language: Language) -> str | None:
    """How much of full time a course takes: "50 procent, halvfart"."""
    if course.pace is None:
        return None
    words = f", {say(f'pace.{course.pace:g}', language)}" if course.pace in _PACE_WORDS else ""
    return percent(course.pace, language) + words


def form(course: CourseBody, language: Language) -> str | None:
    """Distance or on site, with the meetings of a distance course and the time of day."""
    parts: list[str] = []
    if course.distance is not None:
        parts.append(
            _capital(say("form.distance" if course.distance else "form.on_site", language))
        )
    if course.distance and course.meetings is not None:
        count = {0: "no_meetings", 1: "one_meeting"}.get(course.meetings, "meetings")
        parts.append(say(f"form.{count}", language, count=course.meetings))
    if course.evening and parts:
        parts.append(say("form.evening", language))
    return ", ".join(parts) or None


def times(course: CourseBody, language: Language) -> str | None:
    """When it is given: "18 januari–4 juni 2027", or that one may begin at any time."""
    first, last = date_of(course.start), date_of(course.end)
    whole = period(first, last, language) if first and last else day(course.start, language)
    return _or_any_day(_as_written(whole, course, language), course, language)


def length(course: CourseBody, language: Language) -> str | None:
    """How long it takes, by its first and last days: "20 veckor (18 januari–4 juni 2027)"."""
    first, last = date_of(course.start), date_of(course.end)
    if not first or not last or last <= first:
        return None
    count = weeks(first, last)
    name = "length.week" if count == 1 else "length.weeks"
    return say(name, language, weeks=count, period=period(first, last, language))


def start(course: CourseBody, language: Language) -> str | None:
    """The first day, or that one may begin at any time."""
    return _or_any_day(first_day(course, language), course, language)


def first_day(course: CourseBody, language: Language) -> str | None:
    """The first day, with the words of a source that has a week or a term in its place."""
    return _as_written(day(course.start, language), course, language)


def last_day(course: CourseBody, language: Language) -> str | None:
    """The last day to apply, or that one may apply at any time."""
    if course.apply_until:
        return day(course.apply_until, language)
    return say("apply.may_any_day", language) if course.continuous else None


def standing(course: CourseBody, language: Language) -> str:
    """Where a course stands today, in words: "Ansökan öppnar 1 oktober 2026"."""
    name = course.state.value
    if course.cancelled:
        name = "cancelled"
    elif course.state is CourseState.PAST and not course.end:
        name = "withdrawn"
    return say(f"state.{name}", language, opens=day(course.apply_from, language))


def apply_by(course: CourseBody, language: Language) -> str:
    """Until when one may apply, or why one may not, as a sentence."""
    if course.state is CourseState.OPEN and course.apply_until:
        return say("apply.until", language, day=day(course.apply_until, language))
    if course.state is CourseState.OPEN:
        anytime = course.continuous or course.rolling
        return say("apply.any_day" if anytime else "apply.no_last_day", language)
    if course.state is CourseState.PAST and course.end:
        return say("apply.over", language)
    if course.state is CourseState.CLOSED and course.apply_until:
        return say("apply.closed", language, day=day(course.apply_until, language))
    return f"{standing(course, language)}."


def language_name(code: str | None, language: Language) -> str | None:
    """A language that courses are taught in, by name."""
    names: Mapping[str, str] = Locale(language.value).languages
    return names.get(code, code) if code else None


def _or_any_day(when: str | None, course: CourseBody, language: Language) -> str | None:
    if not course.rolling:
        return when
    anytime = _capital(say("start.any_day", language))
    return f"{anytime} ({when})" if when else anytime


def _as_written(when: str | None, course: CourseBody, language: Language) -> str | None:
    """Days, and the source's own words where it has a week, a term or several parts instead."""
    if not course.dates:
        return when
    return say("start.written", language, day=when, dates=course.dates) if when else course.dates


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _places(field: CourseField, course: CourseBody) -> Iterator[str]:
    """Where the parts of a field were read; those that stand in one place are told together."""
    names: dict[str, dict[str, None]] = {}
    for name in field.read_from:
        where, _, column = course.sources.get(name, "").rpartition(", ")
        if column:
            names.setdefault(where, {})[column] = None
    for where, columns in names.items():
        yield ", ".join(filter(None, [where, *columns]))


def _field(name: str, tell: Tell | None = None, *read_from: str) -> CourseField:
    """A field; without a function it is told as it stands, and is read from its own name."""

    def plain(course: CourseBody, _: Language) -> str | None:
        value = getattr(course, name)
        return str(value) if value is not None else None

    return CourseField(name, tell or plain, read_from or (name,))


def _choice(name: str, yes: str = "yes", no: str = "no") -> CourseField:
    """A field that is true or false."""

    def tell(course: CourseBody, language: Language) -> str | None:
        value = getattr(course, name)
        return None if value is None else say(yes if value else no, language)

    return CourseField(name, tell, (name,))


FIELDS: tuple[CourseField, ...] = (
    _field("name"),
    _field("code"),
    _field("provider"),
    _field("places", lambda course, _: ", ".join(course.places)),
    _field("county"),
    _field("level"),
    _field("points", points, "points", "points_system"),
    _field("form", form, "distance", "meetings", "evening"),
    _choice("evening"),
    _field("pace", pace),
    _field("start", start, "start", "dates", "rolling"),
    _field("end", lambda course, language: day(course.end, language)),
    _field("apply_from", lambda course, language: day(course.apply_from, language)),
    _field("apply_until", last_day, "apply_until", "continuous"),
    _field("state", standing),
    _field("eligibility"),
    _field("recommended"),
    _field("language", lambda course, language: language_name(course.language, language)),
    # What the source says; who gets it is for others to say.
    _choice("student_aid", "student_aid.yes", "student_aid.no"),
    _choice("apprenticeship"),
    _field("degree"),
    _field("seats"),
    _field("fee"),
    _field("description"),
    _field("url"),
    _field("provider_url", None, "provider_url", "provider"),
)
"""The fields in the order in which they are told."""

LENGTH = _field("length", length, "start", "end")
"""What is worked out of two of them, and told where it is asked for."""
