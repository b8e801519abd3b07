"""The small words that turn or bound a sentence must be those of its quotes."""

from __future__ import annotations

from assistant.answer.model.case import Case, Fault, group
from assistant.answer.model.matching import CARRIED, meets
from assistant.answer.model.segments import Segment, total
from assistant.answer.model.wording import ACTED_UPON, ACTS, PACKAGE, Operator
from corpus.data_files import compiled, rows

TOUCHED = 0.51
"""The share of a segment's words from which a sentence speaks of it, and of what bounds it."""

LISTED = 2
"""Words of a part that may only be an item of a list, and is turned with it."""

_RULES = [
    (rule, [Operator(name) for name in names.split()])
    for rule, names in rows("turning.tsv", PACKAGE)
]
"""What a sentence and its quotes have alike ("kept"), and what must not be lost or added; after
each operator those that may stand instead."""

_CONDITIONS = (Operator.IF, Operator.WHO)


def turned(case: Case) -> Fault | None:
    """An operator lost or added, or a quantity left out, of what the sentence speaks of."""
    chosen = case.chosen(case.segments, case.said.words)
    touched = [s for s in case.segments if s in chosen or case.share(s.words) >= TOUCHED]
    if (
        _changed(case, touched)
        or not all(_denied_alike(case, part) for part in case.said.segments)
        or not _all_of_the_same(case)
    ):
        return Fault.TURNED
    return Fault.BOUND if any(_loses_amount(case, segment) for segment in touched) else None


def _changed(case: Case, touched: list[Segment]) -> bool:
    """Whether an operator of what is spoken of is lost, or one is added."""
    clauses = [clause for unit in case.held for clause in unit.clauses]
    around = total(s for clause in clauses if any(s in touched for s in clause) for s in clause)
    mine, theirs = case.said.operators, total(touched)
    most_denials = max((segment.operators[Operator.NOT] for segment in touched), default=0)
    if (
        not most_denials <= mine[Operator.NOT] <= theirs[Operator.NOT]
        or (around[Operator.OR] > 0) is not (mine[Operator.OR] > 0)
        or any(mine[o] for o in _CONDITIONS) is not any(around[o] for o in _CONDITIONS)
    ):
        return True
    for rule, operators in _RULES:
        here, there = mine[operators[0]], theirs[operators[0]]
        if (
            (rule == "kept" and (there > 0) is not (here > 0))
            or (rule == "lost" and there and not any(mine[o] for o in operators))
            or (rule == "added" and here > sum(theirs[o] for o in operators))
        ):
            return True
    return False


def _denied_alike(case: Case, part: Segment) -> bool:
    """Whether a quote denies, or affirms, what a part of the sentence does."""
    nearest = _nearest(case, part)
    acts = any(ACTS.search(w.text) or ACTED_UPON.search(w.text) for w in part.words)
    denied = part.operators[Operator.NOT]
    if not nearest or (not acts and not denied and len(part.words) <= LISTED):
        return True  # an item of a list is denied together with the next
    return any(
        segment.operators[Operator.NOT]
        == sum(
            other.operators[Operator.NOT]
            for other in case.said.segments
            if segment in _nearest(case, other)
        )
        for segment in nearest
    )


def _nearest(case: Case, part: Segment) -> list[Segment]:
    """The segments that say most of a part's words."""
    counts = [(sum(case.stands_in(w, s) for w in part.words), s) for s in case.segments]
    most = max((count for count, _ in counts), default=0)
    return [segment for count, segment in counts if most and count == most]


def _all_of_the_same(case: Case) -> bool:
    """Whether what a sentence says of all of something is said of all of it in a quote."""
    looks = compiled("turning", PACKAGE)
    for said, held in ((looks["all_of"], looks["all_of"]), (looks["each"], looks["every"])):
        told = [match[1].lower() for unit in case.held for match in held.finditer(unit.text)]
        for match in said.finditer(case.said.text):
            if not any(meets(match[1].lower(), other) >= CARRIED for other in told):
                return False
    return True


def _loses_amount(case: Case, segment: Segment) -> bool:
    """Whether a segment tells how many or how much it speaks of, and the sentence does not."""
    return any(
        word.fact is not None and group(word.fact) == "amount" and not case.says(word)
        for word in segment.words
    )
