"""Small courses for tests: a catalogue in one call."""

from __future__ import annotations

from typing import Any

from corpus.courses import Education, Occasion, Origin, Place, Provider


def origin(where: str = "rad 2") -> Origin:
    return Origin(where, {"name": "Namn"})


def provider(key: str = "p1", name: str = "Norrskens vuxenutbildning", **more: Any) -> Provider:
    return Provider(key, origin(), name, **more)


def education(key: str = "e1", name: str = "Matematik 2b", **more: Any) -> Education:
    return Education(key, origin(), name, **more)


def occasion(key: str = "o1", education: str = "e1", **more: Any) -> Occasion:
    places = tuple(Place(name) for name in more.pop("places", ("Sundsvall",)))
    given = {"providers": ("p1",), "places": places, **more}
    return Occasion(key, origin(), education, **given)
