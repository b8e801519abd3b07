"""Whether a course is as somebody asks ("Är den på distans?", "Är den gratis?"), by its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.bodies.courses import CourseBody, CourseState
from assistant.courses.tell.fields import FIELDS, cell, title
from assistant.courses.tell.texts import say
from assistant.question.answer_types import AnswerType, answer_types
from assistant.question.plan import Constraints
from assistant.words.languages import Language
from corpus.swedish import fold, sentences

_FIELDS = {
    "distance": "form",
    "evening": "evening",
    "apprenticeship": "apprenticeship",
    "student_aid": "student_aid",
    "rolling": "start",
    "language": "language",
    "pace": "pace",
    "open": "state",
}
"""What may be asked, and the field of a course that tells it."""


def verdicts(
    courses: Sequence[CourseBody], asked: Constraints, language: Language
) -> Iterator[str]:
    """For each course and each thing asked a sentence: yes or no, and what its source tells."""
    fields = {field.name: field for field in FIELDS}
    for name, field_name in _FIELDS.items():
        for course in courses if _is_asked(asked, name) else ():
            told = cell(fields[field_name], course, language)
            meets = _meets(course, asked, name)
            verdict = "untold" if meets is None or told.text is None else "yes" if meets else "no"
            yield say(
                f"whether.{verdict}",
                language,
                course=title(course),
                field=fields[field_name].label.get(language),
                told=told.text,
                source=told.source or course.source,
            )


def costs(courses: Sequence[CourseBody], language: Language) -> Sequence[str]:
    """What the texts of courses tell of their cost."""
    told = {}
    for course in courses:
        text = course.description or ""
        each = (text[start:end] for start, end in sentences(text))
        if sentence := next((s for s in each if AnswerType.FEE in answer_types(fold(s))), None):
            told[sentence] = say(
                "whether.told",
                language,
                course=title(course),
                told=sentence,
                source=course.sources.get("description", course.source),
            )
    return list(told.values())


def _is_asked(asked: Constraints, name: str) -> bool:
    if name == "pace":
        return asked.pace_min is not None or asked.pace_max is not None
    return getattr(asked, name) is not None


def _meets(course: CourseBody, asked: Constraints, name: str) -> bool | None:
    """Whether a course is so; None where its source does not tell."""
    if name == "open":
        unknown = course.state is CourseState.UNKNOWN
        return None if unknown else (course.state is CourseState.OPEN) is asked.open
    value = getattr(course, name)
    if value is None:
        return None
    if name == "pace":
        return bool((asked.pace_min or 0) <= value <= (asked.pace_max or 100))
    return bool(value == getattr(asked, name))
