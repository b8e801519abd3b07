"""Times of the year that have a name, against today's date.

Spring is January to June, as its term is, and autumn August to December.
"""

from __future__ import annotations

import calendar
import datetime as dt

_HOLIDAYS = {"christmas": (12, 24, 25), "new_year": (12, 31, 31), "midsummer": (6, 24, 26)}
"""The month, and the first and last day in it."""

Days = tuple[dt.date, dt.date]
"""The first and the last day of a time that a text names."""


def months(year: int, first: int, last: int) -> Days:
    """From the first day of one month to the last of another."""
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def time_of_year(name: str, year: int | None, today: dt.date) -> Days:
    """A time with a name, such as "christmas", and what it means where no year is stated."""
    if name in _HOLIDAYS:
        month, first, last = _HOLIDAYS[name]
        year = year or today.year + (month < today.month)
        return dt.date(year, month, first), dt.date(year, month, last)
    if name == "summer":
        # Terms begin in August: what comes after the summer does, too.
        return months(year or today.year + (today.month > 7), 6, 7)
    return half(name, year, today)


def half(name: str, year: int | None, today: dt.date, *, ahead: bool = False) -> Days:
    """The spring, summer, autumn or winter of a year, or the present or next one.

    ``name`` is such as "våren" or "ht"; with ``ahead`` it is one that is to come.
    """
    if name.startswith(("som", "sum")):
        late = today.month > 8 or (ahead and today.month > 5)
        return months(year or today.year + late, 6, 8)
    if name.startswith("vin"):
        first = year or today.year - (today.month < 3)
        return dt.date(first, 12, 1), months(first + 1, 2, 2)[1]
    if name.startswith(("v", "sp")):
        late = today.month > (2 if ahead else 6)
        return months(year or today.year + late, 1, 6)
    late = ahead and today.month > 8
    return months(year or today.year + late, 8, 12)
