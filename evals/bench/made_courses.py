"""Many occasions and questions about them, made alike each time from ``educations.tsv``.

Each education of the table is held in many of Sweden's municipalities, seven times in
each, at other dates, paces and ways of teaching.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from corpus.courses import Catalogue, Education, Level, Occasion, Origin, Place, Provider
from corpus.places import Municipality, load_gazetteer

EDUCATIONS = Path(__file__).with_name("educations.tsv")
TODAY = date(2026, 11, 21)
TIMES = 7
"""Occasions of each education in a town."""

_LEVELS = {
    "VUXGY": Level.UPPER,
    "VUXGR": Level.BASIC,
    "VUXSFI": Level.SFI,
    "VUXGYAN": Level.ADAPTED_UPPER,
    "VUXGRAN": Level.ADAPTED_BASIC,
    "FHS": Level.FOLK,
    "YH": Level.HIGHER_VOCATIONAL,
}
_NAMED = ("", "", "", " – kväll", " med språkstöd", ", distans", ", intensivkurs")
_STARTS = (-80, -20, 51, 58, 121, 190, 275)
"""Days from today; those of an education are moved by its town."""

_WAYS: Sequence[bool | None] = (None, False, True)
_PACES = (25, 50, 100, 50, 25, 75)
_ORIGIN = Origin("gjord för mätningen", {})

_ASKED = (
    "{subject} i {town}",
    "{subject} på distans",
    "finns {subject} nära {town} med start i vår",
    "Jag bor i {town} och vill läsa {subject} på halvfart, vad kan jag söka just nu?",
    "{subject} på kvällstid i {county}",
    "{code} i {county}",
    "Vilka kurser på grundläggande nivå börjar i januari i {town}?",
    "när går {code}",
    "{subject} i klassrum, heltid, till hösten, {county}",
    "Hur blir jag {subject}? Helst nära {town}.",
    "Is there a course in {subject} in {town} that I can apply for now?",
    "vad krävs för {subject} och kan man läsa det på högst halvfart i {county}",
    "lärling i {town}",
    "folkhögskola i {county} med start efter sommaren, gärna {subject}",
    "Vad ger komvux {town} inom {subject}?",
    "Jämför {subject} i {town} och i {other}",
)


def catalogues(count: int) -> Iterator[tuple[str, Catalogue]]:
    """The catalogues of the counties, by their names, with as many occasions in all."""
    taught = _educations()
    towns = sorted(load_gazetteer().municipalities, key=lambda town: (town.county, town.code))
    each = -(-count // (TIMES * len(towns)))  # educations in a town, rounded up
    left = count
    for county, members in groupby(enumerate(towns), key=lambda item: item[1].county):
        providers: list[Provider] = []
        educations: list[Education] = []
        occasions: list[Occasion] = []
        for number, town in members:
            provider = Provider(town.code, _ORIGIN, f"Komvux {town.name}")
            providers.append(provider)
            for offset in range(min(each, len(taught))):
                row = taught[(7 * number + 3 * offset) % len(taught)]
                education = _education(row, f"{town.code}-{offset}", number + offset)
                held = list(_occasions(education, provider, town, number + offset))[:left]
                left -= len(held)
                if held:
                    educations.append(education)
                    occasions += held
        if occasions:
            yield county, Catalogue(tuple(providers), tuple(educations), tuple(occasions))


def questions(count: int, first: int = 0) -> list[str]:
    """Questions of many sorts; those of another ``first`` are others."""
    taught = _educations()
    gazetteer = load_gazetteer()
    towns = sorted(gazetteer.municipalities, key=lambda town: town.code)
    counties = gazetteer.counties
    asked = []
    for number in range(first, first + count):
        row = taught[(5 * number + number // len(_ASKED)) % len(taught)]
        form = _ASKED[number % len(_ASKED)]
        asked.append(
            form.format(
                subject=row["name"].partition(",")[0].lower(),
                code=row["code"] or "SVESVE01",
                town=towns[(37 * number) % len(towns)].name,
                other=towns[(37 * number + 11) % len(towns)].name,
                county=counties[number % len(counties)],
            )
        )
    return asked


def _educations() -> list[dict[str, str]]:
    with EDUCATIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _education(row: dict[str, str], key: str, number: int) -> Education:
    return Education(
        key=key,
        origin=_ORIGIN,
        name=f"{row['name']}{_NAMED[number % len(_NAMED)]}",
        code=row["code"] or None,
        level=_LEVELS.get(row["type"]),
        level_text=row["type"],
        points=float(row["points"]) if row["points"] else None,
        points_system=row["system"] or None,
        description=row["text"],
        eligibility=row["eligibility"],
    )


def _occasions(
    education: Education, provider: Provider, town: Municipality, number: int
) -> Iterator[Occasion]:
    for time, days in enumerate(_STARTS):
        start = TODAY + timedelta(days=days + number % 28)
        distance = _WAYS[(number + time) % len(_WAYS)]
        key = f"{education.key}-{time}"
        yield Occasion(
            key=key,
            origin=_ORIGIN,
            education=education.key,
            keys=(key,),
            providers=(provider.key,),
            places=(Place(town.name, town.code, town.county),),
            distance=distance,
            meetings=2 if distance else None,
            pace=float(_PACES[(number + time) % len(_PACES)]),
            evening="kväll" in education.name or None,
            apprenticeship="lärling" in education.name or None,
            start=start.isoformat(),
            end=(start + timedelta(weeks=20)).isoformat(),
            apply_from=(start - timedelta(days=120)).isoformat(),
            apply_until=(start - timedelta(days=30)).isoformat(),
            cancelled=(number + time) % 101 == 0,
            language="en" if (number + time) % 97 == 0 else "sv",
            seats=20 + number % 15,
        )
