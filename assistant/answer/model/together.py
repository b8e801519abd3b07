"""What stands together in a sentence must do so in its quotes, and be said whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.model.case import MOSTLY, Case, Fault, bounded_alike, group
from assistant.answer.model.facts import Fact, states
from assistant.answer.model.matching import CARRIED
from assistant.answer.model.segments import Segment, Unit, Word

LENT = 3
"""Words that one sentence may lend another that goes on about what they name."""

_NARROWS = re.compile(r"(?:I|På|Till|För|Hos|Vid|Inom|Bland|Av|Från|Efter|Under|Med|Utan)\s")


def mixed(case: Case) -> Fault | None:
    """Parts of one sentence or segment that are put together with parts of another."""
    needed = [
        word
        for word in case.said.words
        if word.fact is not None or word.is_name or not case.in_frame(word.text)
    ]
    chosen = case.chosen(case.held, needed)
    used = [i for i, unit in enumerate(case.held) if unit in chosen]
    partial = [i for i in used if _said_where_used(case, case.held[i], needed) < MOSTLY]
    if len(used) > 1 and partial and not any(_leads(case, i, used) for i in partial):
        return Fault.MIXED
    for i in used:
        unit = case.held[i]
        picked = case.chosen(unit.segments, case.said.words)
        first, *others = [segment for segment in unit.segments if segment in picked]
        # What is left out of a segment may be what it is narrowed to. Only the first of several
        # may be said in part, as the others lean on it, and a sentence that but lends a name.
        lends = len(used) > 1 and i in partial
        in_part = lends or (others and len(used) == 1)
        whole = others if in_part else [first, *others]
        if any(case.share(s.words) < MOSTLY for s in whole) or _drops_where(case, unit):
            return Fault.MIXED
    return None


def bound(case: Case) -> Fault | None:
    """A figure that is said of what another figure is said of in the quotes."""
    for part in case.said.segments:
        for place, word in enumerate(part.words):
            if word.fact is None:
                continue
            home = [segment for segment in case.segments if case.stands_in(word, segment)]
            if not home:
                continue  # the year of a source that is named
            others = [other for other in part.words if other is not word]
            if (
                not _counts_alike(case, word, part, home)
                or not all(_goes_with(case, word.fact, other, home) for other in others)
                or not _is_nearest(case, part, place)
            ):
                return Fault.BOUND
    return None


def _drops_where(case: Case, unit: Unit) -> bool:
    """Whether a sentence leaves out what another begins by narrowing itself to: "I …"."""
    first = unit.words[0]
    narrows = _NARROWS.match(unit.text) and first.preposition
    return bool(narrows) and not case.says(first) and not case.in_frame(first.text)


def _said_where_used(case: Case, unit: Unit, needed: Sequence[Word]) -> float:
    """The share that is said of those clauses of a sentence of which anything is."""
    chosen = case.chosen(unit.segments, needed)
    used = [s for clause in unit.clauses if any(s in chosen for s in clause) for s in clause]
    return case.share([word for segment in used for word in segment.words])


def _leads(case: Case, place: int, used: Sequence[int]) -> bool:
    """Whether a sentence only names what the next, of which parts are said, goes on about."""
    if set(used) != {place, place + 1} or not case.held[place + 1].follows:
        return False
    before, after = case.held[place], case.held[place + 1]
    led = [word for word in case.said.words if case.stands_in(word, before)]
    lent = [word for word in led if not case.stands_in(word, after)]
    if len(lent) > LENT or any(word.fact is not None for word in lent):
        return False
    rest = [word for word in case.said.words if word not in led]
    return all(case.share(s.words) >= MOSTLY for s in case.chosen(after.segments, rest))


def _goes_with(case: Case, fact: Fact, other: Word, home: Sequence[Segment]) -> bool:
    """Whether a word beside a figure stands with it in a quote, or with no other figure there."""
    around = [segment for segment in case.segments if case.stands_in(other, segment)]
    return not around or any(s in home or not _has_rival(s, fact) for s in around)


def _has_rival(segment: Segment, fact: Fact) -> bool:
    """Whether a segment states a figure of the same sort, but another."""
    return any(
        word.fact is not None and group(word.fact) == group(fact) and not states(word.fact, fact)
        for word in segment.words
    )


def _counts_alike(case: Case, word: Word, part: Segment, home: Sequence[Segment]) -> bool:
    """Whether a figure stands before the same word as in a quote, or before none there."""
    beside = _beside(word, part)
    if beside is None or beside.fact is not None:
        return True
    after = [
        _beside(other, segment)
        for segment in home
        for other in segment.words
        if other.fact is not None and case.degree(word, other)
    ]
    return any(one is None or case.degree(beside, one) >= CARRIED for one in after)


def _beside(word: Word, segment: Segment) -> Word | None:
    """The word right after a figure; None where another sort of word comes between."""
    end = word.at + len(word.text)
    after = next((other for other in segment.words if other.at >= end), None)
    return after if after is not None and after.at <= end + 1 else None


def _is_nearest(case: Case, part: Segment, place: int) -> bool:
    """Whether the words beside a figure are no nearer to another one in the quotes."""
    word = part.words[place]
    beside = [w for w in part.words[max(0, place - 1) : place + 2] if w.fact is None]
    for unit in case.prose:
        figures = [(i, o) for i, o in enumerate(unit.words) if o.fact is not None]
        own = [i for i, other in figures if case.degree(word, other)]
        rivals = [i for i, other in figures if _may_be_taken_for(i, other, own, word)]
        if not own or not rivals:
            continue
        placed = [at for other in beside if (at := case.places(other, unit))]
        votes = [_distance(at, rivals) - _distance(at, own) for at in placed]
        if votes and min(votes) < 0 and max(votes) <= 0:
            return False
    return True


def _may_be_taken_for(place: int, other: Word, own: Sequence[int], word: Word) -> bool:
    """Whether another figure may be mistaken for one, and makes no range or share with it."""
    if place in own or other.fact is None or word.fact is None:
        return False
    if group(other.fact) != group(word.fact) or not bounded_alike(other, word):
        return False
    nigh = any(abs(place - one) <= 1 for one in own)
    return not (nigh and {"from", "to", "of", "share"} & (other.setting | word.setting))


def _distance(some: Sequence[int], others: Sequence[int]) -> int:
    return min(abs(one - other) for one in some for other in others)
