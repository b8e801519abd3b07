"""The values of cells and fields, as course catalogues write them: texts, days, numbers, yes/no."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ingest.dates import find_dates
from ingest.readers.reading import tidy

_SAYS_NOTHING = frozenset(
    ["okänd", "okänt", "uppgift saknas", "saknas", "null", "none", "nan", "n/a", "#n/a"]
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
# What is never closed goes on to the end, as in a browser; so a text is searched only once.
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_BREAK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|section|article|header|footer"
    r"|blockquote|pre|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][a-z0-9:-]*(?:\s[^<>]*|/)?>", re.IGNORECASE)
_LINES = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

_DIGITS = re.compile(r"((?:19[5-9]|20\d)\d)(\d\d)(\d\d)")
_ISO_DAY = re.compile(
    r"((?:19[5-9]|20\d)\d-\d\d-\d\d)"
    r"(?:[T ]+\d\d[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d+)?\s*)?(?:Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_UTC_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|[+-]00:?00)", re.IGNORECASE
)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[\s,-]+((?:19[5-9]|20\d)\d)")
_WEEKDAY = re.compile(
    r"^(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag(?:en)?)?\.?,?\s+(?:den\s+)?", re.IGNORECASE
)
_SWEDEN = ZoneInfo("Europe/Stockholm")

_DAY_LENGTH = len("2027-01-18")

_NUMBER = re.compile(
    r"(-?\d{1,3}(?: \d{3})+|-?\d+)(?:[.,](\d+))?\s*"
    r"(?:%|procent|p|poäng|hp|yhp|yh-poäng|gyp|gymnasiepoäng|verksamhetspoäng|st)?\.?",
    re.IGNORECASE,
)
_TRUE = frozenset(["ja", "j", "true", "sant", "yes", "y", "1", "1.0", "1,0", "x"])
_FALSE = frozenset(["nej", "n", "false", "falskt", "no", "0", "0.0", "0,0"])
_LANGUAGES = {
    name: code
    for code, names in {
        "sv": "sv swe svenska swedish",
        "en": "en eng engelska english",
        "ar": "ar ara arabiska arabic",
        "da": "da dan danska danish",
        "de": "de deu ger tyska german",
        "es": "es spa spanska spanish",
        "fa": "fa fas per persiska persian",
        "fi": "fi fin finska finnish",
        "fr": "fr fra fre franska french",
        "it": "it ita italienska italian",
        "ja": "ja jpn japanska japanese",
        "no": "no nor nb nob nn nno norska norwegian",
        "pl": "pl pol polska polish",
        "ru": "ru rus ryska russian",
        "se": "se sme samiska nordsamiska",
        "so": "so som somaliska somali",
        "uk": "uk ukr ukrainska ukrainian",
        "zh": "zh zho chi kinesiska chinese",
    }.items()
    for name in names.split()
}


def plain(text: str) -> str | None:
    r"""A text without markup, entities and invisible characters, paragraphs parted by ``\n``.

    Nothing but markup and white space is changed. None where nothing is said: the text is empty,
    has neither letter nor figure, or is "Okänd".
    """
    shown = _without_markup(text)
    # Some systems escape their markup once more on the way out.
    if "<" not in text and _BREAK.search(shown):
        shown = _without_markup(shown)
    lines = (tidy(line) for line in _LINES.split(shown))
    result = "\n".join(line for line in lines if line)
    if not any(char.isalnum() for char in result) or result.casefold() in _SAYS_NOTHING:
        return None
    return result


def day(text: str) -> str | None:
    """The day that a cell names, as ``YYYY-MM-DD``; None where it names none, or several.

    A moment in UTC that is midnight in Sweden is the Swedish day that begins then; any other time
    of day is left out.
    """
    text = _WEEKDAY.sub("", tidy(text))
    if moment := _UTC_MOMENT.fullmatch(text):
        return _swedish_day(moment[1])
    if iso := _ISO_DAY.fullmatch(text):
        return _valid(iso[1])
    if digits := _DIGITS.fullmatch(text):
        return _valid("-".join(digits.groups()))
    if slashed := _SLASHED.fullmatch(text):
        number, month, year = (int(part) for part in slashed.groups())
        return _valid(f"{year}-{month:02d}-{number:02d}")
    found = {date.value for date in find_dates(text)}
    only = found.pop() if len(found) == 1 else ""
    return only if len(only) == _DAY_LENGTH else None


def period(text: str) -> tuple[str, str] | None:
    """The first and the last day, where a cell names two, the earlier one first."""
    found = [date.value for date in find_dates(tidy(text)) if len(date.value) == _DAY_LENGTH]
    if len(found) != 2 or found[0] >= found[1]:
        return None
    return found[0], found[1]


def number(text: str) -> float | None:
    """The number that a cell holds, with or without its unit: ``100,0``, ``1 200.0``, ``50 %``."""
    match = _NUMBER.fullmatch(tidy(text))
    if match is None or len(match[0]) > 30:
        return None
    return float(f"{match[1].replace(' ', '')}.{match[2] or 0}")


def truth(text: str) -> bool | None:
    """Yes or no, where a cell holds nothing else."""
    word = tidy(text).casefold()
    if word in _TRUE:
        return True
    return False if word in _FALSE else None


def language(text: str) -> str | None:
    """ISO 639-1 code of the one language that a cell names by code or name; else None."""
    word = tidy(text).casefold()
    return _LANGUAGES.get(word) or _LANGUAGES.get(re.split("[-_]", word)[0])


def _without_markup(text: str) -> str:
    text = _UNSEEN.sub(" ", _CDATA.sub("", text))
    if _BREAK.search(text):
        # In markup a line break of the source is white space and no more.
        text = _BREAK.sub("\n", _LINES.sub(" ", text))
    return html.unescape(_TAG.sub("", text))


def _swedish_day(moment: str) -> str | None:
    if _valid(moment[:10]) is None:
        return None
    try:
        there = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        here = there.astimezone(_SWEDEN)
    except (ValueError, OverflowError):
        return None
    at_midnight = (
        timedelta(hours=here.hour, minutes=here.minute, seconds=here.second) == timedelta()
    )
    return (here if at_midnight else there).date().isoformat()


def _valid(iso: str) -> str | None:
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        return None
