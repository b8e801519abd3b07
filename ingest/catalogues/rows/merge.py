"""Makes one occasion of the rows that are about it, and one education of texts that repeat."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import TypeVar

from corpus.courses import Catalogue, Education, Occasion, Origin, Place, Provider
from ingest.catalogues.values import spelling
from ingest.sheets.grid import Grid

_EDUCATION = frozenset(field.name for field in fields(Education)) - {"key", "origin"}
_OCCASION = frozenset(field.name for field in fields(Occasion)) - {"key", "origin", "url"}
NOWHERE = Origin("", {})
"""The origin of a record that is not merged yet."""

_OCCASION_CONTENT = attrgetter(
    *sorted(_OCCASION - {"keys", "places", "providers", "education", "seats"})
)
_EDUCATION_CONTENT = attrgetter(
    *sorted(_EDUCATION - {"name", "description", "eligibility", "recommended", "subjects", "url"})
)
Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)

_PROVIDER = {"provider": "name", "provider_url": "url"}


@dataclass(frozen=True, slots=True)
class CourseRow:
    """What one row says: an occasion of an education. Their own keys and origins are still empty.

    ``key`` is the occasion's key in the source, None where it has none; ``sources`` has the column
    of each field.
    """

    key: str | None
    grid: Grid
    row: int
    education: Education
    occasion: Occasion
    provider: Provider | None
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _MergedOccasion:
    """One occasion and the rows that are about it."""

    keys: tuple[str, ...]
    rows: tuple[CourseRow, ...]
    education: Education
    occasion: Occasion


def merge(rows: Sequence[CourseRow]) -> Catalogue:
    """The catalogue of rows, in the order of the rows.

    Rows with the same key that agree in all that people see are one occasion, held in the places
    of all of them; where there is no key, the places too must be the same. Twins, occasions that
    are alike in everything people see, are merged under the first key. Where an occasion has a
    register number, that alone decides which rows are about it.
    """
    occasions = _without_twins(_occasions(rows))
    educations = _group(occasions, lambda item: _education_key(item.education))
    with_provider = [row for row in rows if row.provider]
    providers = _group(with_provider, lambda row: row.provider and row.provider.key)
    return Catalogue(
        providers=tuple(map(_provider, providers.values())),
        educations=tuple(_education(key, items) for key, items in educations.items()),
        occasions=tuple(_occasion(item) for item in occasions),
    )


def _occasions(rows: Sequence[CourseRow]) -> list[_MergedOccasion]:
    groups = list(_group(rows, _identity).values())
    times = Counter(group[0].key for group in groups)
    return [_merge_rows(group, times[group[0].key] > 1) for group in groups]


def _identity(row: CourseRow) -> Hashable:
    """What rows of one occasion have in common."""
    if row.occasion.number:
        return row.occasion.number
    if row.key is None:
        return None, _held_in(row.occasion.places), _texts(row.education), _content(row)
    return row.key, _content(row)


def _merge_rows(group: Sequence[CourseRow], ambiguous: bool) -> _MergedOccasion:
    """The one occasion of some rows; an ``ambiguous`` key is that of other occasions, too."""
    key = group[0].key
    places = _sorted_places(place for row in group for place in row.occasion.places)
    urls = {row.education.url for row in group if row.education.url}
    education = replace(
        _with_all_texts([row.education for row in group]), url=min(urls, default=None)
    )
    seats = {row.occasion.seats for row in group} - {None}
    occasion = replace(
        group[0].occasion, places=places, seats=seats.pop() if len(seats) == 1 else None
    )
    digest = _digest(
        "o", key, _content(group[0]), () if key else (_held_in(places), _texts(education))
    )
    if key is None:
        keys: tuple[str, ...] = (digest,)
    else:
        keys = (f"{key}-{digest}", key) if ambiguous else (key,)
    return _MergedOccasion(keys, tuple(group), education, occasion)


def _without_twins(occasions: Iterable[_MergedOccasion]) -> list[_MergedOccasion]:
    twins = _group(
        occasions,
        lambda item: (
            item.occasion.number or (_content(item.rows[0]), _held_in(item.occasion.places))
        ),
    )
    return list(map(_merge_twins, twins.values()))


def _merge_twins(twins: Sequence[_MergedOccasion]) -> _MergedOccasion:
    if len(twins) == 1:
        return twins[0]
    first = min(twins, key=lambda item: _natural(item.keys[0]))
    keys = {key: None for item in twins for key in item.keys}
    others = sorted((key for key in keys if key != first.keys[0]), key=_natural)
    rows = tuple(row for item in twins for row in item.rows)
    education = _with_all_texts([first.education, *(item.education for item in twins)])
    return replace(first, keys=(first.keys[0], *others), rows=rows, education=education)


def _with_all_texts(educations: Sequence[Education]) -> Education:
    """The first of some records of one education, with the texts and subjects of all of them."""
    first = educations[0]
    if len(educations) == 1:
        return first
    return replace(
        first,
        description=_one_text(education.description for education in educations),
        eligibility=_one_text(education.eligibility for education in educations),
        recommended=_one_text(education.recommended for education in educations),
        subjects=tuple(sorted({subject for one in educations for subject in one.subjects})),
    )


def _one_text(texts: Iterable[str | None]) -> str | None:
    """The longest text, and the paragraphs of the others that it does not have."""
    distinct = sorted(filter(None, set(texts)), key=lambda text: (-len(text), text))
    lines = dict.fromkeys(line for text in distinct for line in text.split("\n"))
    return "\n".join(lines) if len(distinct) > 1 else next(iter(distinct), None)


def _content(row: CourseRow) -> Hashable:
    """All that people see of an occasion, but for its places and the texts of its education."""
    return (
        _OCCASION_CONTENT(row.occasion),
        spelling(row.education.name),
        _EDUCATION_CONTENT(row.education),
        row.provider.key if row.provider else None,
    )


def _texts(education: Education) -> tuple[str | None, ...]:
    return education.description, education.eligibility, education.recommended


def _education_key(education: Education) -> str:
    return _digest(
        "u",
        education.code,
        education.name,
        education.level_text,
        education.points,
        education.degree,
        _texts(education),
        education.url,
    )


def _education(key: str, items: Sequence[_MergedOccasion]) -> Education:
    rows = [row for item in items for row in item.rows]
    subjects = {subject for item in items for subject in item.education.subjects}
    columns = _columns(rows, _EDUCATION)
    return replace(
        items[0].education,
        key=key,
        origin=Origin(_where(rows), columns),
        subjects=tuple(sorted(subjects)),
    )


def _occasion(item: _MergedOccasion) -> Occasion:
    columns = _columns(item.rows, _OCCASION)
    sources = [row.sources for row in item.rows]
    for ours, field in (("key", "keys"), ("provider", "providers"), ("application_url", "url")):
        columns |= next(({field: row[ours]} for row in sources if ours in row), {})
    if item.occasion.seats is None:
        columns.pop("seats", None)
    provider = item.rows[0].provider
    return replace(
        item.occasion,
        key=item.keys[0],
        keys=item.keys,
        origin=Origin(_where(item.rows), columns),
        education=_education_key(item.education),
        providers=(provider.key,) if provider else (),
    )


def _provider(rows: Sequence[CourseRow]) -> Provider:
    providers = [row.provider for row in rows if row.provider]
    columns = {
        field: row.sources[ours]
        for row in rows
        for ours, field in _PROVIDER.items()
        if ours in row.sources
    }
    return Provider(
        key=providers[0].key,
        origin=Origin(_where(rows), columns),
        name=min(provider.name for provider in providers),
        url=min((provider.url for provider in providers if provider.url), default=None),
    )


def _columns(rows: Iterable[CourseRow], names: frozenset[str]) -> dict[str, str]:
    return {name: column for row in rows for name, column in row.sources.items() if name in names}


def _where(rows: Iterable[CourseRow]) -> str:
    by_sheet = _group(rows, lambda row: row.grid.name)
    return "; ".join(group[-1].grid.where(row.row for row in group) for group in by_sheet.values())


def _sorted_places(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places, each once however it is spelt."""
    ordered = sorted(places, key=lambda p: (p.name, p.code or "", p.county or ""), reverse=True)
    return tuple(reversed({_held_in([place]): place for place in ordered}.values()))


def _held_in(places: Iterable[Place]) -> Hashable:
    return tuple((spelling(p.name), p.code, p.county and spelling(p.county)) for p in places)


def _natural(key: str) -> tuple[int, str]:
    """Keys that are numbers come in the order of numbers."""
    return len(key), key


def _group(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """The items by their key, both in the order in which they come."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _digest(kind: str, *parts: object) -> str:
    """A key of our own, the same for the same content."""
    return f"{kind}.{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"
