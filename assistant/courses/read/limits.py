"""What a question asks of courses beside what and where: form, hours, pace, points and the like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from assistant.bodies.course_query import CourseOrder
from assistant.courses.read.kinds import Choice, is_either
from assistant.courses.read.pace import read_pace
from assistant.courses.read.patterns import anywhere, compiled, language_codes, number, whole
from assistant.courses.read.points import read_points
from assistant.courses.read.question_text import QuestionText
from assistant.question.answer_types import pattern
from assistant.question.plan import Constraints

_NOT = pattern(
    r"\b(?:inte|ej|icke|aldrig|slippa|slipper|hatar|avskyr|less på|trött på|utan|utom"
    r"|ing(?:en|et|a)|not|no|without)(?: \w+){0,2} $"
)
_CHOICES: Mapping[str, str | None] = {
    "distance": "on_site",
    "evening": "daytime",
    "student_aid": None,
    "rolling": None,
    "no_prior": None,
}
"""What a question may ask for or against, in the order it is looked for, and its opposite."""


def read_limits(question: QuestionText) -> tuple[Constraints, list[tuple[str, str]]]:
    """What a question asks, and the words for each two that exclude each other.

    To ask whether a course gives a right to student aid is no wish for one that does.
    """
    granted, seqf = _number(question, "granted"), _number(question, "seqf")
    pace, (fewest, most) = read_pace(question), read_points(question)
    language = _language(question)
    question.drop_all(anywhere("student_aid_as_question"))
    apprenticeship = _choice(question, "apprenticeship", anywhere("apprenticeship"), None)
    choices = {
        name: _choice(question, name, whole(name), whole(other) if other else None)
        for name, other in _CHOICES.items()
    }
    limits = Constraints(
        distance=choices["distance"].value,
        evening=choices["evening"].value,
        apprenticeship=apprenticeship.value,
        student_aid=choices["student_aid"].value,
        rolling=choices["rolling"].value,
        no_prior=choices["no_prior"].value,
        pace_min=pace.least,
        pace_max=pace.most,
        points_min=fewest,
        points_max=most,
        open=_open(question),
        language=language,
        granted=granted,
        seqf=seqf,
    )
    clashes = (choices["distance"].clash, choices["evening"].clash, pace.clash)
    return limits, list(filter(None, clashes))


def read_order(question: QuestionText) -> CourseOrder:
    """Which of the courses the question wants first."""
    for name, wanted in compiled("order").items():
        match = question.find(wanted)
        if match:
            question.drop(*match.span())
            return CourseOrder(name)
    return CourseOrder.RELEVANCE


def _number(question: QuestionText, name: str) -> int | None:
    match = question.find(anywhere(name))
    if match is None:
        return None
    question.take(name, *match.span())
    return int(number(match["number"] or match["other"]))


def _open(question: QuestionText) -> bool | None:
    """Whether only what one can apply for today."""
    matches = list(question.find_all(whole("open")))
    if matches or question.find(anywhere("applying")):
        matches += question.find_all(whole("now"))
    for match in matches:
        question.take("open", *match.span())
    return True if matches else None


def _language(question: QuestionText) -> str | None:
    """The language that the course shall be given in (ISO 639-1); a subject is none."""
    match = question.find(anywhere("language"))
    if match is None:
        return None
    question.take("language", *match.span())
    return "en" if match["english"] else language_codes()[match["tongue"]]


def _choice(
    question: QuestionText, name: str, yes: re.Pattern[str], no: re.Pattern[str] | None
) -> Choice[bool]:
    """Which of two ways a question asks for; "distans eller på plats" leaves both open."""
    hits: list[tuple[bool, int, int, str]] = []
    for value, wanted in ((True, yes), (False, no)):
        for match in question.find_all(wanted) if wanted else ():
            start, end = match.span()
            refused = _NOT.search(question.before(start))
            if refused:
                start -= len(refused.group())
            elif refused := anywhere("refused").search(question.rest[end:]):
                end += refused.end()
            hits.append((value is not bool(refused), start, end, question.written(start, end)))
    for _, start, end, _ in hits:
        question.take(name, start, end)
    values = {value for value, *_ in hits}
    if len(values) < 2:
        return Choice(next(iter(values), None))
    in_order = sorted(hits, key=lambda hit: hit[1])
    pairs = pairwise(in_order)
    if any(one[0] != other[0] and is_either(question, one[2], other[1]) for one, other in pairs):
        return Choice()
    return Choice(clash=(in_order[0][3], next(h[3] for h in in_order if h[0] != in_order[0][0])))
