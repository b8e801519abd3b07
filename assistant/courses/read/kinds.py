"""Which kind of schooling a question asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.courses.read.patterns import anywhere, levels
from assistant.courses.read.question_text import QuestionText
from assistant.question.answer_types import pattern
from corpus.courses import Level

_NOT_THERE = pattern(
    r"\b(?:inte|ej|slippa|utan|utan att)(?: (?:läsa|plugga|gå|behöva|med|någon|nån|på|om)){0,2} $"
    r"|\b(?<!inte )(?<!aldrig )(?:går|slutar)(?: ut| i)? $"
    r"|\bför att(?: \w+){0,2} (?:söka|komma|läsa vidare|plugga vidare)(?: in)?(?: till)? $"
)
_PURPOSE = pattern(r"\b(?<!söka )till $")
_EITHER = pattern(r"^\W*(?:eller|och|or|and|/)\b|^/")
_BY_KOMVUX = frozenset([*Level.KOMVUX.kinds, *Level.ADAPTED.kinds])
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
            before_it, after = question.before(match.start()), question.rest[match.end() :]
            needed_there = level is Level.UNIVERSITY and _PURPOSE.search(before_it)
            not_there = _NOT_THERE.search(before_it) or anywhere("refused").search(after)
            if needed_there or not_there:
                question.drop(*match.span())  # "utan att läsa på högskola", "högskola inte"
                continue
            hits.append((level, question.written(*match.span()), *match.span()))
            question.take("level", *match.span())
    kinds = list(dict.fromkeys(level for level, *_ in hits))
    if hits and Level.FOLK not in kinds and question.find(anywhere("folk_course")):
        kinds.append(Level.FOLK)
    if not _BY_KOMVUX.isdisjoint(kinds):  # "sfi på komvux"
        kinds = [kind for kind in kinds if kind is not Level.KOMVUX]
    if len(kinds) < 2:
        return Choice(kinds[0] if kinds else None)
    together = _TOGETHER.get(frozenset(kinds))
    if together is Level.FOLK:
        for own, _, start, end in hits:
            if own is not Level.FOLK:
                question.give_back(before, start, end)  # it tells of the course
    if together:
        return Choice(together)
    first, last = (hits[0], next(f for f in hits if f[0] is not hits[0][0]))
    if is_either(question, first[3], last[2]) or is_either(question, last[3], first[2]):
        return Choice()
    return Choice(clash=(first[1], last[1]))


def is_either(question: QuestionText, end: int, start: int) -> bool:
    """Whether what stands between two stretches lets either do."""
    return end <= start and _EITHER.search(question.rest[end:start]) is not None
