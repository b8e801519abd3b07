"""Makes one occasion of the rows that tell of it, and one education of the texts they repeat."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from corpus.courses import Catalogue, Education, Occasion, Origin, Place, Provider
from ingest.catalogues.grid import Grid

_EDUCATION = frozenset(field.name for field in fields(Education)) - {"key", "origin"}
_OCCASION = frozenset(field.name for field in fields(Occasion)) - {"key", "origin", "url"}
NOWHERE = Origin("", {})
"""The origin of a record that is not merged yet."""

_SEEN_OF_OCCASION = attrgetter(
    *sorted(_OCCASION - {"keys", "places", "providers", "education", "seats"})
)
_SEEN_OF_EDUCATION = attrgetter(
    *sorted(_EDUCATION - {"description", "eligibility", "recommended", "subjects", "url"})
)
_PROVIDER = {"provider": "name", "provider_url": "url", "provider_body": "body"}


@dataclass(frozen=True, slots=True)
class Told:
    """What one row tells. The records' own keys and origins are still empty.

    ``key`` is the occasion's key in the source, None where it has none; ``told`` has the column of
    each field.
    """

    key: str | None
    grid: Grid
    row: int
    education: Education
    occasion: Occasion
    provider: Provider | None
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Merged:
    """One occasion and the rows that tell of it."""

    keys: tuple[str, ...]
    rows: tuple[Told, ...]
    education: Education
    occasion: Occasion


def merge(rows: Sequence[Told]) -> Catalogue:
    """The catalogue that rows tell of, in the order of the rows.

    Rows with the same key that agree in all that people see are one occasion, held in the places
    of all of them; where there is no key, the places too must be the same. Twins, occasions that
    are alike in everything people see, are merged under the first key.
    """
    providers = _providers(rows)
    occasions = _twins(_occasions(rows))
    educations: dict[str, list[_Merged]] = {}
    for item in occasions:
        educations.setdefault(_education_key(item.education), []).append(item)
    return Catalogue(
        providers=tuple(providers.values()),
        educations=tuple(_education(key, items) for key, items in educations.items()),
        occasions=tuple(_occasion(item) for item in occasions),
    )


def _occasions(rows: Sequence[Told]) -> list[_Merged]:
    groups: dict[Hashable, list[Told]] = {}
    for row in rows:
        apart: Hashable = row.key
        if row.key is None:
            apart = (row.occasion.places, _texts(row.education))
        groups.setdefault((row.key is None, apart, _seen(row)), []).append(row)
    several = _more_than_once(group[0].key for group in groups.values())
    return [_one(group, several) for group in groups.values()]


def _one(group: Sequence[Told], several: frozenset[str]) -> _Merged:
    own = group[0].key
    places = _sorted_places(place for row in group for place in row.occasion.places)
    urls = {row.education.url for row in group if row.education.url}
    education = replace(
        _all_that_is_said([row.education for row in group]), url=min(urls, default=None)
    )
    occasion = replace(group[0].occasion, places=places)
    # A key that the source uses for several occasions does not tell them apart.
    digest = _digest("o", own, _seen(group[0]), () if own else (places, _texts(education)))
    keys = (digest,) if own is None else (f"{own}-{digest}", own) if own in several else (own,)
    return _Merged(keys, tuple(group), education, occasion)


def _twins(occasions: Iterable[_Merged]) -> list[_Merged]:
    groups: dict[Hashable, list[_Merged]] = {}
    for item in occasions:
        groups.setdefault((_seen(item.rows[0]), item.occasion.places), []).append(item)
    return [_joined(group) for group in groups.values()]


def _joined(twins: Sequence[_Merged]) -> _Merged:
    first = min(twins, key=lambda item: _natural(item.keys[0]))
    keys = {key: None for item in twins for key in item.keys}
    others = sorted((key for key in keys if key != first.keys[0]), key=_natural)
    rows = tuple(row for item in twins for row in item.rows)
    education = _all_that_is_said([first.education, *(item.education for item in twins)])
    return replace(first, keys=(first.keys[0], *others), rows=rows, education=education)


def _all_that_is_said(educations: Sequence[Education]) -> Education:
    """The first of some records of one education, with the texts and subjects of all of them."""
    first = educations[0]
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


def _seen(row: Told) -> Hashable:
    """All that people see of an occasion, but for its places and the texts of its education."""
    giver = row.provider.key if row.provider else None
    return _SEEN_OF_OCCASION(row.occasion), _SEEN_OF_EDUCATION(row.education), giver


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


def _education(key: str, items: Sequence[_Merged]) -> Education:
    rows = [row for item in items for row in item.rows]
    subjects = {subject for item in items for subject in item.education.subjects}
    columns = _columns(rows, _EDUCATION)
    return replace(
        items[0].education,
        key=key,
        origin=Origin(_where(rows), columns),
        subjects=tuple(sorted(subjects)),
    )


def _occasion(item: _Merged) -> Occasion:
    columns = _columns(item.rows, _OCCASION)
    told = [row.told for row in item.rows]
    for ours, field in (("key", "keys"), ("provider", "providers"), ("application_url", "url")):
        columns |= next(({field: row[ours]} for row in told if ours in row), {})
    provider = item.rows[0].provider
    return replace(
        item.occasion,
        key=item.keys[0],
        keys=item.keys,
        origin=Origin(_where(item.rows), columns),
        education=_education_key(item.education),
        providers=(provider.key,) if provider else (),
    )


def _providers(rows: Sequence[Told]) -> dict[str, Provider]:
    groups: dict[str, list[Told]] = {}
    for row in rows:
        if row.provider:
            groups.setdefault(row.provider.key, []).append(row)
    return {key: _provider(group) for key, group in groups.items()}


def _provider(rows: Sequence[Told]) -> Provider:
    told = [row.provider for row in rows if row.provider]
    columns = {
        field: row.told[ours]
        for row in rows
        for ours, field in _PROVIDER.items()
        if ours in row.told
    }
    return Provider(
        key=told[0].key,
        origin=Origin(_where(rows), columns),
        name=min(provider.name for provider in told),
        url=min((provider.url for provider in told if provider.url), default=None),
        body=min((provider.body for provider in told if provider.body), default=None),
    )


def _columns(rows: Iterable[Told], names: frozenset[str]) -> dict[str, str]:
    return {name: column for row in rows for name, column in row.told.items() if name in names}


def _where(rows: Iterable[Told]) -> str:
    numbers: dict[str | None, list[int]] = {}
    grids: dict[str | None, Grid] = {}
    for row in rows:
        grids[row.grid.name] = row.grid
        numbers.setdefault(row.grid.name, []).append(row.row)
    return "; ".join(grids[name].where(found) for name, found in numbers.items())


def _sorted_places(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(set(places), key=lambda p: (p.name, p.code or "", p.county or "")))


def _natural(key: str) -> tuple[int, str]:
    """Keys that are numbers come in the order of numbers."""
    return len(key), key


def _more_than_once(keys: Iterable[str | None]) -> frozenset[str]:
    seen: set[str] = set()
    again: set[str] = set()
    for key in filter(None, keys):
        (again if key in seen else seen).add(key)
    return frozenset(again)


def _digest(kind: str, *parts: object) -> str:
    """A key of our own, the same for the same content."""
    return f"{kind}.{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"
