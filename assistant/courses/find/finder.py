"""Finding courses: what is asked for must be met; then the best come first."""

from __future__ import annotations

import csv
import datetime as dt
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.bodies.course_query import Sort
from assistant.bodies.courses import State
from assistant.courses.find.shelf import STATES, Mask, Shelf
from assistant.courses.find.subject import Tier, without_training
from assistant.courses.occupations import find_occupation, occupation_named
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

DROPPED = (
    *("start", "pace", "evening", "language", "student_aid", "apprenticeship", "distance"),
    *("place", "provider", "level", "county", "code"),
)
"""The order in which constraints are dropped where nothing meets all of them."""

IDENTIFYING = frozenset(["level", "code", "provider"])
"""Constraints that say what is looked for where no subject does; then they are not dropped."""

_STATE_ORDER = (State.OPEN, State.UPCOMING, State.UNKNOWN, State.CLOSED, State.PAST)


@dataclass(frozen=True, slots=True)
class Found:
    """The courses that meet what was asked, best first, with the county of each.

    ``relaxed`` names the constraints that were dropped because nothing met them all: those of
    ``DROPPED``; "near" is no drop but "place" widened to its neighbours; "open" where none is
    open today, but some will be; "state" where only closed or past ones are left; "subject" where
    nothing is called so, and these only tell of it or are near it.
    """

    courses: tuple[Course, ...]
    counties: tuple[str | None, ...]
    relaxed: tuple[str, ...]


class CourseFinder:
    """Searches the courses of one store. Safe to share."""

    def __init__(self, store: Store, embedder: Embedder, gazetteer: Gazetteer) -> None:
        self._store = store
        self._embedder = embedder
        self.gazetteer = gazetteer
        self._meant = _school_words()
        self._making = threading.Lock()
        self._versions: frozenset[int] | None = None
        self._shelf: Shelf | None = None

    def shelf(self) -> Shelf:
        """The courses as the store has them now; made anew only when a catalogue changed."""
        with self._making:
            versions = self._store.catalogue_versions()
            if self._shelf is None or versions != self._versions:
                joined = join(self._store.catalogues())
                self._shelf = Shelf(joined.courses, self.gazetteer, self._embedder, self._meant)
                self._versions = versions
            return self._shelf

    def find(self, wanted: Constraints, today: dt.date, sort: Sort = Sort.RELEVANCE) -> Found:
        """The courses that meet all constraints, or else those that meet as many as can be."""
        shelf = self.shelf()
        scores, tier = self._scores(shelf, wanted.subject)
        held = ~shelf.cancelled & (scores > 0)
        states = shelf.states(today)
        mask, relaxed = _relaxed(shelf, wanted, held, states)
        numbers = np.flatnonzero(mask)
        order = _order(shelf, numbers, scores, states, sort)
        return Found(
            courses=tuple(shelf.courses[i] for i in order),
            counties=tuple(shelf.counties[i] for i in order),
            relaxed=("subject", *relaxed) if tier >= Tier.TEXT and order else relaxed,
        )

    def _scores(self, shelf: Shelf, subject: str) -> tuple[NDArray[np.float32], Tier]:
        """How well each course answers to the subject, 0 where it does not, and by what."""
        if not subject:
            return np.ones(len(shelf.courses), dtype=np.float32), Tier.NAMED
        taught = shelf.subjects.find(subject)
        if _is_one_course(subject):
            taught = taught.those_called_so()
        alike = shelf.likeness(self._embedder.embed_query(subject))
        least = max(ALIKE, NEARLY_BEST * float(alike.max(initial=0)))
        educations = np.where(alike >= least, alike, 0)
        if taught.tier is not Tier.NONE:
            educations = np.zeros(len(shelf.educations), dtype=np.float32)
            educations[taught.numbers] = taught.scores + VECTOR_WEIGHT * alike[taught.numbers]
        scores: NDArray[np.float32] = educations[shelf.of_education]
        return scores, taught.tier

    def knows_place(self, name: str) -> bool:
        """Whether the gazetteer or any catalogue knows a place of this name."""
        return self.gazetteer.place(name) is not None or self.shelf().has_place(name)

    def course(self, course_id: str) -> tuple[Course, str | None] | None:
        """One occasion with its county, or None where there is none of this id."""
        shelf = self.shelf()
        for course, county in zip(shelf.courses, shelf.counties, strict=True):
            if course.id == course_id:
                return course, county
        return None


def _is_one_course(subject: str) -> bool:
    """Whether a subject is an occupation or has a course's number, and is no field of many."""
    if any(char.isdigit() for char in subject) or find_occupation(subject):
        return True
    return occupation_named(without_training(subject)) is not None


def _relaxed(
    shelf: Shelf, wanted: Constraints, held: Mask, states: NDArray[np.int8]
) -> tuple[Mask, tuple[str, ...]]:
    """The courses that meet the constraints, and the names of those that had to be dropped.

    Where all that meet them are closed or past, those are shown for what they are. Else one
    constraint is dropped, or as few as will do in their order.
    """
    masks = shelf.masks(wanted)
    current = np.isin(states, [STATES.index(own) for own in CURRENT])
    is_open = states == STATES.index(State.OPEN)

    def met(without: Iterable[str] = ()) -> Mask:
        rest = [mask for name, mask in masks.items() if name not in without]
        mask: Mask = np.logical_and.reduce([held, *rest])
        return mask

    everything = met()
    for mask, names in (
        (everything & is_open if wanted.open else everything & current, ()),
        (everything & current, ("open",)),
        (everything, ("state",)),
    ):
        if mask.any():
            return mask, names
    if wanted.places and not wanted.near and wanted.unknown_place is None:
        around = met(["place"]) & current & shelf.near(wanted.places)
        if around.any():
            return around, ("near",)
    order = [name for name in DROPPED if name in masks]
    if not wanted.subject:
        order = [name for name in order if name not in IDENTIFYING]
    sets: list[tuple[str, ...]] = [(name,) for name in order]
    sets += [tuple(order[:count]) for count in range(2, len(order) + 1)]
    pools: list[tuple[Mask, tuple[str, ...]]] = [
        (current, ()),
        (np.ones_like(current), ("state",)),
    ]
    for pool, over in pools:
        for dropped in sets:
            mask = met(dropped) & pool
            if mask.any():
                return mask, (*dropped, *over)
    return held & False, ()


def _order(
    shelf: Shelf,
    numbers: NDArray[np.intp],
    scores: NDArray[np.float32],
    states: NDArray[np.int8],
    sort: Sort,
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
        Sort.START: start,
        Sort.APPLY_UNTIL: until,
        Sort.NAME: names,
        Sort.PACE: np.nan_to_num(shelf.pace[numbers], nan=np.inf),
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


def _school_words() -> Callable[[str], Sequence[str]]:
    """What words of the school yard mean: "matte" is mathematics."""
    table = (files("assistant.courses.find") / "school_words.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t")
    meant: Mapping[str, Sequence[str]] = {row["said"]: (row["meant"],) for row in rows}
    return lambda word: meant.get(word, ())
