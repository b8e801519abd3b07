"""Numbers, dates and lists as people read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from babel.numbers import format_decimal

from assistant.courses.tell.texts import say
from assistant.words.dates import date_in_words
from assistant.words.languages import Language, series


def number(value: float, language: Language) -> str:
    """A figure with its thousands apart: "1 500", "37,5"."""
    return format_decimal(value, locale=language.value)


def plain_number(value: float) -> str:
    """A figure in Swedish with at most two decimals, its thousands together: "1500", "33,33"."""
    return format_decimal(value, "0.##", locale="sv")


def percent(value: float, language: Language) -> str:
    """A pace in percent of full time: "50 procent"."""
    return say("percent", language, value=number(value, language))


def missing(language: Language = Language.SWEDISH) -> str:
    """What stands where a source does not tell."""
    return say("missing", language)


def date_of(text: str | None) -> dt.date | None:
    """A date of a course, or None where there is none."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def day(text: str | None, language: Language) -> str | None:
    """A date of a course in words; a date in another form is told as it stands."""
    date = date_of(text)
    return date_in_words(date, language) if date else text


def weeks(first: dt.date, last: dt.date) -> int:
    """The whole weeks from a first to a last day, both counted; one at least."""
    return max(1, round(((last - first).days + 1) / 7))


def listing(items: Sequence[str], language: Language, *, either: bool = False) -> str:
    """Some things in a row: "Ånge, Timrå och Sundsvall", or with "eller"."""
    return series(items, say("or" if either else "and", language))
