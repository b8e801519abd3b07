"""The courses of a store as they are searched: one row an occasion, one array a constraint."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.bodies.courses import State
from assistant.courses.find.subject import SubjectIndex
from assistant.courses.path.by_name import ByName
from assistant.courses.states import state
from assistant.question.plan import Constraints
from corpus.course_book import Course
from corpus.courses import Education, Place
from corpus.dots import undot
from corpus.embedding import Embedder
from corpus.places import Gazetteer, Municipality
from corpus.swedish import fold

Mask = NDArray[np.bool_]
Days = NDArray[np.int32]
Matrix = NDArray[np.float32]

STATES = tuple(State)
_NEVER = 0
"""Stands for a day that is not told; no day of the calendar has this ordinal."""

_REMEMBERED_DAYS = 4
_CAPITALISED = re.compile(r"\b[A-ZÅÄÖ][\w-]+")
"""Names inside the name of a place: "Biblioteket i Tallmora"."""

_CHOICES = (None, False, True)


class Shelf:
    """Some courses, made ready to be searched, and what they know. Safe to share once made.

    ``educations`` are numbered, and ``of_education`` has each course's number; ``counties`` are
    what the sources and the gazetteer say together.
    """

    def __init__(
        self,
        courses: Sequence[Course],
        gazetteer: Gazetteer,
        embedder: Embedder,
        meant: Callable[[str], Iterable[str]],
    ) -> None:
        self.courses = courses
        self._gazetteer = gazetteer
        self._stated = _stated_counties(courses, gazetteer)
        self._lies_in = cache(self._municipality)
        numbers: dict[int, int] = {}
        educations: list[Education] = []
        of_education = []
        for course in courses:
            known = numbers.get(id(course.education))
            if known is None:
                known = numbers[id(course.education)] = len(educations)
                educations.append(course.education)
            of_education.append(known)
        self.educations = tuple(educations)
        self.places = frozenset(p.name for c in courses for p in c.occasion.places)
        self.providers = tuple(sorted({p.name for c in courses for p in c.providers}))
        self.codes = frozenset(e.code for e in educations if e.code)
        self.of_education = np.array(of_education, dtype=np.intp)
        self.subjects = SubjectIndex(self.educations, meant)
        self._vectors, self._name = _embedded([e.name for e in self.educations], embedder)
        folded = sorted({fold(e.name) for e in self.educations})
        place = {name: i for i, name in enumerate(folded)}
        self.name_order = np.array(
            [place[fold(course.education.name)] for course in courses], dtype=np.int32
        )
        occasions = [course.occasion for course in courses]
        self.cancelled: Mask = np.array([o.cancelled for o in occasions], dtype=bool)
        self.pace = np.array(
            [np.nan if o.pace is None else o.pace for o in occasions], dtype=np.float32
        )
        self.start = _ordinals(o.start for o in occasions)
        self.end = _ordinals(o.end for o in occasions)
        self.apply_until = _ordinals(o.apply_until for o in occasions)
        self._rolling: Mask = np.array([bool(o.rolling) for o in occasions], dtype=bool)
        self._distance = _choices(o.distance for o in occasions)
        self._evening = _choices(o.evening for o in occasions)
        self._apprenticeship = _choices(o.apprenticeship for o in occasions)
        self._student_aid = _choices(c.education.student_aid for c in courses)
        self._levels = np.array([c.education.level or "" for c in courses], dtype=object)
        self._languages = np.array([o.language or "" for o in occasions], dtype=object)
        self._places = _by_name(
            [{name for place in o.places for name in self._names(place)} for o in occasions]
        )
        self.counties = [self._county(o.places) for o in occasions]
        self._counties = _by_name([{fold(county)} if county else set() for county in self.counties])
        self._providers = _by_name([{fold(p.name) for p in c.providers} for c in courses])
        self.states = lru_cache(_REMEMBERED_DAYS)(self._states)

    @property
    def is_empty(self) -> bool:
        """Whether there are no courses at all."""
        return not self.courses

    @property
    def county_names(self) -> Collection[str]:
        """The counties that the sources state."""
        return frozenset(self._stated.values())

    def has_word(self, word: str) -> bool:
        """Whether the name of any education has that very word, dots and rings aside."""
        return undot(word) in self.subjects.name_words

    def has_place(self, name: str) -> bool:
        """Whether anything is held in a place of this name."""
        return fold(name) in self._places

    def teaches(self, words: str) -> bool:
        """Whether the name, code or area of any education answers to some words."""
        return self.subjects.teaches(words)

    @cached_property
    def by_name(self) -> ByName:
        """The courses by what they are called, as the way to an occupation looks them up."""
        return ByName.of(self.courses)

    def likeness(self, vector: Matrix) -> Matrix:
        """For each education the cosine of its name's vector and another, or 0 if it is less."""
        if not self.educations:
            return np.zeros(0, dtype=np.float32)
        alike: Matrix = np.maximum(self._vectors @ vector, 0)[self._name]
        return alike

    def _states(self, today: dt.date) -> NDArray[np.int8]:
        """For each course the number of its state on a day, in ``STATES``."""
        number = {own: i for i, own in enumerate(STATES)}
        return np.array(
            [number[state(c.occasion, c.education, today)] for c in self.courses], dtype=np.int8
        )

    def masks(self, wanted: Constraints) -> dict[str, Mask]:
        """For each constraint that is set, but subject and open, the courses that satisfy it.

        A course whose source does not tell satisfies none.
        """
        masks: dict[str, Mask] = {}
        if wanted.places:
            masks["place"] = self._held_in(wanted)
        if wanted.county:
            masks["county"] = self._where(self._counties, [fold(wanted.county)])
        if wanted.unknown_place:
            masks["place"] = np.zeros(len(self.courses), dtype=bool)
        if wanted.provider:
            masks["provider"] = self._where(
                self._providers, [n for n in self._providers if fold(wanted.provider) in n]
            )
        if wanted.codes:
            numbers = [n for code in wanted.codes for n in self.subjects.coded(code)]
            masks["code"] = np.isin(self.of_education, numbers)
        if wanted.level:
            masks["level"] = np.array(self._levels == wanted.level, dtype=bool)
        if wanted.language:
            masks["language"] = np.array(self._languages == wanted.language, dtype=bool)
        for name, asked, told in (
            ("distance", wanted.distance, self._distance),
            ("evening", wanted.evening, self._evening),
            ("apprenticeship", wanted.apprenticeship, self._apprenticeship),
            ("student_aid", wanted.student_aid, self._student_aid),
        ):
            if asked is not None:
                masks[name] = told == _CHOICES.index(asked)
        if wanted.pace_min is not None or wanted.pace_max is not None:
            masks["pace"] = self._paced(wanted.pace_min, wanted.pace_max)
        if wanted.start_from or wanted.start_to:
            masks["start"] = self._begins(wanted.start_from, wanted.start_to)
        return masks

    def near(self, places: Iterable[str]) -> Mask:
        """The courses held in or around some places.

        Around a place that the gazetteer does not know lies its county, where a source states it.
        """
        around = set()
        for place in places:
            around |= {
                fold(place),
                *(fold(n.municipality.name) for n in self._gazetteer.near(place)),
            }
            county = self._stated.get(fold(place))
            if county and not self._gazetteer.municipality(place):
                around |= {name for name, own in self._stated.items() if own == county}
        return self._where(self._places, around)

    def _held_in(self, wanted: Constraints) -> Mask:
        if wanted.near:
            return self.near(wanted.places)
        return self._where(self._places, [fold(place) for place in wanted.places])

    def _paced(self, least: float | None, most: float | None) -> Mask:
        low = -np.inf if least is None else least
        high = np.inf if most is None else most
        paced: Mask = (self.pace >= low) & (self.pace <= high)
        return paced

    def _begins(self, first: dt.date | None, last: dt.date | None) -> Mask:
        """The courses that begin in a period, or at any time and go on into it."""
        low = first.toordinal() if first else 1
        high = last.toordinal() if last else dt.date.max.toordinal()
        dated = (self.start >= low) & (self.start <= high)
        goes_on = (self.end == _NEVER) | (self.end >= low)
        begins: Mask = dated | (self._rolling & goes_on & (self.start <= high))
        return begins

    def _where(self, index: Mapping[str, NDArray[np.intp]], names: Iterable[str]) -> Mask:
        mask = np.zeros(len(self.courses), dtype=bool)
        for name in names:
            if name in index:
                mask[index[name]] = True
        return mask

    def _names(self, place: Place) -> set[str]:
        """What a place is found by: its name, places in it, and the municipality it lies in."""
        lies_in = self._lies_in(place)
        inside = {fold(word) for word in _CAPITALISED.findall(place.name)}
        return {fold(place.name), *inside} | ({fold(lies_in.name)} if lies_in else set())

    def _municipality(self, place: Place) -> Municipality | None:
        """The municipality of a place, by its code, its name or a name inside that."""
        names = (place.code, place.name, *_CAPITALISED.findall(place.name)[::-1])
        return next(filter(None, map(self._gazetteer.municipality, filter(None, names))), None)

    def _county(self, places: Sequence[Place]) -> str | None:
        """The county of the first place of which a source or the gazetteer knows it."""
        for place in places:
            if place.county:
                return _county_name(place.county, self._gazetteer)
            lies_in = self._lies_in(place)
            if lies_in:
                return lies_in.county
            if stated := self._stated.get(fold(place.name)):
                return stated
        return None


def _embedded(names: Sequence[str], embedder: Embedder) -> tuple[Matrix, NDArray[np.intp]]:
    """The vectors of different names, and for each name the number of its own."""
    number = {name: i for i, name in enumerate(dict.fromkeys(names))}
    vectors = embedder.embed_passages(list(number))
    return vectors, np.array([number[name] for name in names], dtype=np.intp)


def _county_name(stated: str, gazetteer: Gazetteer) -> str:
    """A county without "län": "Kalmar län" is "Kalmar"; known to the gazetteer or not."""
    known = gazetteer.county(stated)
    if known or not stated.endswith(" län"):
        return known or stated
    return stated.removesuffix(" län").removesuffix("s")


def _stated_counties(courses: Iterable[Course], gazetteer: Gazetteer) -> dict[str, str]:
    """By the names of places, the counties that any source states for them."""
    return {
        fold(place.name): _county_name(place.county, gazetteer)
        for course in courses
        for place in course.occasion.places
        if place.county
    }


def _ordinals(days: Iterable[str | None]) -> Days:
    return np.array([_ordinal(day) for day in days], dtype=np.int32)


@lru_cache(20_000)
def _ordinal(day: str | None) -> int:
    return dt.date.fromisoformat(day).toordinal() if day else _NEVER


def _choices(told: Iterable[bool | None]) -> NDArray[np.int8]:
    return np.array([_CHOICES.index(value) for value in told], dtype=np.int8)


def _by_name(names: Sequence[set[str]]) -> dict[str, NDArray[np.intp]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(names):
        for name in own:
            found[name].append(number)
    return {name: np.array(numbers, dtype=np.intp) for name, numbers in found.items()}
