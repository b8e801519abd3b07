"""What is said of the courses found: a few plain sentences; the cards tell the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from assistant.bodies.courses import CourseBody, CourseReply, State
from assistant.courses.tell.fields import FIELDS, title
from assistant.question.answer_types import AnswerType
from assistant.words.dates import said
from assistant.words.languages import Language, Text

TOLD = 3
"""How many courses are named in the text; the cards show more."""

_FOUND = Text("Jag hittar {count} som stämmer:", "I find {count} that match:")
_FIRST = Text("Jag hittar {count} som stämmer. De första:", "I find {count} that match. The first:")
_NEAREST = Text("Det närmaste jag hittar är {count}:", "The nearest I find is {count}:")
_NEAREST_FIRST = Text(
    "Det närmaste jag hittar är {count}. De första:", "The nearest I find is {count}. The first:"
)
_OVER = Text("Det här finns i kurskatalogerna:", "This is in the course catalogues:")
_UNTOLD = Text("{label}: framgår inte av källan.", "{label}: the source does not tell.")
_ASKED = {
    AnswerType.POINTS: ("points",),
    AnswerType.LENGTH: ("end",),
    AnswerType.STUDENT_AID: ("student_aid",),
    AnswerType.PROVIDER: ("provider",),
}
"""The fields that tell what is asked for, beside those of every line."""

_NONE = Text(
    "Jag hittar ingen kurs som stämmer i kurskatalogerna.",
    "I find no course that matches in the course catalogues.",
)
_NONE_OF = Text(
    "Jag hittar ingen kurs i {subject} i kurskatalogerna.",
    "I find no course in {subject} in the course catalogues.",
)
_CHECK = Text(
    "Uppgifterna kommer från kurskatalogerna. Kontrollera dem hos anordnaren innan du söker.",
    "This comes from the course catalogues. Check it with the provider before you apply.",
)
_START = Text("start {day}", "starts {day}")
_ROLLING = Text("start när som helst", "starts at any time")
_PACE = Text("{pace:g} procent", "{pace:g} percent")
_DISTANCE = Text("distans", "distance")
_EVENING = Text("kvällstid", "evenings")
_STATES = {
    State.OPEN: Text("Sök senast {day}.", "Apply by {day}."),
    State.UPCOMING: Text("Ansökan öppnar {opens}.", "Applications open {opens}."),
    State.CLOSED: Text("Ansökan har stängt.", "Applications have closed."),
    State.PAST: Text("Kursen har redan varit.", "The course is over."),
    State.UNKNOWN: Text(
        "Ansökningsdag framgår inte av källan.", "The source gives no day to apply by."
    ),
}
_NO_LONGER = Text("Kursen går inte att söka längre.", "The course can no longer be applied for.")
_ANY_DAY = Text("Sök när som helst.", "Apply at any time.")
_OPEN = Text(
    "Ansökan är öppen. Sista dag framgår inte av källan.",
    "Open for applications. The source gives no last day.",
)


def lines(reply: CourseReply, asks: Collection[AnswerType], language: Language) -> Iterator[str]:
    """The paragraphs that tell of a search.

    What was left out, how many there are, the first of them, and of those what was asked for.
    """
    yield from reply.notices
    if not reply.courses:
        subject = reply.understood.get("subject")
        yield (_NONE_OF.get(language, subject=f"”{subject}”") if subject else _NONE.get(language))
        return
    several = reply.total > TOLD
    if reply.relaxed == ["state"]:
        text = _OVER
    elif reply.relaxed:
        text = _NEAREST_FIRST if several else _NEAREST
    else:
        text = _FIRST if several else _FOUND
    head = text.get(language, count=_count(reply.total, language))
    first = dict.fromkeys(told(course, language) for course in reply.courses[:TOLD])
    yield "\n".join([head, *(f"– {line}" for line in first)])
    for ask, names in _ASKED.items():
        if ask in asks:
            for name in names:
                yield _asked(name, reply.courses[:TOLD], language)
    yield _CHECK.get(language)


def told(course: CourseBody, language: Language) -> str:
    """One course in a line: what, where, when, how, and until when one may apply."""
    parts = [_start(course, language)]
    if course.pace is not None:
        parts.append(_PACE.get(language, pace=course.pace))
    if course.distance:
        parts.append(_DISTANCE.get(language))
    if course.evening:
        parts.append(_EVENING.get(language))
    how = ", ".join(filter(None, parts))
    return f"{title(course)}{': ' if how else ''}{how}. {_apply(course, language)}"


def _asked(name: str, courses: Sequence[CourseBody], language: Language) -> str:
    """What the sources tell of one field: once where it is the same for all courses."""
    field = next(field for field in FIELDS if field.name == name)
    label = field.label.get(language)
    told = [(course, field.tell(course, language)) for course in courses]
    known = {value for _, value in told if value}
    if not known:
        return _UNTOLD.get(language, label=label)
    if len(known) == 1 and all(value for _, value in told):
        return f"{label}: {known.pop()}."
    each = "; ".join(f"{value} ({_which(course, language)})" for course, value in told if value)
    return f"{label}: {each}."


def _which(course: CourseBody, language: Language) -> str:
    """What tells a course from others in the same answer."""
    pace = [] if course.pace is None else [_PACE.get(language, pace=course.pace)]
    return ", ".join([title(course), *pace])


def _start(course: CourseBody, language: Language) -> str:
    if course.start:
        return _START.get(language, day=_day(course.start, language))
    return _ROLLING.get(language) if course.rolling else ""


def _apply(course: CourseBody, language: Language) -> str:
    if course.state is State.PAST and not course.end:
        return _NO_LONGER.get(language)
    if course.state is State.OPEN and not course.apply_until:
        return (_ANY_DAY if course.continuous or course.rolling else _OPEN).get(language)
    return _STATES[course.state].get(
        language,
        day=_day(course.apply_until, language),
        opens=_day(course.apply_from, language),
    )


def _day(day: str | None, language: Language) -> str:
    return said(dt.date.fromisoformat(day), language) if day else ""


def _count(total: int, language: Language) -> str:
    if language is Language.ENGLISH:
        return f"{total} course{'s' if total != 1 else ''}"
    return f"{total} kurstillfälle{'n' if total != 1 else ''}"


def eligibilities(courses: Sequence[CourseBody]) -> list[CourseBody]:
    """The first courses, one for each different education, whose eligibility is to be told."""
    by_text = {(c.name, c.eligibility): c for c in reversed(courses[:TOLD])}
    return list(reversed(by_text.values()))
