"""Dates as Swedish documents write them, as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb febr february",
            "mars mar march",
            "april apr",
            "maj may",
            "juni jun june",
            "juli jul july",
            "augusti aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_DATE = re.compile(
    rf"""(?<![\w/.:-])(?:
        (?P<y1>{_YEAR})(?P<sep>[-/.])(?P<m1>0?[1-9]|1[0-2])(?P=sep)(?P<d1>3[01]|[12]\d|0?[1-9])
      | (?P<d2>3[01]|[12]\d|0?[1-9])(?:\.|:?[ae]|st|nd|rd|th)?\s+(?P<m2>{_MONTH})
        \.?,?\s+(?P<y2>{_YEAR})
      | (?P<m4>{_MONTH})\s+(?P<d4>3[01]|[12]\d|0?[1-9]),\s+(?P<y4>{_YEAR})
      | (?P<d5>3[01]|[12]\d|0?[1-9])(?P<sep5>[./])(?P<m5>0?[1-9]|1[0-2])(?P=sep5)(?P<y5>{_YEAR})
      | (?P<m3>{_MONTH})\.?\s+(?P<y3>{_YEAR})
      | (?P<y6>{_YEAR})-(?P<m6>0[1-9]|1[0-2])
    )(?![\w-]*\d)(?![.:/]\d)(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# Every date above names its year; most texts name none, and this is quick to see.
_ANY_YEAR = re.compile(_YEAR)
_ISO = re.compile(rf"^\s*({_YEAR})(?:-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01]))?)?(?![\d-])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands in a text."""

    value: str
    start: int
    end: int


def iso_date(text: str) -> str | None:
    """The date that a metadata field holds: ISO 8601, alone or with a time; else as written."""
    if match := _ISO.match(text):
        year, month, day = match.groups()
        return _valid(year, month, day)
    found = next(find_dates(text), None)
    return found.value if found else None


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every date in a running text that names at least a month and a year, in order."""
    if _ANY_YEAR.search(text) is None:
        return
    for match in _DATE.finditer(text):
        parts = match.groupdict()
        year, month, day = (_part(parts, letter) for letter in "ymd")
        if value := _valid(year, month, day):
            yield FoundDate(value, match.start(), match.end())


def _part(parts: dict[str, str | None], letter: str) -> str | None:
    return next((v for k, v in parts.items() if k[0] == letter and k[1:].isdigit() and v), None)


def _valid(year: str | None, month: str | None, day: str | None) -> str | None:
    if year is None or month is None:
        return year
    number = _MONTHS.get(month.lower()) or int(month)
    if day is None:
        return f"{year}-{number:02d}"
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
