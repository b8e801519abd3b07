"""Courses as the interface tells them, made by hand."""

from __future__ import annotations

from assistant.bodies.courses import CourseBody

WHOLE: dict[str, object] = {
    "id": "a1",
    "key": "4711",
    "keys": ["4711"],
    "name": "Matematik 2b",
    "code": "MATMAT02b",
    "provider": "Lyktesunds kommun",
    "places": ["Sundsvall"],
    "county": "Västernorrland",
    "level": "gymnasial vuxenutbildning",
    "points": 100,
    "points_system": "gy",
    "distance": True,
    "meetings": 2,
    "evening": None,
    "pace": 50,
    "start": "2027-01-18",
    "end": "2027-06-04",
    "rolling": False,
    "apply_from": "2026-10-01",
    "apply_until": "2026-12-01",
    "continuous": None,
    "state": "open",
    "language": "sv",
    "apprenticeship": False,
    "student_aid": True,
    "cancelled": False,
    "seats": 30,
    "degree": None,
    "description": "Algebra och statistik.",
    "eligibility": "Lägst betyget E i Matematik 1b.",
    "recommended": None,
    "url": "https://exempel.se/ma2b",
    "provider_url": "https://exempel.se",
    "source": "kurser.csv",
    "document_id": "d1",
    "education_document_id": "d1",
    "sources": {
        "name": "rad 12, kolumnen Namn",
        "code": "rad 12, kolumnen Kurskod",
        "points": "rad 12, kolumnen Poang",
        "pace": "rad 12, kolumnen Omfattning",
        "start": "rad 12, kolumnen Startdatum",
        "distance": "rad 12, kolumnen Form",
        "meetings": "rad 12, kolumnen Träffar",
        "apply_until": "rad 12, kolumnen SistaAnsokningsdag",
        "eligibility": "rad 12, kolumnen Behorighet",
    },
}
"""An occasion of which the source tells nearly everything; applications are open 2026-11-22."""

BARE: dict[str, object] = {
    "code": None,
    "provider": None,
    "places": [],
    "county": None,
    "level": None,
    "points": None,
    "points_system": None,
    "distance": None,
    "meetings": None,
    "pace": None,
    "start": None,
    "end": None,
    "rolling": None,
    "apply_from": None,
    "apply_until": None,
    "state": "unknown",
    "language": None,
    "apprenticeship": None,
    "student_aid": None,
    "seats": None,
    "description": None,
    "eligibility": None,
    "url": None,
    "provider_url": None,
    "sources": {"name": "rad 3, kolumnen Namn"},
}
"""What is left out where a source gives but a name."""


def course(**other: object) -> CourseBody:
    """An occasion with some fields of its own."""
    return CourseBody.model_validate({**WHOLE, **other})


def bare(**other: object) -> CourseBody:
    """An occasion of which the source tells only the name."""
    return course(**{"id": "b0", "name": "Svetsare", **BARE, **other})
