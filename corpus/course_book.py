"""All catalogues as one: which occasions there are, of which education, given by whom."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter
from typing import TypeVar

from corpus.courses import Catalogue, Education, Occasion, Provider
from corpus.model import DocumentRecord
from corpus.swedish import fold


@dataclass(frozen=True, slots=True)
class Course:
    """One occasion with its education and providers, and the catalogues that tell of each.

    ``id`` is stable for an occasion's own key in its source. The education may stand in another
    document than the occasion, where a feed's pages hold the two in different files.
    """

    id: str
    occasion: Occasion
    education: Education
    providers: tuple[Provider, ...]
    document: DocumentRecord
    education_document: DocumentRecord


Item = TypeVar("Item", Provider, Education, Occasion)
_Space = str | None
"""The document that keys count in, or None for keys that all catalogues of a feed share."""

_visible_facts = attrgetter(
    *("distance", "pace", "evening", "apprenticeship", "language", "cancelled", "start", "end"),
    *("rolling", "apply_from", "apply_until", "continuous"),
)


def join(catalogues: Sequence[tuple[DocumentRecord, Catalogue]]) -> tuple[Course, ...]:
    """The occasions of all catalogues with their educations and providers.

    An occasion whose education stands nowhere is left out.

    Keys of a feed (EMIL) mean the same in all its files: of items with one key the latest edition
    counts, and one that any file calls removed is gone, with the occasions of such an education,
    until a file that is read later has it again.
    Keys of other catalogues count in their own file alone. Occasions alike in everything that
    people see are one, whichever catalogues they come from; it keeps the keys of all.
    """
    removed = _removed(catalogues)
    providers = _latest((r, c, c.providers) for r, c in catalogues)
    educations = _latest((r, c, c.educations) for r, c in catalogues)
    occasions = _latest((r, c, c.occasions) for r, c in catalogues)
    courses = []
    for (space, key), (record, occasion) in occasions.items():
        if space is None and (key in removed or occasion.education in removed):
            continue
        document, education = educations.get((space, occasion.education), (record, None))
        if education is None:
            continue
        courses.append(
            Course(
                id=hashlib.sha256(f"{space or ''}\0{key}".encode()).hexdigest()[:16],
                occasion=occasion,
                education=education,
                providers=tuple(
                    providers[space, provider][1]
                    for provider in occasion.providers
                    if (space, provider) in providers
                ),
                document=record,
                education_document=document,
            )
        )
    return tuple(_without_twins(courses))


def halves(
    catalogues: Sequence[tuple[DocumentRecord, Catalogue]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is half a course: educations that are missed, and the names of those without occasion.

    The first are the keys of educations that stand nowhere, one for each of their occasions.
    """
    removed = _removed(catalogues)
    educations = {
        (None if c.shared else r.id, education.key): education.name
        for r, c in catalogues
        for education in c.educations
    }
    asked = [
        (None if c.shared else r.id, occasion.education)
        for r, c in catalogues
        for occasion in c.occasions
        if not (c.shared and removed & {occasion.key, occasion.education})
    ]
    lone = educations.keys() - set(asked)
    return (
        tuple(key for space, key in asked if (space, key) not in educations),
        tuple(name for key, name in educations.items() if key in lone and key[1] not in removed),
    )


def _removed(catalogues: Sequence[tuple[DocumentRecord, Catalogue]]) -> frozenset[str]:
    """The keys of a feed that the file read last of those that speak of them calls removed.

    Of files read in one go the one that is named last speaks last, as the pages of a feed do.
    """
    gone: dict[str, bool] = {}
    for _, catalogue in sorted(catalogues, key=lambda pair: _reading_order(pair[0])):
        if catalogue.shared:
            for items in (catalogue.providers, catalogue.educations, catalogue.occasions):
                gone |= dict.fromkeys((item.key for item in items), False)
        gone |= dict.fromkeys(catalogue.removed, True)
    return frozenset(key for key, is_gone in gone.items() if is_gone)


def _reading_order(record: DocumentRecord) -> tuple[str, list[tuple[int, str]]]:
    parts = re.findall(r"\d+|\D+", record.source)
    return record.ingested_at, [(int(p) if p.isdecimal() else -1, p) for p in parts]


def _without_twins(courses: Iterable[Course]) -> Iterator[Course]:
    """The courses, of those that look alike the first with the keys of all."""
    alike: dict[tuple[object, ...], list[Course]] = {}
    folded = cache(fold)  # a few names stand with many thousand occasions
    for course in courses:
        alike.setdefault(_appearance(course, folded), []).append(course)
    for first, *twins in alike.values():
        if twins:
            occasions = [course.occasion for course in (first, *twins)]
            keys = dict.fromkeys(key for one in occasions for key in (one.keys or (one.key,)))
            yield replace(first, occasion=replace(first.occasion, keys=tuple(keys)))
        else:
            yield first


def _appearance(course: Course, folded: Callable[[str], str]) -> tuple[object, ...]:
    """What people see of an occasion."""
    occasion, education = course.occasion, course.education
    return (
        occasion.number,
        folded(education.name),
        education.code,
        education.level,
        education.points,
        frozenset(folded(provider.name) for provider in course.providers),
        frozenset(folded(place.name) for place in occasion.places),
        _visible_facts(occasion),
    )


def _latest(
    sources: Iterable[tuple[DocumentRecord, Catalogue, Sequence[Item]]],
) -> dict[tuple[_Space, str], tuple[DocumentRecord, Item]]:
    """The items by whose key they have; of several the one edited last, or else read last."""
    latest: dict[tuple[_Space, str], tuple[DocumentRecord, Item]] = {}
    for record, catalogue, items in sources:
        space = None if catalogue.shared else record.id
        for item in items:
            before = latest.get((space, item.key))
            if before is None or _edition(before[1]) <= _edition(item):
                latest[space, item.key] = (record, item)
    return latest


def _edition(item: Provider | Education | Occasion) -> str:
    """The date of the last change, empty where it is not known."""
    return "" if isinstance(item, Provider) else item.edited or ""
