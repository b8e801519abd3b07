"""The made-up courses: read from the tables in ``course_tables/``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TABLES = Path(__file__).parent / "course_tables"
MARK = "Exempelkatalog för Vägvis. Älvmarkens region finns inte på riktigt."
TOWNS = {
    "Norråsa": "9901",
    "Klockvik": "9902",
    "Kvarnhede": "9903",
    "Tallmora": "9904",
    "Lyktesund": "9905",
    "Vintersele": "9906",
    "Hagtorpa": "9904",
}
"""Municipality codes that no real municipality has; Hagtorpa lies in Tallmora."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who gives a course; ``body`` is the kind of organisation that answers for it."""

    key: str
    name: str
    body: str
    town: str

    @property
    def url(self) -> str:
        """An address that leads nowhere."""
        return f"https://{self.key}.example"


PROVIDERS = {
    provider.key: provider
    for provider in (
        Provider("avux", "Älvmarkens vuxenutbildning", "kommunal", "Norråsa"),
        Provider("klockvik", "Komvux Klockvik", "kommunal", "Klockvik"),
        Provider("hagtorpa", "Hagtorpa folkhögskola", "enskild", "Hagtorpa"),
        Provider("yha", "Yrkeshögskolan Älvmarken", "region", "Norråsa"),
        Provider("vintersele", "Lärcentrum Vintersele", "kommunal", "Vintersele"),
        Provider("lyktesund", "Lyktesunds lärcentrum", "kommunal", "Lyktesund"),
    )
}
_FEED_PROVIDERS = {"inland": "vintersele"}


@dataclass(frozen=True, slots=True)
class Education:
    """What can be studied."""

    key: str
    owner: str
    type: str
    code: str
    name: str
    points: str
    system: str
    vocational: str
    eligibility: str
    text: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, where and how; ``meetings`` is empty for teaching in class."""

    number: int
    feed: str
    education: Education
    places: tuple[str, ...]
    start: str
    end: str
    pace: str
    meetings: str
    apply_from: str
    apply_until: str
    marks: frozenset[str]

    @property
    def provider(self) -> Provider:
        """The education's owner, or the one that the feed belongs to."""
        return PROVIDERS[self.education.owner or _FEED_PROVIDERS.get(self.feed, self.feed)]


def occasions(feed: str) -> list[Occasion]:
    """The occasions of one feed, numbered as they stand in the table."""
    educations = {row["key"]: Education(**row) for row in rows("educations.tsv")}
    return [
        Occasion(
            number=number,
            feed=row["feed"],
            education=educations[row["education"]],
            places=tuple(row["places"].split(";")),
            start=row["start"],
            end=row["end"],
            pace=row["pace"],
            meetings=row["meetings"],
            apply_from=row["apply_from"],
            apply_until=row["apply_until"],
            marks=frozenset(row["marks"].split()),
        )
        for number, row in enumerate(rows("occasions.tsv"), 1)
        if row["feed"] == feed
    ]


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table with tabs between its columns."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
