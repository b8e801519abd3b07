"""How long a course takes, and how that was worked out."""

from __future__ import annotations

import datetime as dt

from assistant.bodies.paths import Time
from corpus.course_book import Course

MISSING = "framgår inte av källan"

# Points that are a week's work at full time. What is counted as full time may change, so the
# working is told with every figure.
_A_WEEK = {"gy": 20.0, "vp": 20.0, "yh": 5.0, "hp": 1.5}
_CALLED = {"gy": "gymnasiepoäng", "vp": "verksamhetspoäng", "yh": "yh-poäng", "hp": "högskolepoäng"}


def time_of(course: Course) -> Time:
    """The time from an occasion's dates, or else from points and pace."""
    occasion, education = course.occasion, course.education
    first, last = _day(occasion.start), _day(occasion.end)
    if first and last and last > first:
        weeks = max(1, round(((last - first).days + 1) / 7))
        return Time(weeks, _weeks(weeks), f"Räknat från start {first} till slut {last}.")
    a_week = _A_WEEK.get(education.points_system or "")
    if not education.points or education.points < 0 or not a_week:
        return Time(None, MISSING, "Källan ger varken start och slut eller poäng att räkna på.")
    points = f"{number(education.points)} {_CALLED[education.points_system or '']}"
    full = f"{number(a_week)} i veckan är heltid"
    if occasion.pace and occasion.pace > 0:
        weeks = max(1, round(education.points / a_week * 100 / occasion.pace))
        how = f"Räknat på {points} ({full}) i {number(occasion.pace)} procents takt."
        return Time(weeks, _weeks(weeks), how)
    weeks = max(1, round(education.points / a_week))
    how = f"Räknat på {points} ({full}). Takten framgår inte av källan."
    return Time(weeks, f"{_weeks(weeks)} på heltid", how)


def number(value: float) -> str:
    """A figure as it is written in Swedish: "100", "1,5"."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _weeks(weeks: int) -> str:
    return "1 vecka" if weeks == 1 else f"{weeks} veckor"


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None
