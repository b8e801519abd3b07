"""How, where and at which pace an occasion of schema.org is given; its course may say it, too."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.courses import Education, Place
from ingest.catalogues import words
from ingest.catalogues.items import shapes
from ingest.catalogues.items.item import Item
from ingest.catalogues.json_ld.scripts import LinkedData, types

_EVENING = re.compile(r"(?:1[7-9]|2[0-9]):")
_POSTCODE_TOWN = re.compile(r"\b\d{3} ?\d{2}\s+(?P<town>[^\W\d_][^\d,;|]*)")


def distance(item: Item, virtual: bool, education: Education) -> bool | None:
    """At a distance, if only in part, or on site: by its mode, its place, or its name.

    ``virtual`` says that one of its places is on the net.
    """
    by_mode = {
        answer: path
        for path, mode in _modes(item)
        if (answer := words.distance_of_mode(mode)) is not None
    }
    if by_mode:
        answer = True in by_mode
        item.sources["distance"] = by_mode[answer]
        return answer
    if virtual:
        item.sources["distance"] = "location"
        return True
    if words.distance(f"{education.name} {shapes.text(item.at('name')) or ''}"):
        item.sources["distance"] = "name"
        return True
    return None


def pace(item: Item) -> float | None:
    """The pace, where a mode, the workload or a text states a share of full time."""
    modes = [*item.texts("workload"), *_modes(item)]
    by_mode = item.first("pace", words.pace_of_mode, modes)
    return by_mode or item.word("pace", words.pace_of_text, "description")


def evening(item: Item) -> bool | None:
    """True where its hours are late, or its mode, name or text says so."""
    hours = ((path, shapes.code(value) or "") for path, value in item.candidates("hours"))
    return (
        item.first("evening", lambda time: _EVENING.match(time) and True, hours)
        or item.first("evening", words.evening, _modes(item))
        or item.word("evening", words.evening, "evening_words")
    )


def places(item: Item, page: LinkedData) -> tuple[tuple[Place, ...], bool]:
    """Where an occasion is held, and whether any of its places is on the net."""
    for path, value in item.candidates("places"):
        places = []
        virtual = False
        for entry in shapes.members(value):
            (thing,) = page.whole(entry) or (None,)
            if thing is not None and "VirtualLocation" in types(thing):
                virtual = True
            elif (place := _place(entry if thing is None else thing)) is None:
                continue
            elif words.distance_of_mode(place.name):
                virtual = True
            else:
                places.append(place)
        if places or virtual:
            if places:
                item.sources["places"] = path
            return tuple(dict.fromkeys(places)), virtual
    return (), False


def _modes(item: Item) -> list[tuple[str, str]]:
    """The modes of study, each with its path: words, or the end of an address that means one."""
    return [(path, mode.rpartition("/")[2].rpartition("#")[2]) for path, mode in item.texts("mode")]


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
