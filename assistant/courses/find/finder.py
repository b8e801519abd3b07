"""Finding courses: what is asked for must be met; then the best come first."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.bodies.course_query import CourseOrder
from assistant.bodies.courses import CourseState
from assistant.courses.find.index import CourseIndex, Tier
from assistant.courses.find.names import without_training
from assistant.courses.find.shelf import STATES, Mask, Shelf
from assistant.courses.occupations import Occupations
from assistant.courses.states import CURRENT
from assistant.question.plan import Constraints
from corpus.course_book import Course, join
from corpus.embedding import Embedder
from corpus.places import Gazetteer
from corpus.store import Store

VECTOR_WEIGHT = 0.2
"""What the likeness of a name to the subject counts, beside 1 for how its words meet it."""

ALIKE = 0.5
NEARLY_BEST = 0.85
"""Cosine from which a name is near a subject that nobody teaches, and the share of the best one's
that it must have."""

DROP_ORDER = (
    *("start", "pace", "evening", "language", "student_aid", "apprenticeship", "distance"),
    *("place", "provider", "level", "county", "code"),
)
"""The order in which constraints are dropped where nothing meets all of them."""

IDENTIFYING = frozenset(["level", "code", "provider"])
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
    nothing is called so, and these only tell of it or are near it.
    """

    courses: tuple[Course, ...]
    counties: tuple[str | None, ...]
    relaxed: tuple[str, ...]


class CourseFinder:
    """Searches the courses of one store. Safe to share."""

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        gazetteer: Gazetteer,
        occupations: Occupations,
        school_words: Mapping[str, str],
    ) -> None:
        """``school_words`` has what words are short or common for: "matte" is "matematik"."""
        self._store = store
        self._embedder = embedder
        self.gazetteer = gazetteer
        self.occupations = occupations
        self._school_words = school_words
        self._making = threading.Lock()
        self._versions: frozenset[tuple[int, str]] | None = None
        self._shelf: Shelf | None = None

    def shelf(self) -> Shelf:
        """The courses as the store has them now; made anew only when a catalogue changed."""
        with self._making:
            versions = self._store.catalogue_versions()
            if self._shelf is None or versions != self._versions:
                courses = join(self._store.catalogues())
                index = CourseIndex(courses, self._school_words)
                self._shelf = Shelf(index, self.gazetteer, self._embedder, self.occupations)
                self._versions = versions
            return self._shelf

    def find(
        self, constraints: Constraints, today: dt.date, sort: CourseOrder = CourseOrder.RELEVANCE
    ) -> CourseSelection:
        """The courses that meet all constraints, or else those that meet as many as can be."""
        shelf = self.shelf()
        scores, tier = self._scores(shelf, constraints.subject)
        candidates = ~shelf.cancelled & (scores > 0)
        states = shelf.states(today)
        mask, relaxed = _relax(shelf, constraints, candidates, states)
        numbers = np.flatnonzero(mask)
        order = _order(shelf, numbers, scores, states, sort)
        return CourseSelection(
            courses=tuple(shelf.courses[i] for i in order),
            counties=tuple(shelf.counties[i] for i in order),
            relaxed=("subject", *relaxed) if tier >= Tier.TEXT and order else relaxed,
        )

    def _scores(self, shelf: Shelf, subject: str) -> tuple[NDArray[np.float32], Tier]:
        """How well each course answers to the subject, 0 where it does not, and by what."""
        if not subject:
            return np.ones(len(shelf.courses), dtype=np.float32), Tier.NAME
        match = shelf.index.about(subject)
        if self._is_one_course(subject):
            match = match.only_in_name()
        alike = shelf.likeness(self._embedder.embed_query(subject))
        if match.tier is Tier.NONE:
            least = max(ALIKE, NEARLY_BEST * float(alike.max(initial=0)))
            educations = np.where(alike >= least, alike, 0)
        else:
            educations = np.zeros_like(alike)
            educations[match.numbers] = match.scores + VECTOR_WEIGHT * alike[match.numbers]
        scores: NDArray[np.float32] = educations[shelf.index.education_of]
        return scores, match.tier

    def _is_one_course(self, subject: str) -> bool:
        """Whether a subject is an occupation or has a course's number, and is no field of many."""
        if any(char.isdigit() for char in subject) or self.occupations.find(subject):
            return True
        return self.occupations.by_name(without_training(subject)) is not None

    def knows_place(self, name: str) -> bool:
        """Whether the gazetteer or any catalogue knows a place of this name."""
        return self.gazetteer.place(name) is not None or self.shelf().has_place(name)

    def course(self, course_id: str) -> tuple[Course, str | None] | None:
        """One occasion with its county, or None where there is none of this id."""
        shelf = self.shelf()
        each = zip(shelf.courses, shelf.counties, strict=True)
        return next((pair for pair in each if pair[0].id == course_id), None)


def _relax(
    shelf: Shelf, constraints: Constraints, candidates: Mask, states: NDArray[np.int8]
) -> tuple[Mask, tuple[str, ...]]:
    """The candidates that meet the constraints, and the names of those that had to be dropped.

    Where all that meet them are closed or past, those are shown for what they are. Else one
    constraint is dropped, or as few as will do in their order.
    """
    masks = shelf.masks(constraints)
    current = np.isin(states, [STATES.index(state) for state in CURRENT])
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
    keys = [names, start, place[states[numbers]], -np.round(scores[numbers], 1)]
    keys.insert(2, _turns(names, np.lexsort(keys)))
    first = {
        CourseOrder.START: start,
        CourseOrder.APPLY_UNTIL: until,
        CourseOrder.NAME: names,
        CourseOrder.PACE: np.nan_to_num(shelf.pace[numbers], nan=np.inf),
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
