"""Days as catalogues write them: one, a first and a last one, several, or weeks and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from corpus.data_files import any_of
from ingest.dates import DateMatch, find_dates
from ingest.readers.reading import tidy
from ingest.sheets.grid import EXCEL_ZERO

_DIGITS = re.compile(r"((?:19[5-9]|20\d)\d)(\d\d)(\d\d)")
_ISO_DAY = any_of("iso_day", __package__)
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)", re.IGNORECASE
)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[\s,-]+((?:19[5-9]|20\d)\d)")
_WEEKDAY = any_of("weekday", __package__, r"^(?:{})(?:dag(?:en)?)?\.?,?\s+(?:den\s+)?")
_CLOCK = any_of("clock", __package__)
_TO = any_of("range_sign", __package__, r"\s*(?:{})\s*")
_NEXT = any_of("list_sign", __package__, r"\s*(?:{})\s*")
_WEEK = any_of("week", __package__)
_TERM = any_of("term", __package__)
_LINES = re.compile(r",?\s*[\r\n]+\s*")
_DAY_LENGTH = len("2027-01-18")
_LONGEST = 100
"""Characters; a longer text is no days."""
_MOST_PARTS = 10

_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SERIALS = range(32_874, 73_051)
"""The numbers that Excel has for the days of 1990 to 2099."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a text names.

    ``first`` and ``last`` are the same where it names one; both are None where it names a term or
    a month. ``ranges`` says that it has first and last day both. ``words`` is the text itself,
    where the two days do not tell all of it: a week, a term, days that are parts of one course.
    """

    first: str | None
    last: str | None
    ranges: bool = False
    words: str | None = None
    days: tuple[str, ...] = ()


def day(text: str) -> str | None:
    """The day that a text names, as ``YYYY-MM-DD``; None where it names none, or several.

    A moment that is midnight in Sweden is the Swedish day that begins then, whatever the zone that
    it is written in; any other time of day is left out.
    """
    text = _WEEKDAY.sub("", tidy(text))
    if moment := _MOMENT.fullmatch(text):
        return _swedish_day(*moment.groups())
    if iso := _ISO_DAY.fullmatch(text):
        return _valid(iso[1])
    if match := _DIGITS.fullmatch(text) or _SLASHED.fullmatch(text):
        parts = match.groups() if match.re is _DIGITS else match.groups()[::-1]
        return _valid("-".join(part.zfill(2) for part in parts))
    dates = list(_dates(text))
    if len({match.value for match in dates}) != 1 or len(dates[0].value) != _DAY_LENGTH:
        return None
    before, after = text[: dates[0].start], text[dates[-1].end :]
    # What stands beside may be a time of day. Another figure, or a dash before, is another day.
    rest = _CLOCK.sub("", f"{before} {after}")
    if before.rstrip().endswith(("-", "–", "—")) or any(char.isdigit() for char in rest):
        return None
    return dates[0].value


def serial_day(text: str, zero: date = EXCEL_ZERO) -> str | None:
    """The day that a number of Excel stands for, where its cell does not show it as a day."""
    number = _SERIAL.fullmatch(text.strip())
    if number is None:
        return None
    value = zero + timedelta(days=int(number[1]))
    return value.isoformat() if (value - EXCEL_ZERO).days in _SERIALS else None


def span(text: str) -> Days | None:
    """The days that a text names; None where it names none that is understood."""
    if len(text) > _LONGEST:
        return None
    text = tidy(_LINES.sub(", ", text.strip()))
    if one := day(text):
        return Days(one, one)
    return _week(text) or _range(text) or _several(text) or _term(text)


def _week(text: str) -> Days | None:
    """Monday to Friday of a week, or of the first and the last one of several."""
    match = _WEEK.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    year = int(parts["year"] or parts["year_before"])
    first = int(parts["first"] or parts["after"])
    last = int(parts["last"] or first)
    try:
        monday, friday = date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 5)
    except ValueError:
        return None
    if friday < monday:
        return None
    return Days(monday.isoformat(), friday.isoformat(), last != first, text)


def _range(text: str) -> Days | None:
    """A first and a last day; the first one may leave out the month or year that they share."""
    for sign in _TO.finditer(text):
        left, right = text[: sign.start()], text[sign.end() :]
        last = _end(right)
        if last is None or last.last is None:
            continue
        tail = re.sub(r"^\D*\d{1,2}\.?", "", right)
        starts = filter(None, map(_end, (left, f"{left} {last.last[:4]}", f"{left}{tail}")))
        first = next(starts, None)
        if first and first.first and first.first < last.last:
            return Days(first.first, last.last, True, text if last.words or first.words else None)
    return None


def _end(text: str) -> Days | None:
    one = day(text)
    return Days(one, one) if one else _week(tidy(text))


def _several(text: str) -> Days | None:
    """Days, or ranges of them, in a list: the parts of one course."""
    parts = [part for part in _NEXT.split(text) if part]
    if len(parts) == 1:
        parts = text.split(" ")
    if not 2 <= len(parts) <= _MOST_PARTS:
        return None
    firsts, lasts = [], []
    for part in parts:
        piece = _end(part) or _range(part)
        if piece is None or piece.first is None or piece.last is None:
            return None
        firsts.append(piece.first)
        lasts.append(piece.last)
    days = tuple(firsts) if firsts == lasts else ()
    return Days(min(firsts), max(lasts), not days, text, days)


def _term(text: str) -> Days | None:
    """A term, a season or a month of a year: no days, and yet what people must know."""
    rest = _TERM.sub("", text)
    months = [match for match in _dates(rest) if len(match.value) < _DAY_LENGTH]
    for month in reversed(months):
        rest = rest[: month.start] + rest[month.end :]
    known = bool(months) or _TERM.search(text) is not None
    return Days(None, None, False, text) if known and not re.search(r"\d", rest) else None


def _dates(text: str) -> Iterator[DateMatch]:
    # Letters are made small first: "marſ" is then "mars", and the "İ" of "JUNİ" is no "i".
    folded = text.casefold()
    return find_dates(folded if len(folded) == len(text) else text)


def _swedish_day(written: str, clock: str, zone: str) -> str | None:
    if _valid(written) is None:
        return None
    try:
        moment = datetime.fromisoformat(f"{written}T{clock}{zone.upper()}").astimezone(UTC)
        here = moment.astimezone(ZoneInfo("Europe/Stockholm"))
    except (ValueError, OverflowError):
        return None
    return here.date().isoformat() if here.time() == time() else written


def _valid(iso: str) -> str | None:
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        return None
