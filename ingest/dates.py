"""Dates as Swedish documents write them, as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.months import any_month, month_numbers

# Digits are spelt out: ``\d`` would match those of other scripts, too.
_YEAR = "(?:19[5-9][0-9]|20[0-9][0-9])"
_MONTH = "(?:0?[1-9]|1[0-2])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
# Every date below names its year; most texts name none, and this is quick to see.
_ANY_YEAR = re.compile(_YEAR)
_ISO = re.compile(rf"^\s*({_YEAR})(?:-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12][0-9]|3[01]))?)?(?![\d-])")


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date and where it stands in a text."""

    value: str
    start: int
    end: int


def iso_date(text: str) -> str | None:
    """The date that a metadata field holds: ISO 8601, alone or with a time; else as written."""
    if match := _ISO.match(text):
        return _valid(*match.groups())
    return next((match.value for match in find_dates(text)), None)


def find_dates(text: str) -> Iterator[DateMatch]:
    """Every date in a running text that names at least a month and a year, in order."""
    if _ANY_YEAR.search(text) is None:
        return
    for match in _in_text().finditer(text):
        groups = match.groupdict()
        parts = {name[0]: value for name, value in groups.items() if value and name[1:].isdigit()}
        if value := _valid(parts["y"], parts["m"], parts.get("d")):
            yield DateMatch(value, match.start(), match.end())


@cache
def _in_text() -> re.Pattern[str]:
    # ASCII alone, or "ſ" would be an "s" in capitals; the longest names first.
    name = f"(?a:{any_month()})"
    return re.compile(
        rf"""(?<![\w/.:-])(?:
            (?P<y1>{_YEAR})(?P<sep>[-/.])(?P<m1>{_MONTH})(?P=sep)(?P<d1>{_DAY})
          | (?P<d2>{_DAY})(?:\.|:?[ae]|st|nd|rd|th)?\s+(?P<m2>{name})\.?,?\s+(?P<y2>{_YEAR})
          | (?P<m4>{name})\s+(?P<d4>{_DAY}),\s+(?P<y4>{_YEAR})
          | (?P<d5>{_DAY})(?P<sep5>[./])(?P<m5>{_MONTH})(?P=sep5)(?P<y5>{_YEAR})
          | (?P<m3>{name})\.?\s+(?P<y3>{_YEAR})
          | (?P<y6>{_YEAR})-(?P<m6>0[1-9]|1[0-2])
        )(?![\w-]*\d)(?![.:/]\d)(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


def _valid(year: str, month: str | None, day: str | None) -> str | None:
    """The date in ISO 8601 as far as it is known; None where the calendar has no such day."""
    if month is None:
        return year
    number = month_numbers().get(month.lower()) or int(month)
    if day is None:
        return f"{year}-{number:02d}"
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
