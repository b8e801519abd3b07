"""Whether a question looks for courses, or asks the documents; one may do both in its parts."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.courses.occupations import Occupations
from assistant.courses.read.patterns import anywhere
from assistant.courses.read.question_text import QuestionText
from assistant.courses.read.topics import Topic
from assistant.question.answer_types import AnswerType, answer_types

_HOW = frozenset(["distance", "evening", "pace", "level", "language", "apprenticeship"])
"""Constraints that hardly anything but a course has."""

MOST_STRANGE = 2
"""Words that no catalogue teaches in a question that still looks for a course."""

_OF_COURSES = frozenset(
    [
        AnswerType.COURSE_DATES,
        AnswerType.ELIGIBILITY,
        AnswerType.LENGTH,
        AnswerType.FEE,
        AnswerType.STUDENT_AID,
        AnswerType.COMPARISON,
        AnswerType.POINTS,
        AnswerType.CODE,
        AnswerType.PROVIDER,
    ]
)
"""What courses tell of, too."""

_ASKED_OF_COURSES = _OF_COURSES | {
    AnswerType.WAY,
    AnswerType.APPLY,
    AnswerType.PACE,
    AnswerType.COUNT,
}


def drop_document_parts(question: QuestionText) -> bool:
    """Takes away the parts that ask the documents; False where there are none, or no others."""
    parts = list(_parts(question.rest))
    of_documents = [part for part in parts if _asks_documents(question.rest[slice(*part)])]
    if not of_documents or len(of_documents) == len(parts):
        return False
    for part in of_documents:
        question.drop(*part)
    return True


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in anywhere("next_part").finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _asks_documents(text: str) -> bool:
    """Whether a text in lower case asks what documents tell of and no course does."""
    return _speaks_of_documents(text) and not _OF_COURSES & answer_types(text)


def is_course_question(
    text: str,
    wanted: frozenset[AnswerType],
    topic: Topic,
    occupations: Occupations,
    *,
    is_coded: bool,
    limits: frozenset[str],
) -> bool:
    """Whether a question in lower case looks for something to study.

    Args:
        text: the question.
        wanted: what it asks.
        topic: what it would study.
        occupations: those that a question may name.
        is_coded: it names a course code.
        limits: the other constraints that it names.
    """
    documents = _asks_documents_alone(text)
    if (
        AnswerType.WAY in wanted
        and topic.text
        and topic.strange <= (0 if documents else MOST_STRANGE)
    ):
        return True
    if documents:
        # "När är sista ansökningsdag till undersköterska på distans?"
        fits = topic.is_taught and (topic.strange == 0 or bool(_HOW & limits) or _studies(text))
        return (
            (is_coded or fits) and bool(_OF_COURSES & wanted) and not anywhere("past").search(text)
        )
    if is_coded or not topic.text:
        # To name student aid as a constraint is no question of its own.
        implied = {AnswerType.STUDENT_AID} if "student_aid" in limits else set()
        return is_coded or len(limits) > len((wanted & _ASKED_OF_COURSES) - implied)
    if topic.is_taught:
        return _seeks_what_is_taught(text, wanted, topic, limits)
    return _seeks_what_is_not_taught(text, topic, occupations, limits)


def _asks_documents_alone(text: str) -> bool:
    """Whether documents are asked, and no part of the question wishes to study."""
    parts = [text[start:end] for start, end in _parts(text)]
    wishes = any(_studies(part) and not _speaks_of_documents(part) for part in parts)
    return _speaks_of_documents(text) and not wishes


def _seeks_what_is_taught(
    text: str, wanted: frozenset[AnswerType], topic: Topic, limits: frozenset[str]
) -> bool:
    """Whether a question that names something taught is after it."""
    if _studies(text):
        return True
    if (_HOW | {"provider"}) & limits or anywhere("course").search(text):
        return topic.strange <= MOST_STRANGE
    is_asked = bool(_OF_COURSES & wanted) or anywhere("wonders").search(text) is None
    return topic.strange <= bool(limits) and is_asked


def _seeks_what_is_not_taught(
    text: str, topic: Topic, occupations: Occupations, limits: frozenset[str]
) -> bool:
    """Whether a question that names nothing taught looks for a course all the same."""
    if topic.strange > MOST_STRANGE:
        return False
    if _studies(text) or (_HOW & limits and topic.strange < MOST_STRANGE):
        return True
    mention = occupations.find(topic.text)
    is_occupation = mention is not None and mention.certain
    return bool(limits) and (anywhere("course").search(text) is not None or is_occupation)


def _studies(text: str) -> bool:
    return anywhere("study").search(text) is not None


def _speaks_of_documents(text: str) -> bool:
    return any(anywhere(name).search(text) for name in ("of_documents", "past"))
