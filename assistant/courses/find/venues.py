"""Where courses are held: in which places, counties and neighbourhoods."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.courses.find.index import postings
from corpus.course_book import Course
from corpus.courses import Place
from corpus.places import Gazetteer, Municipality
from corpus.swedish import capitalised, fold

Mask = NDArray[np.bool_]


class Venues:
    """The places of some courses, and what these lie in. Safe to share once made.

    ``counties`` has for each course what the sources and the gazetteer say together.
    """

    def __init__(self, courses: Sequence[Course], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._count = len(courses)
        self._county_of = _counties_of_places(courses, gazetteer)
        self._lies_in = cache(self._municipality)
        names_of, county_of, folded = cache(self._names), cache(self._county), cache(fold)
        held = [course.occasion.places for course in courses]
        self._places = postings({name for place in own for name in names_of(place)} for own in held)
        self.counties = [county_of(own) for own in held]
        self._counties = postings({folded(c)} if c else set() for c in self.counties)

    @property
    def county_names(self) -> Collection[str]:
        """The counties that the sources state."""
        return frozenset(self._county_of.values())

    def know(self, place: str) -> bool:
        """Whether the gazetteer has a place of this name, or anything is held in one."""
        return self._gazetteer.place(place) is not None or fold(place) in self._places

    def within(self, places: Iterable[str]) -> Mask:
        """The courses held in some places."""
        return marked(self._places, map(fold, places), self._count)

    def in_county(self, county: str) -> Mask:
        """The courses held in a county."""
        return marked(self._counties, [fold(county)], self._count)

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
            county = self._county_of.get(fold(place))
            if county and not self._gazetteer.municipality(place):
                around |= {name for name, own in self._county_of.items() if own == county}
        return marked(self._places, around, self._count)

    def _names(self, place: Place) -> set[str]:
        """What a place is found by: its name, places in it, and what it lies in."""
        lies_in = self._lies_in(place)
        around = [lies_in.name, *self._gazetteer.areas_of(lies_in)] if lies_in else []
        return {fold(name) for name in (place.name, *capitalised(place.name), *around)}

    def _municipality(self, place: Place) -> Municipality | None:
        """The municipality of a place, by its code, its name or a name inside that."""
        names = (place.code, place.name, *capitalised(place.name)[::-1])
        return next(filter(None, map(self._gazetteer.municipality, filter(None, names))), None)

    def _county(self, places: tuple[Place, ...]) -> str | None:
        """The county of the first place of which a source or the gazetteer knows it."""
        for place in places:
            if place.county:
                return _county_name(place.county, self._gazetteer)
            lies_in = self._lies_in(place)
            if lies_in:
                return lies_in.county
            if county := self._county_of.get(fold(place.name)):
                return county
        return None


def marked(index: Mapping[str, NDArray[np.intp]], names: Iterable[str], count: int) -> Mask:
    """Of so many courses those that an index has under any of some names."""
    mask: Mask = np.zeros(count, dtype=bool)
    for name in names:
        if name in index:
            mask[index[name]] = True
    return mask


def _county_name(name: str, gazetteer: Gazetteer) -> str:
    """A county without "län": "Kalmar län" is "Kalmar"; known to the gazetteer or not."""
    known = gazetteer.county(name)
    if known or not name.endswith(" län"):
        return known or name
    return name.removesuffix(" län").removesuffix("s")


def _counties_of_places(courses: Iterable[Course], gazetteer: Gazetteer) -> dict[str, str]:
    """By the names of places, the counties that any source states for them."""
    places = dict.fromkeys(place for course in courses for place in course.occasion.places)
    return {
        fold(place.name): _county_name(place.county, gazetteer) for place in places if place.county
    }
