"""How a person wants to study: level, distance or class, evenings, language, apprenticeship."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.courses.read.patterns import anywhere, language_codes, levels, whole
from assistant.courses.read.question_text import QuestionText
from assistant.question.answer_types import pattern
from corpus.courses import Level

_NOT = pattern(r"\b(?:inte|ej|icke|slippa|slipper|utan|not|no|without)(?: \w+){0,2} $")
_EITHER = pattern(r"^\W*(?:eller|och|or|and|/)\b|^/")


@dataclass(frozen=True, slots=True)
class Choice:
    """Yes or no to something, or neither; ``clash`` where the question says both."""

    value: bool | None = None
    clash: tuple[str, str] | None = None


_ADULT = frozenset([Level.BASIC, Level.UPPER])
_GIVEN_BY_KOMVUX = frozenset([Level.BASIC, Level.SFI, Level.ADAPTED_BASIC, Level.ADAPTED_UPPER])


@dataclass(frozen=True, slots=True)
class LevelSaid:
    """The level asked for; ``clash`` where the question names two that exclude each other."""

    level: Level | None = None
    clash: tuple[str, str] | None = None


def read_level(question: QuestionText) -> LevelSaid:
    """The kind of schooling. What a person has, or wants to become eligible for, is none."""
    purposes = [
        anywhere("entry"),
        anywhere("held"),
        *([anywhere("aimed")] if question.find(anywhere("needed")) else []),
    ]
    for purpose in purposes:
        for match in question.find_all(purpose):
            question.drop(*match.span())
    found: list[tuple[Level, str, int, int]] = []
    for level, wanted in levels():
        for match in list(question.find_all(wanted)):
            found.append((level, question.written(*match.span()), *match.span()))
            question.take("level", *match.span())
    kinds = list(dict.fromkeys(level for level, *_ in found))
    if len(kinds) < 2:
        return LevelSaid(kinds[0] if kinds else None)
    first, last = (found[0], next(f for f in found if f[0] is not found[0][0]))
    # Komvux gives basic education, too: "grundläggande nivå på komvux", "sfi på komvux".
    komvux = [f for f in found if "komvux" in f[1].lower() and f[0] is Level.UPPER]
    rest = [level for level in kinds if level is not Level.UPPER or not komvux]
    if komvux and len(rest) == 1 and rest[0] in _GIVEN_BY_KOMVUX:
        return LevelSaid(rest[0])
    # Folk high schools teach at those kinds, too.
    if Level.FOLK in kinds and _ADULT.issuperset(set(kinds) - {Level.FOLK}):
        return LevelSaid(Level.FOLK)
    if _either(question, first[3], last[2]) or _either(question, last[3], first[2]):
        return LevelSaid()
    return LevelSaid(clash=(first[1], last[1]))


def read_distance(question: QuestionText) -> Choice:
    """Whether at a distance; False in class."""
    return _choice(question, "distance", whole("distance"), whole("on_site"))


def read_evening(question: QuestionText) -> Choice:
    """Whether in the evening; False in daytime."""
    return _choice(question, "evening", whole("evening"), whole("daytime"))


def read_apprenticeship(question: QuestionText) -> bool | None:
    """Whether as an apprentice."""
    return _choice(question, "apprenticeship", whole("apprenticeship"), None).value


def read_student_aid(question: QuestionText) -> bool | None:
    """Whether only what gives a right to student aid; to ask whether it does is no constraint."""
    for match in question.find_all(anywhere("student_aid_as_question")):
        question.drop(*match.span())
    return _choice(question, "student_aid", whole("student_aid"), None).value


def read_open(question: QuestionText) -> bool | None:
    """Whether only what one can apply for today."""
    found = False
    for match in list(question.find_all(whole("open"))):
        question.take("open", *match.span())
        found = True
    return True if found else None


def read_language(question: QuestionText) -> str | None:
    """The language that the course shall be given in (ISO 639-1); a subject is none."""
    for match in question.find_all(whole("plain_swedish")):
        question.drop(*match.span())
    told = question.find(anywhere("language"))
    if told is None:
        return None
    question.take("language", *told.span())
    return "en" if told["english"] else language_codes()[told["tongue"]]


def _choice(
    question: QuestionText, name: str, yes: re.Pattern[str], no: re.Pattern[str] | None
) -> Choice:
    """Which of two ways a question asks for; "distans eller på plats" leaves both open."""
    found: list[tuple[bool, int, int, str]] = []
    for value, wanted in ((True, yes), (False, no)):
        for match in question.find_all(wanted) if wanted else ():
            start, end = match.span()
            refused = _NOT.search(question.before(start))
            if refused:
                start -= len(refused.group())
            found.append((value is not bool(refused), start, end, question.written(start, end)))
    for _, start, end, _ in found:
        question.take(name, start, end)
    values = {value for value, *_ in found}
    if len(values) < 2:
        return Choice(next(iter(values), None))
    in_order = sorted(found, key=lambda hit: hit[1])
    pairs = pairwise(in_order)
    if any(one[0] != other[0] and _either(question, one[2], other[1]) for one, other in pairs):
        return Choice()
    return Choice(clash=(in_order[0][3], next(h[3] for h in in_order if h[0] != in_order[0][0])))


def _either(question: QuestionText, end: int, start: int) -> bool:
    """Whether what stands between two stretches lets either do."""
    return end <= start and _EITHER.search(question.rest[end:start]) is not None
