"""Dates as people read them: "18 januari 2027", "1 januari–30 juni 2027"."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date

from assistant.words.languages import Language


def date_in_words(day: dt.date, language: Language) -> str:
    """A day in words."""
    return format_date(day, "d MMMM y", locale=language.value)


def moment(date: str, language: Language) -> str:
    """A day, a month or a year in words: "1 juli 2024", "juli 2024", "2024"."""
    whole = dt.date.fromisoformat(f"{date}-01-01"[:10])
    pattern = {4: "y", 7: "MMMM y"}.get(len(date), "d MMMM y")
    return format_date(whole, pattern, locale=language.value)


def period(first: dt.date | None, last: dt.date | None, language: Language) -> str:
    """A period of which one end may be open."""
    if first and last:
        # Unicode's own patterns for a period know months by their abbreviations alone.
        short = "d MMMM" if first.year == last.year else "d MMMM y"
        return f"{format_date(first, short, locale=language.value)}–{date_in_words(last, language)}"
    if first:
        word = "from" if language is Language.ENGLISH else "från"
        return f"{word} {date_in_words(first, language)}"
    if last:
        word = "until" if language is Language.ENGLISH else "till"
        return f"{word} {date_in_words(last, language)}"
    return ""
