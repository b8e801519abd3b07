"""Whether a question looks for courses, or asks the documents; one may do both in its parts."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.courses.read.patterns import anywhere
from assistant.courses.read.question_text import QuestionText
from assistant.courses.read.subject import Subject
from assistant.courses.read.vocabulary import CourseVocabulary
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
    of_documents = [part for part in parts if asks_documents(question.rest[slice(*part)])]
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


def is_course_question(
    text: str,
    wanted: frozenset[AnswerType],
    subject: Subject,
    vocabulary: CourseVocabulary,
    *,
    is_coded: bool,
    limits: frozenset[str],
) -> bool:
    """Whether a question in lower case looks for something to study.

    Args:
        text: the question.
        wanted: what it asks.
        subject: what it would study.
        vocabulary: what the catalogues know.
        is_coded: it names a course code.
        limits: the other constraints that it names.
    """
    documents = _asks_documents_alone(text)
    if (
        AnswerType.WAY in wanted
        and subject.text
        and subject.strange <= (0 if documents else MOST_STRANGE)
    ):
        return True
    if documents:
        # "När är sista ansökningsdag till undersköterska på distans?"
        fits = subject.is_taught and (subject.strange == 0 or bool(_HOW & limits) or _studies(text))
        return (
            (is_coded or fits) and bool(_OF_COURSES & wanted) and not anywhere("past").search(text)
        )
    if _wishes(text) and (subject.text or limits):
        return True
    if is_coded or not subject.text:
        # To name student aid as a constraint is no question of its own, nor to count courses.
        implied = {AnswerType.STUDENT_AID} if "student_aid" in limits else set()
        implied |= {AnswerType.COUNT, AnswerType.FEE} if _of_courses(text) else set()
        is_short = subject.strange < MOST_STRANGE or _of_courses(text)
        asked = (wanted & _ASKED_OF_COURSES) - implied
        return is_coded or (is_short and len(limits) > len(asked))
    if subject.is_taught:
        return _seeks_what_is_taught(text, wanted, subject, limits)
    return _seeks_what_is_not_taught(text, subject, vocabulary, limits)


def _seeks_what_is_taught(
    text: str, wanted: frozenset[AnswerType], subject: Subject, limits: frozenset[str]
) -> bool:
    """Whether a question that names something taught is after it."""
    if anywhere("wants").search(text):
        return True
    if (_HOW | {"provider"}) & limits or _of_courses(text):
        return subject.strange <= MOST_STRANGE
    is_asked = bool(_OF_COURSES & wanted) or anywhere("wonders").search(text) is None
    return subject.strange <= bool(limits) and is_asked


def _seeks_what_is_not_taught(
    text: str, subject: Subject, vocabulary: CourseVocabulary, limits: frozenset[str]
) -> bool:
    """Whether a question that names nothing taught looks for a course all the same."""
    words = subject.text.split()
    length = len(words) + subject.strange
    if length > MOST_STRANGE:
        return False
    mention = vocabulary.occupations.find(subject.text)
    is_occupation = mention is not None and mention.certain
    is_near = subject.strange == 0 and any(map(vocabulary.has_word, words))
    is_limited = bool(limits) and (_of_courses(text) or is_occupation)
    is_alone = length == 1 and (is_occupation or bool(_HOW & limits))
    return is_limited or is_alone or is_near


def asks_documents(text: str) -> bool:
    """Whether a text in lower case asks what documents tell of and no course does."""
    return _speaks_of_documents(text) and not _OF_COURSES & answer_types(text)


def _asks_documents_alone(text: str) -> bool:
    """Whether documents are asked, and no part of the question wishes to study."""
    parts = [text[start:end] for start, end in _parts(text)]
    wishes = any(_wishes(part) and not _speaks_of_documents(part) for part in parts)
    return _speaks_of_documents(text) and not wishes


def _studies(text: str) -> bool:
    return anywhere("study").search(text) is not None


def _wishes(text: str) -> bool:
    return _studies(text) or anywhere("dreams").search(text) is not None


def _of_courses(text: str) -> bool:
    return anywhere("course").search(text) is not None


def _speaks_of_documents(text: str) -> bool:
    return any(anywhere(name).search(text) for name in ("of_documents", "past"))
