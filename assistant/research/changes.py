"""What two statements that say the same differ in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from assistant.bodies.research import DifferenceKind, DifferenceSubject
from assistant.research.alignment import Alignment
from assistant.research.statements import DocumentStatement, holds, is_actor
from corpus.facts import Fact, FactKind
from corpus.lexicon import Lexicon
from corpus.swedish import words
from corpus.word_match import SAME_STEM, word_match

EDITED = 0.75
"""The share of words in the same order from which a sentence was edited rather than reworded."""

ALIKE_IN_USE = 0.5
"""From how far two words are used alike the one may stand for the other."""

SUBJECTS = {
    FactKind.PERCENT: DifferenceSubject.SHARE,
    FactKind.POINTS: DifferenceSubject.SHARE,
    FactKind.MONEY: DifferenceSubject.AMOUNT,
    FactKind.NUMBER: DifferenceSubject.AMOUNT,
    FactKind.YEAR: DifferenceSubject.DATE,
    FactKind.DATE: DifferenceSubject.DATE,
    FactKind.TIME: DifferenceSubject.DATE,
    FactKind.LITERAL: DifferenceSubject.OTHER,
}
"""What a fact that differs is about; of several the first in this order counts."""


@dataclass(frozen=True, slots=True)
class StatementDifference:
    """A change with its statements on each side, those of one side that stand in a row."""

    kind: DifferenceKind
    what: DifferenceSubject
    before: tuple[DocumentStatement, ...]
    after: tuple[DocumentStatement, ...]


def changes(
    before: Sequence[DocumentStatement],
    after: Sequence[DocumentStatement],
    alignment: Alignment,
    lexicon: Lexicon,
) -> list[StatementDifference]:
    """What was changed, added and dropped, in the order of the later document, then the earlier."""
    return sorted(_changes(before, after, alignment, lexicon), key=_place)


def _changes(
    before: Sequence[DocumentStatement],
    after: Sequence[DocumentStatement],
    alignment: Alignment,
    lexicon: Lexicon,
) -> Iterator[StatementDifference]:
    for one, other in alignment.pairs:
        subject = difference(before[one], after[other], lexicon)
        if subject is not None:
            pair = (before[one],), (after[other],)
            yield StatementDifference(DifferenceKind.CHANGED, subject, *pair)
    for run in _runs(before, alignment.dropped):
        yield StatementDifference(DifferenceKind.DROPPED, _subject(run), run, ())
    for run in _runs(after, alignment.added):
        yield StatementDifference(DifferenceKind.ADDED, _subject(run), (), run)


def difference(
    one: DocumentStatement, other: DocumentStatement, lexicon: Lexicon
) -> DifferenceSubject | None:
    """What two statements of the same thing differ in; None where they only differ in words."""
    if one.cells and other.cells and one.columns == other.columns:
        return _cell_difference(one, other)
    facts = [*_only(one.facts, other.facts), *_only(other.facts, one.facts)]
    gone, new = _other_words(one, other, lexicon)
    edited = Indel.normalized_similarity(one.words, other.words) >= EDITED
    goal = one.is_goal or other.is_goal
    if goal and (facts or (edited and (gone or new))):
        return DifferenceSubject.GOAL
    responsible = one.is_of_responsibility or other.is_of_responsibility
    if responsible and any(map(is_actor, gone)) and any(map(is_actor, new)):
        return DifferenceSubject.RESPONSIBLE
    if facts:
        return _fact_subject(facts)
    return DifferenceSubject.OTHER if edited and (gone or new) else None


def _cell_difference(one: DocumentStatement, other: DocumentStatement) -> DifferenceSubject | None:
    """What two rows of tables with the same columns differ in."""
    for (column, cell), (_, counterpart) in zip(one.cells, other.cells, strict=True):
        if cell != counterpart:
            if holds("responsible", words(column)):
                return DifferenceSubject.RESPONSIBLE
            own = DocumentStatement(0, one.passage, 0, 0, cell, "")
            next_ = DocumentStatement(0, one.passage, 0, 0, counterpart, "")
            facts = [*_only(own.facts, next_.facts), *_only(next_.facts, own.facts)]
            return _fact_subject(facts) if facts else DifferenceSubject.OTHER
    return None


def _only(own: Iterable[Fact], others: Iterable[Fact]) -> list[Fact]:
    """The facts that the others do not have."""
    values = {(fact.sort, fact.value) for fact in others}
    return [fact for fact in own if (fact.sort, fact.value) not in values]


def _fact_subject(facts: Iterable[Fact]) -> DifferenceSubject:
    order = list(SUBJECTS.values())
    return min((SUBJECTS[fact.sort] for fact in facts), key=order.index)


def _other_words(
    one: DocumentStatement, other: DocumentStatement, lexicon: Lexicon
) -> tuple[list[str], list[str]]:
    """The telling words of each that no word of the other says as well, in some form."""
    gone, new = sorted(one.content - other.content), sorted(other.content - one.content)
    alike = lexicon.used_alike(gone, lexicon.numbers(new)) >= ALIKE_IN_USE
    is_said = [
        [
            alike[i, j] or word_match(a, b) > SAME_STEM or word_match(b, a) > SAME_STEM
            for j, b in enumerate(new)
        ]
        for i, a in enumerate(gone)
    ]
    met = [any(row) for row in is_said]
    meeting = [any(row[j] for row in is_said) for j in range(len(new))]
    return (
        [word for word, said in zip(gone, met, strict=True) if not said],
        [word for word, said in zip(new, meeting, strict=True) if not said],
    )


def _subject(run: Sequence[DocumentStatement]) -> DifferenceSubject:
    """What statements that only one document has are about: the first thing that they tell."""
    if any(one.is_goal for one in run):
        return DifferenceSubject.GOAL
    facts = next((one.facts for one in run if one.facts), ())
    return _fact_subject(facts) if facts else DifferenceSubject.OTHER


def _runs(
    statements: Sequence[DocumentStatement], places: Sequence[int]
) -> Iterator[tuple[DocumentStatement, ...]]:
    """Statements at some places, those together that follow on each other under one heading."""
    run: list[DocumentStatement] = []
    for place in places:
        one = statements[place]
        if run and (run[-1].order + 1 != place or run[-1].passage.heading != one.passage.heading):
            yield tuple(run)
            run = []
        run.append(one)
    if run:
        yield tuple(run)


def _place(change: StatementDifference) -> tuple[int, int, int]:
    """Where a change stands: what was dropped after all that the later document has."""
    after = change.after[0].start if change.after else -1
    before = change.before[0].start if change.before else -1
    return (not change.after, after, before)
