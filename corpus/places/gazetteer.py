"""Where places lie: municipalities with county and neighbours, localities with municipality.

Five tables beside this file: ``municipalities.tsv`` (code, name, latitude and longitude of the
seat), ``localities.tsv`` (name, the code of its municipality), ``counties.tsv`` (the 21 counties
without "län", by SCB's code), ``areas.tsv`` (landscapes and other areas, the counties and
municipalities that lie in each) and ``other_names.tsv`` (what people call some places). The first
two digits of a municipality's code are its county's. The README tells where they are from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import TypeVar

from corpus.data_files import rows
from corpus.dots import undot
from corpus.swedish import fold

NEAR_KM = 60
"""How far apart the seats of two municipalities may be that are near each other."""

_OTHER_NAMES = dict(rows("other_names.tsv", __package__))
_EARTH_KM = 6371.0

T = TypeVar("T")
_COUNTY = re.compile(r"^(?:region )?(?P<name>.+?)(?: län| county| region)?$")
_MUNICIPALITY = re.compile(r"^(?P<name>.+?)(?: kommun| stad| municipality)?$")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: SCB's code of four digits, county without "län", the seat in degrees."""

    code: str
    name: str
    county: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Near:
    """A municipality near another, and the distance between their seats as the crow flies."""

    municipality: Municipality
    km: float


class Gazetteer:
    """The places of Sweden by name. Made by `load_gazetteer`; safe to share."""

    def __init__(
        self,
        municipalities: Iterable[Municipality],
        localities: Mapping[str, str],
        areas: Iterable[tuple[str, str]],
    ) -> None:
        """Index the places: of a locality its municipality's code, of an area what lies in it."""
        self.municipalities = tuple(municipalities)
        self._by_code = {m.code: m for m in self.municipalities}
        self._municipalities = _names((m.name, (m.name, m)) for m in self.municipalities)
        self._localities = _names(
            (name, (name, self._by_code[code])) for name, code in localities.items()
        )
        self.counties = tuple(sorted({m.county for m in self.municipalities}))
        self._counties = _names((name, name) for name in self.counties)
        each = [(names.split(";"), frozenset(holds.split(";"))) for names, holds in areas]
        self._areas = _names((name, names[0]) for names, _ in each for name in names)
        self._holding = {names[0]: holds for names, holds in each}

    def municipality(self, name_or_code: str) -> Municipality | None:
        """The municipality of that name or code, or that a locality of that name lies in.

        "Sundsvall", "Sundsvalls kommun", "2281", "Fränsta"; case and missing dots do not matter.
        """
        if name_or_code in self._by_code:
            return self._by_code[name_or_code]
        place = self._find(name_or_code)
        return place[1] if place else None

    def place(self, name: str) -> str | None:
        """A municipality's or locality's name as it is spelt: "OSTERSUND" is "Östersund"."""
        place = self._find(name)
        return place[0] if place else None

    def _find(self, name: str) -> tuple[str, Municipality] | None:
        """A place's name as it is spelt, with the municipality that it is or lies in."""
        key = _key(name)
        return _look_up(self._municipalities, key, _MUNICIPALITY) or _look_up(self._localities, key)

    def county(self, name: str) -> str | None:
        """The county of that name, without "län": "Västernorrlands län" is "Västernorrland"."""
        match = _COUNTY.match(fold(name))
        return _look_up(self._counties, _key(match["name"])) if match else None

    def area(self, name: str) -> str | None:
        """The area of that name that is neither municipality nor county: "Norrland", "Ådalen"."""
        return _look_up(self._areas, _key(name))

    def areas_of(self, municipality: Municipality) -> list[str]:
        """The areas that a municipality lies in."""
        county = municipality.county
        own = {municipality.name, f"{county} län", f"{county}s län"}
        return [name for name, holds in self._holding.items() if not holds.isdisjoint(own)]

    def near(self, name: str) -> list[Near]:
        """The municipalities within `NEAR_KM` of a place's own, which is left out; nearest first.

        Empty for an unknown place.
        """
        centre = self.municipality(name)
        if centre is None:
            return []
        others = (Near(m, _km(centre, m)) for m in self.municipalities if m is not centre)
        return sorted((n for n in others if n.km <= NEAR_KM), key=lambda near: near.km)


def _names(items: Iterable[tuple[str, T]]) -> dict[str, T]:
    """By the name in lower case, and by the name typed without dots where no other is so spelt."""
    dotted = {_key(name): value for name, value in items}
    undotted: dict[str, T] = {}
    for name, value in dotted.items():
        undotted.setdefault(undot(name), value)
    return undotted | dotted


def _key(name: str) -> str:
    """A name as it is looked up: in lower case, hyphens as spaces."""
    plain = fold(name).replace("-", " ")
    return fold(_OTHER_NAMES.get(plain, plain).replace("-", " "))


def _look_up(table: Mapping[str, T], name: str, pattern: re.Pattern[str] | None = None) -> T | None:
    """What a name in lower case, or the name that it is a genitive of, stands for."""
    match = pattern.match(name) if pattern else None
    bare = match["name"] if match else name
    forms = (name, bare, bare.removesuffix("s"))
    return next((table[form] for form in forms if form in table), None)


def _km(one: Municipality, other: Municipality) -> float:
    """The distance between two seats on a sphere (haversine)."""
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    level = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return 2 * _EARTH_KM * asin(sqrt(sin(north / 2) ** 2 + level * sin(east / 2) ** 2))


def place_names() -> frozenset[str]:
    """What municipalities and localities are called, in lower case and also without dots.

    For who needs to know no more of a word than that a place is called so.
    """
    names = [_key(name) for _, name, *_ in rows("municipalities.tsv", __package__)]
    names += [_key(name) for name, _ in rows("localities.tsv", __package__)]
    others = [other for other in _OTHER_NAMES if _key(other) in names]
    return frozenset([*names, *map(undot, names), *others])


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of this package; read once a process, as it never changes."""
    counties = dict(rows("counties.tsv", __package__))
    return Gazetteer(
        (
            Municipality(code, name, counties[code[:2]], float(latitude), float(longitude))
            for code, name, latitude, longitude in rows("municipalities.tsv", __package__)
        ),
        dict(rows("localities.tsv", __package__)),
        ((names, holds) for names, holds in rows("areas.tsv", __package__)),
    )
