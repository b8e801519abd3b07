"""The courses of a store as they are searched: one row an occasion, one array a constraint."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.bodies.courses import CourseState
from assistant.courses.find.evidence import GOOD, CourseEvidence
from assistant.courses.find.following import Following
from assistant.courses.find.index import CourseIndex, postings
from assistant.courses.find.knowledge import CourseKnowledge
from assistant.courses.find.names import parts
from assistant.courses.find.spelling import NameSpeller
from assistant.courses.find.text_values import kronor, needs_nothing, round_in, seqf_in, step
from assistant.courses.find.venues import Mask, Venues, marked
from assistant.courses.states import CURRENT, state
from assistant.question.plan import Constraints
from corpus.courses import Level
from corpus.data_files import word_list
from corpus.dots import undot
from corpus.swedish import fold, words

Days = NDArray[np.int32]

STATES = tuple(CourseState)
_NEVER = 0
"""Stands for a day that is not told; no day of the calendar has this ordinal."""

_REMEMBERED = 4


class Shelf:
    """Some courses, made ready to be searched, and what they know. Safe to share once made.

    ``counties`` has for each course what the sources and the gazetteer say together.
    """

    def __init__(
        self,
        index: CourseIndex,
        evidence: CourseEvidence,
        knowledge: CourseKnowledge,
    ) -> None:
        self.index = index
        self.evidence = evidence
        self.occupations = occupations = knowledge.occupations
        self.building_on = lru_cache(_REMEMBERED)(Following(index, evidence, occupations).after)
        self._lexicon = lexicon = knowledge.lexicon
        courses = self.courses = index.courses
        occasions = [course.occasion for course in courses]
        self._venues = venues = Venues(courses, knowledge.gazetteer)
        self.places = frozenset(p.name for o in occasions for p in o.places)
        self.providers = tuple(sorted({p.name for c in courses for p in c.providers}))
        self.codes = frozenset(e.code for e in index.educations if e.code)
        educations, each = index.educations, index.education_of
        folded = [fold(education.name) for education in educations]
        place = {name: i for i, name in enumerate(sorted(set(folded)))}
        self.name_order = np.array([place[name] for name in folded], dtype=np.int32)[each]
        self.cancelled: Mask = np.array([o.cancelled for o in occasions], dtype=bool)
        self.pace = np.array(
            [np.nan if o.pace is None else o.pace for o in occasions], dtype=np.float32
        )
        self.start = _ordinals(o.start for o in occasions)
        self.end = _ordinals(o.end for o in occasions)
        self.apply_until = _ordinals(o.apply_until for o in occasions)
        known = (self.start != _NEVER) & (self.end != _NEVER)
        self.days: Days = np.where(known, self.end - self.start, np.iinfo(np.int32).max)
        self._rolling: Mask = np.array([bool(o.rolling) for o in occasions], dtype=bool)
        self._points = np.array(
            [np.nan if e.points is None else e.points for e in educations], dtype=np.float32
        )[each]
        self.fee = np.array([kronor(o.fee) for o in occasions], dtype=np.float32)
        steps = map(step, educations, index.numbered)
        self.step = np.array(list(steps), dtype=np.int8)[each]
        self._values = {
            "level": _objects(e.level for e in educations)[each],
            "language": _objects(o.language for o in occasions),
            "distance": _objects(o.distance for o in occasions),
            "evening": _objects(o.evening for o in occasions),
            "apprenticeship": _objects(o.apprenticeship for o in occasions),
            "student_aid": _objects(e.student_aid for e in educations)[each],
            "rolling": _objects(o.rolling for o in occasions),
            "seqf": _objects(seqf_in(e.level_text) for e in educations)[each],
            "granted": _objects(round_in(o.key) for o in occasions),
            "no_prior": _objects(needs_nothing(e.eligibility) for e in educations)[each],
        }
        self.counties = venues.counties
        folded_once = cache(fold)
        self._providers = postings({folded_once(p.name) for p in c.providers} for c in courses)
        places = {word for name in self.places for word in parts(name)}
        taught = {word for word in index.words if index.in_names(word)}
        work = {
            word for one in occupations.all for name in one.single_names for word in parts(name)
        }
        towns = {word for town in knowledge.gazetteer.municipalities for word in parts(town.name)}
        self.name_words = frozenset(map(undot, taught))
        self._names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for education in educations:
            name = tuple(words(education.name))
            self._names[name[0] if name else ""].add(name)
        given = {
            word for name in self.providers for word in parts(name) if self.is_only_a_name(word)
        }
        self._speller = NameSpeller(
            [word_list("conditions", __package__), places, taught, work, towns, given], lexicon
        )
        self.states = lru_cache(_REMEMBERED)(self._states)
        self.current = lru_cache(_REMEMBERED)(self._current)

    @property
    def is_empty(self) -> bool:
        """Whether there are no courses at all."""
        return not self.courses

    @property
    def county_names(self) -> Collection[str]:
        """The counties that the sources state."""
        return self._venues.county_names

    def is_only_a_name(self, word: str) -> bool:
        """Whether a word is no Swedish one, and nothing that is taught is called by it."""
        is_swedish = self._lexicon.knows(word) or bool(self._lexicon.parts(word))
        return not self.index.in_names(word) and not is_swedish

    def has_word(self, word: str) -> bool:
        """Whether the name of any education has that very word, dots and rings aside."""
        return undot(word) in self.name_words

    def name_at(self, tokens: Sequence[str]) -> int:
        """How many words the longest name of an education has that some words begin with."""
        names = self._names.get(tokens[0] if tokens else "", ())
        return max((len(n) for n in names if n == tuple(tokens[: len(n)])), default=0)

    def respelt(self, word: str) -> str | None:
        """The name that a word in lower case is misspelt for."""
        return None if self.evidence.names_a_field(word) else self._speller.respelt(word)

    def knows_place(self, name: str) -> bool:
        """Whether the gazetteer or any catalogue knows a place of this name."""
        return self._venues.know(name)

    def teaches(self, words: str) -> bool:
        """Whether any education answers to some words by its name, area or occupations."""
        return float(self.evidence.scores(words).max(initial=0)) >= GOOD

    def _states(self, today: dt.date) -> NDArray[np.int8]:
        """For each course the number of its state on a day, in ``STATES``."""
        number = {own: i for i, own in enumerate(STATES)}
        return np.array(
            [number[state(c.occasion, c.education, today)] for c in self.courses], dtype=np.int8
        )

    def masks(self, constraints: Constraints, today: dt.date) -> dict[str, Mask]:
        """For each constraint that is set, but subject and open, the courses that satisfy it.

        A course whose source does not tell satisfies none.
        """
        masks: dict[str, Mask] = {}
        if constraints.places and constraints.near:
            masks["place"] = self.near(constraints.places)
        elif constraints.places:
            masks["place"] = self._venues.within(constraints.places)
        if constraints.county:
            masks["county"] = self._venues.in_county(constraints.county)
        if constraints.unknown_place:
            masks["place"] = np.zeros(len(self.courses), dtype=bool)
        if constraints.provider:
            names = [n for n in self._providers if fold(constraints.provider) in n]
            masks["provider"] = marked(self._providers, names, len(self.courses))
        if constraints.codes:
            numbers = [n for code in constraints.codes for n in self.index.with_code(code)]
            masks["code"] = np.isin(self.index.education_of, numbers)
        if constraints.builds_on:
            masks["builds_on"] = self.building_on(constraints.builds_on)
        for name, values in self._values.items():
            value = getattr(constraints, name)
            if value is not None and value != "":
                kinds = value.kinds if isinstance(value, Level) else (value,)
                masks[name] = np.isin(values, kinds)
        for name, figures in (("pace", self.pace), ("points", self._points)):
            low = getattr(constraints, f"{name}_min")
            high = getattr(constraints, f"{name}_max")
            if low is not None or high is not None:
                masks[name] = (figures >= (-np.inf if low is None else low)) & (
                    figures <= (np.inf if high is None else high)
                )
        if constraints.start_from or constraints.start_to:
            masks["start"] = self._begins(constraints.start_from, constraints.start_to, today)
        return masks

    def _current(self, today: dt.date) -> Mask:
        """The courses that can be applied for on a day, or later."""
        return np.isin(self.states(today), [STATES.index(state) for state in CURRENT])

    def meeting(self, constraints: Constraints, today: dt.date) -> Mask:
        """The educations with a current course that satisfies all constraints but subject."""
        masks = self.masks(constraints, today).values()
        met = np.logical_and.reduce([~self.cancelled, self.current(today), *masks])
        result: Mask = np.zeros(len(self.index.educations), dtype=bool)
        result[self.index.education_of[met]] = True
        return result

    def unwanted(self, constraints: Constraints | None, today: dt.date) -> Mask:
        """The courses that satisfy any of some constraints, their subject among them."""
        mask: Mask = np.zeros(len(self.courses), dtype=bool)
        if constraints is None:
            return mask
        for name, own in self.masks(constraints, today).items():
            # What begins at any time need not begin when it must not.
            mask |= own & ~self._rolling if name == "start" else own
        if constraints.subject:
            scores = self.evidence.scores(constraints.subject)
            mask |= (scores >= GOOD)[self.index.education_of]
        return mask

    def near(self, places: Iterable[str]) -> Mask:
        """The courses held in or around some places."""
        return self._venues.near(places)

    def _begins(self, first: dt.date | None, last: dt.date | None, today: dt.date) -> Mask:
        """The courses that begin in a period, or at any time and go on into it."""
        low = first.toordinal() if first else 1
        high = last.toordinal() if last else dt.date.max.toordinal()
        dated = (self.start >= low) & (self.start <= high)
        goes_on = (self.end == _NEVER) | (self.end >= low)
        begins: Mask = dated | (
            self._rolling & goes_on & (self.start <= high) & (today.toordinal() <= high)
        )
        return begins


def _ordinals(days: Iterable[str | None]) -> Days:
    return np.array([_ordinal(day) for day in days], dtype=np.int32)


@lru_cache(20_000)
def _ordinal(day: str | None) -> int:
    return dt.date.fromisoformat(day).toordinal() if day else _NEVER


def _objects(values: Iterable[object]) -> NDArray[np.object_]:
    return np.array(list(values), dtype=object)
