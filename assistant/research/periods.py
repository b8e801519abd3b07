"""The days, months and years that a sentence names, and the periods between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.research.statements import DocumentStatement
from corpus.facts import Fact, FactKind

_UNTIL = re.compile(r"\s*(?:[-–—]|till(?: och med)?|t\.?o\.?m\.?)\s*(?:den\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:mellan|between)\s+(?:den\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s+(?:och|and)\s+(?:den\s+)?", re.IGNORECASE)
# What follows on a number of four digits that is no year.
_NOT_A_YEAR = re.compile(
    r"\s*(?:%|:\d|kr\b|kronor|personer|platser|elever|deltagare|poäng|timmar|invånare|företag|meter)",
    re.IGNORECASE,
)
# What stands before a number that is no year: "RÄ 2023", "nr/2024".
_NUMBERED = re.compile(r"[A-ZÅÄÖ]{1,4}\s*$|[/:§]\s*$|§\s*\d*\s*$")

Parts = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class DatePeriod:
    """A day, a month or a year in ISO 8601, or a period that ends with another."""

    first: str
    last: str | None = None


def periods(statement: DocumentStatement) -> list[DatePeriod]:
    """The dates that a statement names with their years, in order and each once.

    A day or month without a year counts where it begins a period that ends with one ("1 mars–30
    juni 2026"); otherwise its year would be a guess.
    """
    dates = [fact for fact in statement.facts if _is_date(fact, statement.text)]
    return list(dict.fromkeys(_joined(statement.text, dates)))


def _is_date(fact: Fact, text: str) -> bool:
    if fact.sort is FactKind.YEAR:
        before, after = text[: fact.start], text[fact.end :]
        return not _NOT_A_YEAR.match(after) and not _NUMBERED.search(before)
    return fact.sort is FactKind.DATE


def _joined(text: str, dates: Sequence[Fact]) -> Iterator[DatePeriod]:
    place = 0
    while place < len(dates):
        fact, following = dates[place], dates[place + 1 : place + 2]
        parts = _parts(fact)
        if following and _is_period(text, fact, following[0]):
            until = _parts(following[0])
            first = _iso(_with_year(parts, until))
            last = _iso(until)
            if first and last and first <= last:
                yield DatePeriod(first, last)
                place += 2
                continue
        if iso := _iso(parts):
            yield DatePeriod(iso)
        place += 1


def _is_period(text: str, first: Fact, last: Fact) -> bool:
    """Whether two dates are told as the ends of a period."""
    if _UNTIL.fullmatch(text, first.end, last.start):
        return True
    is_between = _BETWEEN.search(text[: first.start]) is not None
    return is_between and _AND.fullmatch(text, first.end, last.start) is not None


def _parts(fact: Fact) -> Parts:
    """Year, month and day of a fact; None for what it does not say."""
    if isinstance(fact.value, tuple):
        return fact.value
    return int(str(fact.value)), None, None


def _with_year(parts: Parts, until: Parts) -> Parts:
    year, month, day = parts
    return (until[0] if year is None else year), month, day


def _iso(parts: Parts) -> str | None:
    """The date as far as it is known; None without a year, and for a day that does not exist."""
    year, month, day = parts
    if year is None:
        return None
    if month is None:
        return f"{year:04d}"
    try:
        return date(year, month, day or 1).isoformat()[: 10 if day else 7]
    except ValueError:
        return None
