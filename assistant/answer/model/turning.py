"""The small words that turn or bound a sentence must be those of its quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from assistant.answer.model.case import Case, Fault, among, group
from assistant.answer.model.matching import CARRIED, meets
from assistant.answer.model.segments import Segment
from assistant.answer.model.wording import ACTED_UPON, ACTS, Operator

TOUCHED = 0.51
"""The share of a segment's words from which a sentence speaks of it, and of what bounds it."""

LISTED = 2
"""Words of a part that may only be an item of a list, and is turned with it."""

_KEPT = (
    Operator.ONLY, Operator.OFTEN, Operator.SELDOM, Operator.MANY, Operator.MOST, Operator.SOME,
    Operator.SAID, Operator.BEFORE, Operator.DEADLINE, Operator.AT_LEAST, Operator.AT_MOST,
)  # fmt: skip
"""Operators that a sentence and its quotes have, or lack, alike."""

_LOST: Mapping[Operator, tuple[Operator, ...]] = {
    Operator.MUST: (Operator.PLANNED, Operator.SHOULD),
    Operator.MAY: (),
    Operator.LET: (Operator.MAY,),
    Operator.SHOULD: (),
    Operator.PLANNED: (Operator.MUST,),
    Operator.PERHAPS: (),
    Operator.ALMOST: (),
    Operator.WHEN: (Operator.IF,),
}
"""Operators that must not be lost, and those that may stand instead."""

_NEW: Mapping[Operator, tuple[Operator, ...]] = {
    Operator.MUST: (Operator.PLANNED, Operator.DEADLINE),
    Operator.ALL: (),
    Operator.WILL: (Operator.MUST, Operator.PLANNED),
    Operator.BECAUSE: (),
}
"""Operators that must not be added, and those that a quote may have instead."""

_CONDITIONS = (Operator.IF, Operator.WHO)

_ALL_OF = re.compile(
    r"\b(?:alla|samtliga)\s+(?:de\s+|deras\s+|våra\s+)?(?!på|i|av|till|som|är|har|med)(\w+)",
    re.IGNORECASE,
)
_EACH = re.compile(r"\bvarje\s+(\w+)", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:varje|per|om|i|var|och)\s+(?=(\w+))", re.IGNORECASE)


def turned(case: Case) -> Fault | None:
    """An operator lost or added, or a quantity left out, of what the sentence speaks of."""
    chosen = case.chosen(case.segments, case.said.words)
    touched = [
        segment
        for segment in case.segments
        if among(segment, chosen) or case.share(segment.words) >= TOUCHED
    ]
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
    around = _sum(s for clause in clauses if any(among(s, touched) for s in clause) for s in clause)
    mine, theirs = case.said.operators, _sum(touched)
    most_denials = max((segment.operators[Operator.NOT] for segment in touched), default=0)
    return (
        not most_denials <= mine[Operator.NOT] <= theirs[Operator.NOT]
        or any((theirs[sort] > 0) is not (mine[sort] > 0) for sort in _KEPT)
        or (around[Operator.OR] > 0) is not (mine[Operator.OR] > 0)
        or any(mine[o] for o in _CONDITIONS) is not any(around[o] for o in _CONDITIONS)
        or any(
            theirs[sort] and not any(mine[one] for one in (sort, *instead))
            for sort, instead in _LOST.items()
        )
        or any(
            mine[sort] > sum(theirs[one] for one in (sort, *instead))
            for sort, instead in _NEW.items()
        )
    )


def _sum(segments: Iterable[Segment]) -> Counter[Operator]:
    total: Counter[Operator] = Counter()
    for segment in segments:
        total.update(segment.operators)
    return total


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
            if among(segment, _nearest(case, other))
        )
        for segment in nearest
    )


def _nearest(case: Case, part: Segment) -> list[Segment]:
    """The segments that say most of a part's words."""
    counts = [(sum(case.in_segment(w, s) for w in part.words), s) for s in case.segments]
    most = max((count for count, _ in counts), default=0)
    return [segment for count, segment in counts if most and count == most]


def _all_of_the_same(case: Case) -> bool:
    """Whether what a sentence says of all of something is said of all of it in a quote."""
    for said, held in ((_ALL_OF, _ALL_OF), (_EACH, _EVERY)):
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
