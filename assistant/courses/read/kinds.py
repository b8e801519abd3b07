"""How a person wants to study: level, distance or class, evenings, language, apprenticeship."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from assistant.courses.read.patterns import anywhere, language_codes, levels, whole
from assistant.courses.read.question_text import QuestionText
from assistant.question.answer_types import pattern
from corpus.courses import Level

_NOT = pattern(r"\b(?:inte|ej|icke|slippa|slipper|utan|utom|not|no|without)(?: \w+){0,2} $")
_NOT_THERE = pattern(
    r"\b(?:inte|ej|slippa|utan|utan att)(?: (?:läsa|plugga|gå|behöva|med|någon|nån|på)){0,2} $"
)
_EITHER = pattern(r"^\W*(?:eller|och|or|and|/)\b|^/")
_BY_KOMVUX = frozenset([Level.BASIC, Level.SFI, Level.ADAPTED_BASIC])
_TOGETHER = {
    frozenset(kinds): level
    for level, *kinds in (
        (Level.ADAPTED_UPPER, Level.ADAPTED, Level.UPPER),
        (Level.ADAPTED_UPPER, Level.ADAPTED, Level.ADAPTED_UPPER),
        (Level.ADAPTED_BASIC, Level.ADAPTED, Level.BASIC),
        (Level.ADAPTED_BASIC, Level.ADAPTED, Level.ADAPTED_BASIC),
        # Folk high schools teach at those levels, too.
        (Level.FOLK, Level.FOLK, Level.BASIC),
        (Level.FOLK, Level.FOLK, Level.UPPER),
        (Level.FOLK, Level.FOLK, Level.BASIC, Level.UPPER),
    )
}
"""Kinds that are named together, and what they mean."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """What a question wants of one kind, if anything.

    ``clash`` has the words for two that exclude each other; of these there is no ``value``.
    """

    value: Value | None = None
    clash: tuple[str, str] | None = None


def read_level(question: QuestionText) -> Choice[Level]:
    """The kind of schooling."""
    before = question.rest
    hits: list[tuple[Level, str, int, int]] = []
    for level, wanted in levels():
        for match in list(question.find_all(wanted)):
            if _NOT_THERE.search(question.before(match.start())):
                question.drop(*match.span())  # "utan att läsa på högskola"
                continue
            hits.append((level, question.written(*match.span()), *match.span()))
            question.take("level", *match.span())
    kinds = list(dict.fromkeys(level for level, *_ in hits))
    if hits and Level.FOLK not in kinds and question.find(anywhere("folk_course")):
        kinds.append(Level.FOLK)
    # Komvux gives basic education, too: "grundläggande nivå på komvux", "sfi på komvux".
    if any("komvux" in written.lower() for level, written, *_ in hits if level is Level.UPPER):
        kinds = [k for k in kinds if k is not Level.UPPER or _BY_KOMVUX.isdisjoint(kinds)]
    if len(kinds) < 2:
        return Choice(kinds[0] if kinds else None)
    together = _TOGETHER.get(frozenset(kinds))
    if together is Level.FOLK:
        for own, written, start, end in hits:
            if own is not Level.FOLK and "nivå" in written.lower():
                question.give_back(before, start, end)  # it tells of the course
    if together:
        return Choice(together)
    first, last = (hits[0], next(f for f in hits if f[0] is not hits[0][0]))
    if _either(question, first[3], last[2]) or _either(question, last[3], first[2]):
        return Choice()
    return Choice(clash=(first[1], last[1]))


def read_distance(question: QuestionText) -> Choice[bool]:
    """Whether at a distance; False in class."""
    return _choice(question, "distance", whole("distance"), whole("on_site"))


def read_evening(question: QuestionText) -> Choice[bool]:
    """Whether in the evening; False in daytime."""
    return _choice(question, "evening", whole("evening"), whole("daytime"))


def read_apprenticeship(question: QuestionText) -> bool | None:
    """Whether as an apprentice."""
    return _choice(question, "apprenticeship", whole("apprenticeship"), None).value


def read_student_aid(question: QuestionText) -> bool | None:
    """Whether only what gives a right to student aid; to ask whether it does is no constraint."""
    question.drop_all(anywhere("student_aid_as_question"))
    return _choice(question, "student_aid", whole("student_aid"), None).value


def read_rolling(question: QuestionText) -> bool | None:
    """Whether only what one can begin at any time."""
    return _choice(question, "rolling", whole("rolling"), None).value


def read_no_prior(question: QuestionText) -> bool | None:
    """Whether only what needs no prior knowledge."""
    return _choice(question, "no_prior", whole("no_prior"), None).value


def read_seqf(question: QuestionText) -> int | None:
    """The level of the Swedish qualifications framework, 1 to 8."""
    return _number(question, "seqf")


def read_granted(question: QuestionText) -> int | None:
    """The year of the round in which an education was granted."""
    return _number(question, "granted")


def _number(question: QuestionText, name: str) -> int | None:
    match = question.find(anywhere(name))
    if match is None:
        return None
    question.take(name, *match.span())
    return int(match["number"] or match.groupdict().get("year") or 0)


def read_open(question: QuestionText) -> bool | None:
    """Whether only what one can apply for today."""
    matches = list(question.find_all(whole("open")))
    if matches or question.find(anywhere("applying")):
        matches += question.find_all(whole("now"))
    for match in matches:
        question.take("open", *match.span())
    return True if matches else None


def read_language(question: QuestionText) -> str | None:
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
            hits.append((value is not bool(refused), start, end, question.written(start, end)))
    for _, start, end, _ in hits:
        question.take(name, start, end)
    values = {value for value, *_ in hits}
    if len(values) < 2:
        return Choice(next(iter(values), None))
    in_order = sorted(hits, key=lambda hit: hit[1])
    pairs = pairwise(in_order)
    if any(one[0] != other[0] and _either(question, one[2], other[1]) for one, other in pairs):
        return Choice()
    return Choice(clash=(in_order[0][3], next(h[3] for h in in_order if h[0] != in_order[0][0])))


def _either(question: QuestionText, end: int, start: int) -> bool:
    """Whether what stands between two stretches lets either do."""
    return end <= start and _EITHER.search(question.rest[end:start]) is not None
