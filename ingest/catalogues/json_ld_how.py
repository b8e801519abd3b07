"""How, where and at which pace an occasion of schema.org is given, as its course says it too."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.courses import Education, Place
from ingest.catalogues import modes, shapes, table_words
from ingest.catalogues.fields import Fields
from ingest.catalogues.linked_data import LinkedData, types

_MODES = ("courseMode", "educationalProgramMode", "eventAttendanceMode")
_EVENING_FROM = "17"
_POSTCODE_TOWN = re.compile(r"\b\d{3} ?\d{2}\s+(?P<town>[^\W\d_][^\d,;|]*)")


def _modes(item: Fields) -> list[tuple[str, str]]:
    """The modes of study, each with its path: words, or the end of an address that means one."""
    paths = [*_MODES, *(f"course.{path}" for path in _MODES)]
    return [
        (path, mode.rpartition("/")[2].rpartition("#")[2])
        for path in paths
        for entry in shapes.members(item.at(path))
        if (mode := shapes.text(entry))
    ]


def distance(item: Fields, virtual: bool, education: Education) -> bool | None:
    """At a distance, if only in part, or on site: by its mode, its place, or its name."""
    told = {
        said: path
        for path, mode in _modes(item)
        if (said := modes.distance_of_mode(mode)) is not None
    }
    if told:
        said = True in told
        item.told("distance", told[said])
        return said
    if virtual:
        item.told("distance", "location")
        return True
    if table_words.distance(f"{education.name} {shapes.text(item.at('name')) or ''}"):
        item.told("distance", "name")
        return True
    return None


def pace(item: Fields) -> float | None:
    """The pace, where a mode, the workload or a text states a share of full time."""
    workload = [
        (path, text)
        for path in ("courseWorkload", "course.courseWorkload")
        for entry in shapes.members(item.at(path))
        if (text := shapes.text(entry))
    ]
    for path, mode in [*workload, *_modes(item)]:
        if (pace := modes.pace_of_mode(mode)) is not None:
            item.told("pace", path)
            return pace
    for path in ("description", "course.description"):
        if (pace := modes.pace_of_text(shapes.text(item.at(path)) or "")) is not None:
            item.told("pace", path)
            return pace
    return None


def evening(item: Fields) -> bool | None:
    """True where its hours are late, or its mode, name or text says so."""
    for path in ("courseSchedule.startTime", "eventSchedule.startTime"):
        time = shapes.code(item.at(path)) or ""
        if re.match(r"\d\d:", time) and time[:2] >= _EVENING_FROM:
            item.told("evening", path)
            return True
    texts = [(path, text) for path, text in _modes(item)]
    texts += [
        (path, shapes.text(item.at(path)) or "")
        for path in ("name", "description", "course.name", "course.description", "course.timeOfDay")
    ]
    for path, text in texts:
        if table_words.evening(text):
            item.told("evening", path)
            return True
    return None


def places(item: Fields, page: LinkedData) -> tuple[tuple[Place, ...], bool]:
    """Where an occasion is held, and whether any of its places is on the net."""
    for path in ("location", "course.location"):
        places = []
        virtual = False
        for entry in shapes.members(item.at(path)):
            (thing,) = page.whole(entry) or (None,)
            if thing is not None and "VirtualLocation" in types(thing):
                virtual = True
            elif (place := _place(entry if thing is None else thing)) is None:
                continue
            elif modes.distance_of_mode(place.name):
                virtual = True
            else:
                places.append(place)
        if places or virtual:
            if places:
                item.told("places", path)
            return tuple(dict.fromkeys(places)), virtual
    return (), False


def _place(entry: object) -> Place | None:
    """A place: the town of its address where it has one, else what it is called."""
    if not isinstance(entry, Mapping):
        text = shapes.text(entry)
        return Place(_town(text) or text) if text else None
    address = entry.get("address")
    inner = (shapes.objects(address) or [entry])[0]
    region = shapes.text(inner.get("addressRegion"))
    county = region if region and region.lower().endswith("län") else None
    town = shapes.text(inner.get("addressLocality"))
    if town is None and isinstance(address, str):
        town = _town(address)
    name = town or shapes.text(entry.get("name"))
    return Place(name, county=county) if name else None


def _town(address: str) -> str | None:
    match = _POSTCODE_TOWN.search(address)
    return match["town"].strip() if match else None
