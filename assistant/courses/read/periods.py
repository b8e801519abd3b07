"""When a course shall begin: "i vår", "efter jul", "före 1 mars", against today's date.

The ways to say a period stand in ``periods.toml``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.courses.read.patterns import compiled, number
from assistant.courses.read.question_text import QuestionText
from assistant.courses.read.seasons import Days, half, months, time_of_year
from corpus.months import month_numbers

SOON_DAYS = 60
"""How far ahead "snart" reaches."""

FARTHEST_DAYS = 3650

_FILE = "periods.toml"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from one to another, both included; None where an end is open."""

    start: dt.date | None = None
    end: dt.date | None = None


_Reader = Callable[[re.Match[str], dt.date], Period | None]
"""Reads a period from a match of its pattern, against today's date."""


def read_period(question: QuestionText, today: dt.date) -> Period:
    """When the question wants a course to begin; open at both ends where it does not tell.

    Dates to apply by are no dates to begin. Two periods with "eller" between them make one;
    otherwise the first bound of each sort counts.
    """
    question.drop_all(_part("applying"))
    start: dt.date | None = None
    end: dt.date | None = None
    for name, read in _READERS.items():
        for match in list(question.find_all(compiled("rules", _FILE)[name])):
            period = read(match, today)
            if period is None:
                continue
            either = _part("either").search(question.before(match.start() + 6)) is not None
            if either and start and end and period.start and period.end:
                start, end = min(start, period.start), max(end, period.end)
            else:
                start = start or period.start
                end = end or period.end
            question.take("start", *match.span())
    return Period(start, end)


def _year_in(text: str, today: dt.date) -> int | None:
    year = _part("year").search(text)
    if year is None:
        return None
    return int(year.group()) if year.group().isdigit() else today.year + 1


def _date(text: str, today: dt.date) -> dt.date | None:
    """The day that a text names; one without a year is the next such day."""
    forms = (_part(form).search(text) for form in ("iso", "slash", "day_first", "day_last"))
    date = next(filter(None, forms), None)
    if date is None:
        return None
    month = _month_number(date["month"])
    year = _year_in(text, today)
    try:
        day = dt.date(year or today.year, month, int(date["day"]))
        return day if year or day >= today else day.replace(year=today.year + 1)
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else month_numbers()[name.rstrip(".")]


def _days(text: str, today: dt.date) -> Days | None:
    """The days that a date, month, season or holiday in a text is."""
    if _part("date").search(text):
        day = _date(text, today)
        return (day, day) if day else None
    year = _year_in(text, today)
    month = _part("month").search(text)
    if month:
        number = _month_number(month.group())
        return months(year or today.year + (number < today.month), number, number)
    for name, wanted in compiled("named", _FILE).items():
        if wanted.search(text):
            return time_of_year(name, year, today)
    return months(year, 1, 12) if year else None


def _season(match: re.Match[str], today: dt.date) -> Period:
    year = match["year"] or ""
    number = 2000 + int(year) if len(year) == 2 else _year_in(year, today)
    name = match["season"]
    if match.group().startswith(("nästa", "nasta", "next")) and not number:
        number = today.year + 1  # in June "nästa höst" is not "i höst"
    ahead = _part("ahead").match(match.group()) is not None
    ahead = ahead and not name.endswith(("termin", "terminen", "vt", "ht"))
    return Period(*half(name, number, today, ahead=ahead))


def _part_of_month(match: re.Match[str], today: dt.date) -> Period | None:
    days = _days(match["month"], today)
    if days is None:
        return None
    first, last = {"b": (1, 10), "m": (11, 20), "s": (21, 31), "e": (21, 31)}[match["part"][0]]
    return Period(days[0].replace(day=first), days[0].replace(day=min(last, days[1].day)))


def _between(match: re.Match[str], today: dt.date) -> Period | None:
    first, last = _days(match["first"], today), _days(match["last"], today)
    if first is None or last is None:
        return None
    start, end = first[0], last[1]
    # "mellan november och februari" goes over the turn of the year.
    if end < start and _year_in(match["last"], today) is None:
        if end.month == 2:
            end = months(start.year + 1, 2, 2)[1]
        else:
            end = end.replace(year=start.year + (end.month < start.month))
    return Period(start, end)


def _beside(period: Callable[[dt.date, dt.date], Period]) -> _Reader:
    """Reads what lies in, before or after the days that a text names."""

    def read(match: re.Match[str], today: dt.date) -> Period | None:
        days = _days(match["when"], today)
        return period(*days) if days else None

    return read


def _after(match: re.Match[str], today: dt.date) -> Period | None:
    """What comes after some days; after Christmas and the new year comes the spring term."""
    days = _days(match["when"], today)
    if days is None:
        return None
    year = days[1].year + 1
    named = compiled("named", _FILE)
    if any(named[name].search(match["when"]) for name in ("christmas", "new_year")):
        return Period(*months(year, 1, 6))
    return Period(start=days[1] + dt.timedelta(days=1))


def _week(match: re.Match[str], today: dt.date) -> Period | None:
    number, year = int(match["number"]), _year_in(match.group(), today)
    try:
        monday = dt.date.fromisocalendar(year or today.year, number, 1)
        if year is None and monday + dt.timedelta(days=6) < today:
            monday = dt.date.fromisocalendar(today.year + 1, number, 1)
    except ValueError:
        return None
    return Period(monday, monday + dt.timedelta(days=6))


def _within(match: re.Match[str], today: dt.date) -> Period:
    count = int(number(match["count"]))
    days = {"d": 1, "v": 7, "w": 7, "m": 30}[match["unit"][0]] * count
    return Period(today, today + dt.timedelta(days=min(days, FARTHEST_DAYS)))


def _next(match: re.Match[str], today: dt.date) -> Period:
    unit = match["unit"]
    ahead = match["which"] in {"nästa", "nasta", "next", "kommande"}
    if unit[0] in "åay":
        return Period(*months(today.year + ahead, 1, 12))
    if unit.startswith(("ter", "sem")):
        autumn = (today.month > 6) != ahead
        year = today.year + (ahead and today.month > 6)
        return Period(*(months(year, 8, 12) if autumn else months(year, 1, 6)))
    if unit[0] == "m":
        turn = ahead and today.month == 12
        month = 1 if turn else today.month + ahead
        return Period(*months(today.year + turn, month, month))
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(days=7 * ahead)
    return Period(monday, monday + dt.timedelta(days=6))


_READERS: Mapping[str, _Reader] = {
    "between": _between,
    "part_of_month": _part_of_month,
    "from": _beside(lambda first, _: Period(start=first)),
    "after": _after,
    "before": _beside(lambda first, _: Period(end=first - dt.timedelta(days=1))),
    "until": _beside(lambda _, last: Period(end=last)),
    "coming_season": _season,
    "season_of_year": _season,
    "season": lambda match, today: Period(*half(match["season"], None, today)),
    "week": _week,
    "within": _within,
    "soon": lambda _, today: Period(today, today + dt.timedelta(days=SOON_DAYS)),
    "dated": _beside(Period),
    "date_alone": _beside(Period),
    "month_alone": _beside(Period),
    "summer": lambda _, today: Period(*half("sommar", None, today)),
    "year": _beside(Period),
    "next": _next,
    "this_year": _next,
}
"""By the names of their patterns, in the order in which they are looked for."""


def _part(name: str) -> re.Pattern[str]:
    return compiled("parts", _FILE)[name]
