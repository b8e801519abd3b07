"""Courses in plain sentences: one in a line, and what is said of those of a search."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from assistant.bodies.course_query import CourseOrder
from assistant.bodies.courses import CourseBody, CourseReply
from assistant.courses.tell.fields import FIELDS, LENGTH, apply_by, first_day, title, web_address
from assistant.courses.tell.figures import missing, percent
from assistant.courses.tell.texts import say
from assistant.courses.tell.whether import costs
from assistant.question.answer_types import AnswerType
from assistant.question.plan import CourseRequest
from assistant.words.languages import Language

MOST = 3
"""How many courses are named in the text; the cards show more."""

_FIELDS_OF: Mapping[AnswerType, tuple[str, ...]] = {
    AnswerType.POINTS: ("points",),
    AnswerType.CODE: ("code",),
    AnswerType.LENGTH: ("length",),
    AnswerType.PACE: ("pace",),
    AnswerType.STUDENT_AID: ("student_aid",),
    AnswerType.PROVIDER: ("provider",),
    AnswerType.LEVEL: ("level",),
    AnswerType.SEATS: ("seats",),
}
"""The fields that tell what is asked for, beside those of every line."""

_IN_LINES: Mapping[AnswerType, tuple[str, ...]] = {
    AnswerType.COURSE_DATES: ("start", "apply_until"),
    AnswerType.PLACE: ("places",),
}
"""The same for what every line tells, where there are no lines."""

_PAID = {AnswerType.FEE, AnswerType.MONEY}

_TOLD = (*FIELDS, LENGTH)


def course_line(course: CourseBody, language: Language) -> str:
    """One course in a line: what, where, when, how, and until when one may apply.

    "Matematik 2b, Sundsvall: start 18 januari 2027, 50 procent, distans. Sök senast 1 december
    2026."
    """
    parts = []
    if first := first_day(course, language):
        parts.append(say("start.day", language, day=first))
    elif course.rolling:
        parts.append(say("start.any_day", language))
    if course.pace is not None:
        parts.append(percent(course.pace, language))
    if course.distance:
        parts.append(say("form.distance", language))
    if course.evening:
        parts.append(say("form.evening", language))
    how = f": {', '.join(parts)}" if parts else ""
    return f"{title(course)}{how}. {apply_by(course, language)}"


def source_lines(courses: Iterable[CourseBody], language: Language) -> list[str]:
    """Courses as a list of lines with code, provider, source and link, to paste into a memo."""
    return [
        " ".join(
            filter(
                None,
                [
                    f"– {course_line(course, language)}",
                    course.code and f"{course.code}.",
                    course.provider and f"{course.provider}.",
                    say("source", language, source=course.source) + ".",
                    web_address(course.url),
                ],
            )
        )
        for course in courses
    ]


def heading(reply: CourseReply, language: Language) -> str:
    """What the courses are, and how many: "Jag hittar 7 kurstillfällen som stämmer"."""
    name = "nearest" if reply.relaxed else "all"
    if reply.relaxed == ["state"]:
        name = "over"
    count = say("result.one" if reply.total == 1 else "result.several", language, count=reply.total)
    return say(f"result.{name}", language, count=count)


def label(reply: CourseReply, language: Language, *, is_next: bool) -> str:
    """What the courses named are of those found; empty where they are all."""
    if reply.total <= MOST or reply.relaxed == ["state"]:
        return ""
    return say("result.next" if is_next else "result.first", language)


def first_lines(reply: CourseReply, language: Language) -> list[str]:
    """A line for each of the first courses; those that are told alike stand once."""
    return list(dict.fromkeys(course_line(course, language) for course in reply.courses[:MOST]))


def none_found(reply: CourseReply, language: Language) -> str:
    """That no course was found."""
    subject = reply.understood.get("subject")
    return say("result.none_of" if subject else "result.none", language, subject=subject)


def is_everything(reply: CourseReply, request: CourseRequest) -> bool:
    """Whether nothing was asked for that tells one course from another.

    The first of all courses would be nobody's: rather ask what they want.
    """
    return (
        reply.clarifying is not None
        and not (reply.chips or request.more)
        and request.order is CourseOrder.RELEVANCE
    )


def everything(reply: CourseReply, language: Language) -> str:
    """How many courses there are, and that it helps to tell what one wants."""
    return say("result.everything", language, count=reply.total, kinds=reply.educations)


def facts(
    reply: CourseReply, types: Collection[AnswerType], language: Language, *, alone: bool
) -> Iterator[str]:
    """What was asked for: how many there are, and of the first ones a sentence for each field.

    ``alone`` where no lines of courses follow.
    """
    if AnswerType.COURSE_COUNT in types:
        yield _count(reply, language)
    if not reply.courses:
        return
    if AnswerType.FEE in types:
        yield from _fees(reply.courses[:MOST], language) or [say("notice.fee", language)]
    names = _names({**_FIELDS_OF, **(_IN_LINES if alone else {})}, types)
    for name in names:
        yield _field_of(name, reply.courses[:MOST], language)
    if names and alone and reply.total > MOST:
        yield say("result.of_first", language, count=MOST, total=reply.total)


def tells_any(types: Collection[AnswerType]) -> bool:
    """Whether something is asked for that the fields of a course tell."""
    return not ({*_FIELDS_OF, *_IN_LINES} | _PAID).isdisjoint(types)


def leaves_open(reply: CourseReply, types: Collection[AnswerType], language: Language) -> bool:
    """Whether none of the first courses tells something that is asked of them."""
    courses = reply.courses[:MOST]
    fee = bool(_PAID & set(types)) and not _fees(courses, language)
    asked = (names for kind, names in {**_FIELDS_OF, **_IN_LINES}.items() if kind in types)
    told = {field.name for field in _TOLD if any(field.tell(one, language) for one in courses)}
    return fee or any(told.isdisjoint(names) for names in asked)


def _fees(courses: Sequence[CourseBody], language: Language) -> Sequence[str]:
    """What courses cost: by the field, or else by their texts."""
    if any(course.fee for course in courses):
        return [_field_of("fee", courses, language)]
    return costs(courses, language)


def _names(
    fields: Mapping[AnswerType, Sequence[str]], types: Collection[AnswerType]
) -> Sequence[str]:
    """The names of the fields that tell what is asked for."""
    return [name for asked, names in fields.items() if asked in types for name in names]


def _count(reply: CourseReply, language: Language) -> str:
    """How many courses meet what was asked, and what was counted."""
    chips = ", ".join(chip.label for chip in reply.chips)
    what = f" ({chips})" if chips else ""
    if reply.relaxed or not reply.total:
        return say("count.none", language, what=what)
    count = say("result.one" if reply.total == 1 else "result.several", language, count=reply.total)
    kinds = say("count.kind" if reply.educations == 1 else "count.kinds", language)
    return say("count.all", language, count=count, n=reply.educations, kinds=kinds, what=what)


def check(language: Language) -> str:
    """That everything comes from catalogues, and is to be checked with the provider."""
    return say("result.check", language)


def told_apart(courses: Sequence[CourseBody], field: str) -> list[CourseBody]:
    """The first courses, one for each name and each text in a field that is to be told.

    One without a text stands only where no other of its name has one.
    """
    by_text = {(c.name, getattr(c, field)): c for c in reversed(courses[:MOST])}
    told = {name for name, text in by_text if text}
    return [c for (n, text), c in reversed(by_text.items()) if text or n not in told]


def _field_of(name: str, courses: Sequence[CourseBody], language: Language) -> str:
    """What the sources tell of one field: once where it is the same for all courses."""
    field = next(field for field in _TOLD if field.name == name)
    label = field.label.get(language)
    values = [(course, field.tell(course, language)) for course in courses]
    known = {value for _, value in values if value}
    if not known:
        return f"{label}: {missing(language)}."
    if len(known) == 1 and all(value for _, value in values):
        return f"{label}: {known.pop()}."
    each = "; ".join(f"{value} ({_which(course, language)})" for course, value in values if value)
    return f"{label}: {each}."


def _which(course: CourseBody, language: Language) -> str:
    """What tells a course from others in the same answer."""
    pace = [] if course.pace is None else [percent(course.pace, language)]
    return ", ".join([title(course), *pace])
