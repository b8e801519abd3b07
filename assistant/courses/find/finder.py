"""Finding courses: what is asked for must be met; then the best come first."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.bodies.course_query import CourseOrder
from assistant.bodies.courses import CourseState
from assistant.courses.find.evidence import NEARLY_BEST, CourseEvidence
from assistant.courses.find.field_words import MET, Floats
from assistant.courses.find.index import CourseIndex
from assistant.courses.find.knowledge import CourseKnowledge
from assistant.courses.find.shelf import STATES, Shelf
from assistant.courses.find.venues import Mask
from assistant.question.plan import Constraints
from corpus.course_book import Course, join
from corpus.garbage import made_to_stay
from corpus.store import StoreReader

TAIL = 0.98
"""Share of the best one's answer to the subject, of those that meet all else, that others must have
to be shown beside it where none is called so, or where several words are asked for. Chosen on the
development questions."""

DROP_ORDER = (
    "builds_on",
    *("start", "pace", "points", "evening", "language", "student_aid", "rolling", "no_prior"),
    *("granted", "seqf", "apprenticeship", "distance"),
    *("place", "provider", "level", "county", "code"),
)
"""The order in which constraints are dropped where nothing meets all of them."""

IDENTIFYING = frozenset(["level", "code", "provider", "builds_on"])
"""Constraints that say what is looked for where no subject does; then they are not dropped."""

_STATE_ORDER = (
    CourseState.OPEN,
    CourseState.UPCOMING,
    CourseState.UNKNOWN,
    CourseState.CLOSED,
    CourseState.PAST,
)


@dataclass(frozen=True, slots=True)
class CourseSelection:
    """The courses that meet what was asked, best first, with the county of each.

    ``relaxed`` names the constraints that were dropped because nothing met them all: those of
    ``DROP_ORDER``; "near" is no drop but "place" widened to its neighbours; "open" where none is
    open today, but some will be; "state" where only closed or past ones are left; "subject" where
    nothing is called so, and these only tell of it or are near it. ``related`` where none is
    called so, but these belong to the subject or lead to the occupation; ``called_off`` where
    nothing is found, and what is called so was cancelled.
    """

    courses: tuple[Course, ...]
    counties: tuple[str | None, ...]
    relaxed: tuple[str, ...]
    related: bool
    called_off: bool


class CourseFinder:
    """Searches the courses of one store. Safe to share."""

    def __init__(self, store: StoreReader, knowledge: CourseKnowledge) -> None:
        self._store = store
        self._knowledge = knowledge
        self._making = threading.Lock()
        self._versions: frozenset[tuple[int, str]] | None = None
        self._shelf: Shelf | None = None

    def shelf(self) -> Shelf:
        """The courses as the store has them now; made anew only when a catalogue changed."""
        with self._making:
            versions = self._store.catalogue_versions()
            if self._shelf is None or versions != self._versions:
                with made_to_stay():
                    self._shelf = self._new_shelf()
                self._versions = versions
            return self._shelf

    def _new_shelf(self) -> Shelf:
        """A shelf of the courses as the store has them now."""
        courses = join(self._store.catalogues())
        knowledge = self._knowledge
        work = knowledge.occupations
        index = CourseIndex(courses, work)
        evidence = CourseEvidence(index, knowledge.everyday_words, knowledge.lexicon, work)
        return Shelf(index, evidence, knowledge)

    def find(
        self, constraints: Constraints, today: dt.date, sort: CourseOrder = CourseOrder.RELEVANCE
    ) -> CourseSelection:
        """The courses that meet all constraints, or else those that meet as many as can be."""
        shelf = self.shelf()
        scores, answered, best = self._scores(shelf, constraints.subject)
        wanted = ~shelf.cancelled & ~shelf.unwanted(constraints.unwanted, today)
        states = shelf.states(today)
        mask, relaxed = _relax(shelf, constraints, wanted & (scores > 0), states, today)
        if relaxed and best >= MET and {"state", "near"}.isdisjoint(relaxed):
            # What belongs to the subject and meets all comes before what does not meet all.
            wider = wanted & (answered >= MET)
            other, dropped = _relax(shelf, constraints, wider, states, today)
            if not dropped:
                mask, relaxed, scores, best = other, dropped, answered, MET
        nearest = float(answered[mask].max(initial=0))
        # Where none that meets the rest is called so, or more than one word is asked for, those
        # that answer to it best will do; else all that are called so.
        is_narrow = nearest < NEARLY_BEST or " " in constraints.subject
        mask &= answered >= (TAIL * nearest if is_narrow else NEARLY_BEST)
        if sort is CourseOrder.FIRST_STEP and mask.any():
            mask &= shelf.step <= max(1, shelf.step[mask].min())
        numbers = np.flatnonzero(mask)
        order = _order(shelf, numbers, scores, states, sort)
        return CourseSelection(
            courses=tuple(shelf.courses[i] for i in order),
            counties=tuple(shelf.counties[i] for i in order),
            relaxed=relaxed if best >= MET or not order else ("subject", *relaxed),
            related=MET <= min(best, nearest) < NEARLY_BEST,
            called_off=bool(constraints.subject and not order)
            and bool((shelf.cancelled & (answered >= NEARLY_BEST)).any()),
        )

    def _scores(self, shelf: Shelf, subject: str) -> tuple[Floats, Floats, float]:
        """For each course what it is put in order by, and how far it answers to the subject.

        The first is 0 where it does not answer. Where none answers to enough of the subject, those
        are left that are nearest. The last tells how far the best one answers.
        """
        if not subject:
            ones = np.ones(len(shelf.courses), dtype=np.float32)
            return ones, ones, 1.0
        scores = shelf.evidence.scores(subject)
        best = float(scores.max(initial=0))
        ordered = np.where(scores >= NEARLY_BEST * best, scores, 0)
        each = shelf.index.education_of
        return ordered[each], scores[each], best

    def course(self, course_id: str) -> tuple[Course, str | None] | None:
        """One occasion with its county, or None where there is none of this id."""
        shelf = self.shelf()
        each = zip(shelf.courses, shelf.counties, strict=True)
        return next((pair for pair in each if pair[0].id == course_id), None)


def _relax(
    shelf: Shelf,
    constraints: Constraints,
    candidates: Mask,
    states: NDArray[np.int8],
    today: dt.date,
) -> tuple[Mask, tuple[str, ...]]:
    """The candidates that meet the constraints, and the names of those that had to be dropped.

    Where all that meet them are closed or past, those are shown for what they are. Else one
    constraint is dropped, or as few as will do in their order.
    """
    masks = shelf.masks(constraints, today)
    current = shelf.current(today)
    anytime = np.ones_like(current)

    def without(names: Collection[str]) -> Mask:
        rest = [mask for name, mask in masks.items() if name not in names]
        mask: Mask = np.logical_and.reduce([candidates, *rest])
        return mask

    tries: list[tuple[Collection[str], Mask, tuple[str, ...]]] = [
        ((), states == STATES.index(CourseState.OPEN) if constraints.open else current, ()),
        ((), current, ("open",)),
        ((), anytime, ("state",)),
    ]
    if constraints.places and not constraints.near and constraints.unknown_place is None:
        tries.append((["place"], current & shelf.near(constraints.places), ("near",)))
    kept = frozenset() if constraints.subject else IDENTIFYING
    order = [name for name in DROP_ORDER if name in masks and name not in kept]
    drops = [(name,) for name in order] + [tuple(order[:n]) for n in range(2, len(order) + 1)]
    tries += [(names, current, names) for names in drops]
    tries += [(names, anytime, (*names, "state")) for names in drops]
    for names, among, relaxed in tries:
        mask = without(names) & among
        if mask.any():
            return mask, relaxed
    return candidates & False, ()


def _order(
    shelf: Shelf,
    numbers: NDArray[np.intp],
    scores: NDArray[np.float32],
    states: NDArray[np.int8],
    sort: CourseOrder,
) -> list[int]:
    """The courses in order: by what is asked for, then relevance, state, start and name.

    Of courses that are as good, one of each name comes before the second of any.
    """
    place = np.array([_STATE_ORDER.index(own) for own in STATES])
    late = np.iinfo(np.int32).max
    start = np.where(shelf.start[numbers] == 0, late, shelf.start[numbers])
    until = np.where(shelf.apply_until[numbers] == 0, late, shelf.apply_until[numbers])
    names = shelf.name_order[numbers]
    keys = [names, start, place[states[numbers]], -np.round(scores[numbers], 2)]
    keys.insert(2, _turns(names, np.lexsort(keys)))
    first = {
        CourseOrder.START: start,
        CourseOrder.APPLY_UNTIL: until,
        CourseOrder.NAME: names,
        CourseOrder.PACE: np.nan_to_num(shelf.pace[numbers], nan=np.inf),
        CourseOrder.LENGTH: shelf.days[numbers],
        CourseOrder.FIRST_STEP: shelf.step[numbers],
        CourseOrder.FEE: shelf.fee[numbers],
    }
    if sort in first:
        keys.append(first[sort])
    return [int(i) for i in numbers[np.lexsort(keys)]]


def _turns(names: NDArray[np.int32], order: NDArray[np.intp]) -> NDArray[np.int32]:
    """For each course how many of its name come before it, so that every name has its turn."""
    seen: Counter[int] = Counter()
    turns = np.zeros(len(names), dtype=np.int32)
    for number in order.tolist():
        name = int(names[number])
        turns[number] = seen[name]
        seen[name] += 1
    return turns
