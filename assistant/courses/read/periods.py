"""When a course shall begin: "i vår", "efter jul", "före 1 mars", against today's date.

Spring is January to June, as its term is, and autumn August to December.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.courses.read.question_text import QuestionText
from assistant.question.answer_types import pattern

SOON_DAYS = 60
"""How far ahead "snart" reaches."""

_MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "febr", "february"),
    ("mars", "mar", "march"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augusti", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH_OF = {name: i for i, names in enumerate(_MONTHS, start=1) for name in names}
_NUMBER_OF = {
    word: i
    for i, pair in enumerate(
        ("en ett one a", "två tva two", "tre three", "fyra four", "fem five", "sex six"), start=1
    )
    for word in pair.split()
}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from one to another, both included; None where an end is open."""

    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """A way to say a period."""

    pattern: re.Pattern[str]
    period: Callable[[re.Match[str], dt.date], Period | None]


_MONTH = "(?:" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:(?:19|20)\d\d|nästa år|next year)"
_DATE = (
    rf"(?:(?:den |the )?\d{{1,2}}(?::?[ae]|st|nd|rd|th)?(?: of)? {_MONTH}(?: {_YEAR})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? {_YEAR})?"
    rf"|{_YEAR}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}(?:[ -]{_YEAR})?)"
)
_SEASON = (
    r"(?P<season>vårtermin(?:en)?|hösttermin(?:en)?|sommartermin(?:en)?|vårstart"
    r"|höststart|våren|hösten|sommaren|vår|höst|sommar|vt|ht"
    r"|spring|autumn|fall|summer)(?: term| semester)?"
)
# What is ours, and no spring: "i vår kommun".
_OURS = (
    r"(?! (?:kommun|stad|ort|region|bygd|by|skola|verksamhet|organisation|familj|trakt|del"
    r"|närhet|lilla|egen|tid)\b)"
)
_STOP = r"(?<![\w-])"
_DAY = re.compile(rf"(?P<day>\d{{1,2}})(?::?[ae]|st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})")
_DAY_LAST = re.compile(rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}})")
_EITHER = re.compile(r"\b(?:eller|och|samt|or|and)\b.{0,6}$")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_SLASH = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})")
_YEAR_IN = pattern(rf"\b{_YEAR}\b")
_MONTH_IN = re.compile(rf"\b(?!jul\b){_MONTH}")
_DATE_IN = pattern(_DATE)


def read_period(question: QuestionText, today: dt.date) -> Period:
    """When the question wants a course to begin; open at both ends where it does not tell.

    Dates to apply by are no dates to begin. Two periods with "eller" between them make one;
    otherwise the first bound of each sort counts.
    """
    for match in question.find_all(_APPLYING):
        question.drop(*match.span())
    start: dt.date | None = None
    end: dt.date | None = None
    for rule in _RULES:
        for match in list(question.find_all(rule.pattern)):
            found = rule.period(match, today)
            if found is None:
                continue
            either = _EITHER.search(question.before(match.start() + 6)) is not None
            if either and start and end and found.start and found.end:
                start, end = min(start, found.start), max(end, found.end)
            else:
                start = start or found.start
                end = end or found.end
            question.take("start", *_trimmed(match))
    return Period(start, end)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    text = match.group()
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _months(year: int, first: int, last: int) -> Period:
    return Period(dt.date(year, first, 1), _month_end(year, last))


def _month_number(name: str) -> int:
    return _MONTH_OF[name.rstrip(".")]


def _coming_year(month: int, today: dt.date) -> int:
    """The year of the next such month, the present one included."""
    return today.year + (month < today.month)


def _year_in(text: str, today: dt.date) -> int | None:
    found = _YEAR_IN.search(text)
    if found is None:
        return None
    return int(found.group()) if found.group().isdigit() else today.year + 1


def _date(text: str, today: dt.date) -> dt.date | None:
    """The day that a text names; one without a year is the next such day."""
    for form in (_ISO, _SLASH, _DAY, _DAY_LAST):
        found = form.search(text)
        if found:
            name = found["month"]
            month = int(name) if name.isdigit() else _month_number(name)
            day = int(found["day"])
            year = _year_in(text, today)
            try:
                if year is not None:
                    return dt.date(year, month, day)
                this_year = dt.date(today.year, month, day)
                return this_year if this_year >= today else dt.date(today.year + 1, month, day)
            except ValueError:
                return None
    return None


def _bounds(text: str, today: dt.date) -> Period | None:
    """The period that a date, month, season or holiday in a text is."""
    if _DATE_IN.search(text):
        day = _date(text, today)
        return Period(day, day) if day else None
    year = _year_in(text, today)
    month = _MONTH_IN.search(text)
    if month:
        number = _month_number(month.group())
        return _months(year or _coming_year(number, today), number, number)
    for wanted, of in _NAMED:
        if wanted.search(text):
            return of(year, today)
    return _months(year, 1, 12) if year else None


def _half(name: str, year: int | None, today: dt.date, *, ahead: bool) -> Period:
    """The spring or autumn of a year, or the present or next one; ``ahead``: that is to come."""
    if name.startswith(("som", "sum")):
        late = today.month > 8 or (ahead and today.month > 5)
        return _months(year or today.year + late, 6, 8)
    if name.startswith(("v", "sp")):
        late = today.month > (2 if ahead else 6)
        return _months(year or today.year + late, 1, 6)
    late = ahead and today.month > 8
    return _months(year or today.year + late, 8, 12)


def _season(match: re.Match[str], today: dt.date) -> Period | None:
    text = match.group()
    year = match["year"] or ""
    number = 2000 + int(year) if len(year) == 2 else _year_in(year, today)
    name = match["season"]
    ahead = re.match(r"(?:till|inför|infor|nästa|nasta|next|kommande) ", text) is not None
    ahead = ahead and not name.endswith(("termin", "terminen", "vt", "ht"))
    return _half(name, number, today, ahead=ahead)


def _part_of_month(match: re.Match[str], today: dt.date) -> Period | None:
    whole = _bounds(match["month"], today)
    if whole is None or whole.start is None or whole.end is None:
        return None
    first, last = {"b": (1, 10), "m": (11, 20), "s": (21, 31), "e": (21, 31)}[match["part"][0]]
    return Period(whole.start.replace(day=first), whole.start.replace(day=min(last, whole.end.day)))


def _between(match: re.Match[str], today: dt.date) -> Period | None:
    first, last = _bounds(match["first"], today), _bounds(match["last"], today)
    if first is None or last is None or first.start is None or last.end is None:
        return None
    # "mellan november och februari" goes over the turn of the year.
    end = last.end
    if end < first.start and _year_in(match["last"], today) is None and end.month != 2:
        end = end.replace(year=first.start.year + (end.month < first.start.month))
    elif end < first.start and _year_in(match["last"], today) is None:
        end = _month_end(first.start.year + 1, 2)
    return Period(first.start, end)


def _after(match: re.Match[str], today: dt.date) -> Period | None:
    found = _bounds(match["when"], today)
    if found is None or found.end is None:
        return None
    return Period(found.end + dt.timedelta(days=1), None)


def _before(match: re.Match[str], today: dt.date) -> Period | None:
    found = _bounds(match["when"], today)
    if found is None or found.start is None:
        return None
    return Period(None, found.start - dt.timedelta(days=1))


def _from(match: re.Match[str], today: dt.date) -> Period | None:
    found = _bounds(match["when"], today)
    return Period(found.start, None) if found else None


def _until(match: re.Match[str], today: dt.date) -> Period | None:
    found = _bounds(match["when"], today)
    return Period(None, found.end) if found else None


def _as_written(match: re.Match[str], today: dt.date) -> Period | None:
    return _bounds(match["when"], today)


def _week(match: re.Match[str], today: dt.date) -> Period | None:
    number, year = int(match["number"]), _year_in(match.group(), today) or today.year
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
        if _year_in(match.group(), today) is None and monday + dt.timedelta(days=6) < today:
            monday = dt.date.fromisocalendar(year + 1, number, 1)
    except ValueError:
        return None
    return Period(monday, monday + dt.timedelta(days=6))


def _span_ahead(match: re.Match[str], today: dt.date) -> Period | None:
    word = match["count"]
    count = int(word) if word.isdigit() else _NUMBER_OF[word]
    days = {"d": 1, "v": 7, "w": 7, "m": 30}[match["unit"][0]] * count
    last = today + dt.timedelta(days=min(days, 3650))
    return Period(today, last)


def _next(match: re.Match[str], today: dt.date) -> Period | None:
    unit = match["unit"]
    ahead = match["which"] in {"nästa", "nasta", "next", "kommande"}
    if unit[0] in "åay":
        return _months(today.year + ahead, 1, 12)
    if unit.startswith(("ter", "sem")):
        autumn = (today.month > 6) != ahead
        year = today.year + (ahead and today.month > 6)
        return _months(year, 8, 12) if autumn else _months(year, 1, 6)
    if unit[0] == "m":
        turn = ahead and today.month == 12
        month = 1 if turn else today.month + ahead
        return _months(today.year + turn, month, month)
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(days=7 * ahead)
    return Period(monday, monday + dt.timedelta(days=6))


def _soon(match: re.Match[str], today: dt.date) -> Period | None:  # noqa: ARG001
    return Period(today, today + dt.timedelta(days=SOON_DAYS))


_NAMED: tuple[tuple[re.Pattern[str], Callable[[int | None, dt.date], Period]], ...] = (
    (
        re.compile(r"jul|christmas"),
        lambda year, today: Period(
            dt.date(year or today.year, 12, 24), dt.date(year or today.year, 12, 25)
        ),
    ),
    (
        pattern(r"nyår|årsskifte|new year"),
        lambda year, today: Period(
            dt.date(year or today.year, 12, 31), dt.date(year or today.year, 12, 31)
        ),
    ),
    (
        # Terms begin in August: what comes after the summer does, too.
        re.compile(r"sommar|semester|summer"),
        lambda year, today: _months(year or today.year + (today.month > 7), 6, 7),
    ),
    (pattern(r"vår|vt|spring"), lambda year, today: _half("v", year, today, ahead=False)),
    (pattern(r"höst|ht|autumn|fall"), lambda year, today: _half("h", year, today, ahead=False)),
)
"""Times of the year that have a name, and what they mean where no year is stated."""

_WHEN = (
    rf"(?P<when>{_DATE}|{_MONTH}(?: {_YEAR})?|(?:vår|höst|sommar)(?:en|terminen)(?: {_YEAR})?"
    rf"|jul(?:en|helgen|lovet)?\b|nyår(?:et)?\b|årsskiftet|semestern\b|sommarlovet"
    rf"|christmas|new year|(?:the )?summer|{_YEAR}\b)"
)
_APPLYING = pattern(
    rf"(?:sista (?:ansökning\w*|dag\w*(?: för| att)?(?: ansök\w*| söka)?|ansökan)"
    rf"|ansökan (?:stänger|öppnar|är öppen)|(?:an)?söka?(?= senast)|ansöka|deadline)"
    rf"(?: är| den| i| innan| före| senast| efter| till och med)* (?:{_DATE}|{_MONTH})"
)
# "jul" is a month beside a number only.
_NOT_JULY = r"(?!jul\b)"

_RULES = (
    _Rule(
        pattern(
            rf"{_STOP}(?:mellan|från|between|from) (?P<first>{_DATE}|{_MONTH}(?: {_YEAR})?)"
            rf" (?:och|till|and|to|t\.?o\.?m\.?|-|–) (?P<last>{_DATE}|{_MONTH}(?: {_YEAR})?)"
        ),
        _between,
    ),
    _Rule(
        pattern(
            rf"{_STOP}(?:i |in )?(?:the )?(?P<part>början|begynnelsen|mitten|slutet|beginning"
            rf"|middle|end) (?:av|på|of) (?P<month>{_MONTH}(?: {_YEAR})?)"
        ),
        _part_of_month,
    ),
    _Rule(
        pattern(
            rf"{_STOP}(?:från och med|fr\.?o\.?m\.?|från|tidigast|starting|from|as of) {_WHEN}"
        ),
        _from,
    ),
    _Rule(
        pattern(rf"{_STOP}(?:efter|after) {_WHEN}(?! (?:jobbet|arbetet))"),
        _after,
    ),
    _Rule(pattern(rf"{_STOP}(?:före|innan|before)(?: i)? {_WHEN}"), _before),
    _Rule(
        pattern(
            rf"{_STOP}(?:senast|till och med|t\.?o\.?m\.?|by|no later than)(?: i| in)? {_WHEN}"
        ),
        _until,
    ),
    _Rule(
        pattern(
            rf"{_STOP}(?:(?:i|till|inför|på|under|nästa|kommande|this|next|in the|in|den här"
            rf"|nu i|redan i|redan till) )(?:den )?{_SEASON}\b{_OURS}"
            rf"(?:[ -]*(?P<year>{_YEAR}))?"
        ),
        _season,
    ),
    _Rule(
        pattern(
            rf"{_STOP}(?P<season>vårterminen?|höstterminen?|våren|hösten"
            rf"|vår|höst|sommaren|sommar|vt|ht|spring|autumn|summer)(?: term| semester)?"
            rf"[ -]?(?P<year>{_YEAR}|(?<=[vh]t)\d\d\b|(?<=[vh]t[ -])\d\d\b)"
        ),
        _season,
    ),
    _Rule(
        pattern(
            r"(?<![\w-])(?P<season>vårtermin(?:en)?|hösttermin(?:en)?|vårstart\w*|höststart\w*"
            r"|våren|hösten|vt|ht)\b(?P<year>)(?!\w)"
        ),
        lambda match, today: _half(match["season"], None, today, ahead=False),
    ),
    _Rule(
        pattern(r"\b(?:vecka|v\.?|week) ?(?P<number>\d{1,2})\b(?!\s*(?:veckor|v\b))(?: 20\d\d)?"),
        _week,
    ),
    _Rule(
        pattern(
            r"\b(?:om|inom|within|in) (?:de närmaste |högst |max )?(?P<count>\d{1,2}|en|ett|två"
            r"|tre|fyra|fem|sex|one|two|three|four|five|six|a) "
            r"(?P<unit>dag(?:ar)?|veck(?:a|or)|månad(?:er)?|day|week|month)s?\b"
        ),
        _span_ahead,
    ),
    _Rule(
        pattern(
            r"\b(?:så (?:snart|fort) (?:som möjligt|det går)|så snabbt som möjligt|as soon as"
            r" possible|omgående|snarast(?: möjligt)?|inom kort|(?:ganska )?snart|soon)\b"
        ),
        _soon,
    ),
    _Rule(
        pattern(
            rf"{_STOP}(?:(?:i|till|under|den|in|on|om|nu i|eller|och|or|and|start\w*|börja\w*)"
            rf" )(?P<when>{_DATE}|{_NOT_JULY}{_MONTH}(?: {_YEAR})?)"
        ),
        _as_written,
    ),
    _Rule(
        pattern(rf"{_STOP}(?P<when>{_DATE}|{_MONTH} {_YEAR})"),
        _as_written,
    ),
    _Rule(
        pattern(rf"{_STOP}(?:i sommar|this summer|över sommaren|sommarkurs\w*|summer course\w*)\b"),
        lambda match, today: _half("sommar", None, today, ahead=False),  # noqa: ARG005
    ),
    _Rule(
        pattern(
            rf"{_STOP}(?:(?:under|år|in|from|start\w*|börja\w*|i) )?(?:år )?(?P<when>{_YEAR})\b"
            rf"(?!\w)"
        ),
        _as_written,
    ),
    _Rule(
        pattern(
            r"(?:\b(?:i|till|under|in|the) )?\b(?P<which>nästa|kommande|den här|denna|detta|next"
            r"|this) (?P<unit>år|termin(?:en)?|månad(?:en)?|vecka(?:n)?|year|term|semester|month"
            r"|week)\b"
        ),
        _next,
    ),
    _Rule(
        pattern(r"\b(?P<which>i) (?P<unit>år)\b(?! \d)"),
        _next,
    ),
)
