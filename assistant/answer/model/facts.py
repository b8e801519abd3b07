"""The figures, dates, times, amounts and addresses that a text states, as values to compare.

"tolv", "12" and "12,0" are one value; "12 %" is another; so are "hälften" and "50 procent".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache

from corpus.months import month_names


class FactKind(StrEnum):
    """What a value is of."""

    NUMBER = "number"
    PERCENT = "percent"
    POINTS = "points"
    MONEY = "money"
    YEAR = "year"
    DATE = "date"
    TIME = "time"
    LITERAL = "literal"


Value = Fraction | str | tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with where it stands; ``start`` and ``end`` count in the text.

    A date is (year, month, day), a time (hour, minute); what is not said is None. A literal is an
    address of the web, an e-mail address, a phone number or a code, in lower case.
    """

    sort: FactKind
    value: Value
    start: int
    end: int


_MONTHS = month_names()
_SHORT_MONTHS = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT_MONTHS)})\b\.?)"
_YEAR = r"(?:1[6-9]|20|21)\d\d"

_UNITS = "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton".split()
_UNITS += "sexton sjutton arton nitton".split()
_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split()

_SHARES = {
    "hälften": Fraction(50),
    "halva": Fraction(50),
    "tredjedel": Fraction(100, 3),
    "fjärdedel": Fraction(25),
    "femtedel": Fraction(20),
    "sjättedel": Fraction(100, 6),
    "tiondel": Fraction(10),
}
_EVERY = {
    "varannan": 2, "vartannat": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7,
    "åttonde": 8, "nionde": 9, "tionde": 10, "tjugonde": 20,
}  # fmt: skip

_SCALES = {"tusen": 1_000, "miljon": 10**6, "miljoner": 10**6, "miljard": 10**9}
_SCALES |= {"miljarder": 10**9, "tkr": 1_000, "mkr": 10**6, "mnkr": 10**6, "msek": 10**6}
_MONEY = frozenset("kr kronor krona sek tkr mkr mnkr msek".split())

_DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)|\d+)(?:,\d+)?"

_LITERAL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:https?://|www\.)[^\s<>()\"”’]+[^\s<>()\"”’.,;:!?]"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:se|com|nu|org|eu|net|info|io|example|test)\b(?:/[^\s<>()\"”’]*\w)?"
    r"|(?<![\w/–-])(?:\+\s?\d{2}[\s(0)]*|0\d{1,3}[\s/–-]+)\d[\d\s–-]{3,}\d(?!\w)"
    r"|\b(?=\w*\d)(?=\w*[^\W\d_])\w+\b(?!:)",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?P<iso_year>{_YEAR})-(?P<iso_month>[01]\d)(?:-(?P<iso_day>[0-3]\d))?\b"
    rf"|(?:\b(?P<day>[0-3]?\d)(?::?[ea])?\.?\s+)?\b{_MONTH}(?:\s+(?P<year>{_YEAR})\b)?"
    r"|\b(?P<slash_day>[0-3]?\d)/(?P<slash_month>1[0-2]|0?[1-9])\b(?!/)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:klockan\s+|kl\.?\s*)(?P<hour>\d{1,2}|[a-zåäö]+)(?:[.:](?P<minute>[0-5]\d))?"
    r"(?:\s*[–-]\s*(?P<to_hour>\d{1,2})(?:[.:](?P<to_minute>[0-5]\d))?)?"
    r"|\b(?P<bare_hour>[01]?\d|2[0-4])[.:](?P<bare_minute>[0-5]\d)\b(?!\s*(?:%|procent|kr))",
    re.IGNORECASE,
)
_EVERY_NTH = re.compile(
    rf"\bvar(?:t|je)?\s+(?P<nth>{'|'.join(_EVERY)})\b|\b(?P<other>varannan|vartannat)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"\b(?:(?P<many>{_DIGITS}|[a-zåäö]+)\s+)?(?P<part>{'|'.join(_SHARES)})(?P<plural>ar)?(?:en|s)?\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"(?P<digits>{_DIGITS})(?![\d])"
    r"|(?P<word>\b[a-zåäö]+\b)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<percent>\s*%|\s*procent\b)|(?P<points>\s*procentenhet\w*)"
    r"|\s*(?P<scale>[a-zåäö]+)(?:\s+(?P<money>[a-zåäö]+))?",
    re.IGNORECASE,
)


def facts(text: str) -> list[Fact]:
    """What a text states in figures, or in words for figures, in order.

    Digits of any script count as their value. "En" and "ett" are articles rather than numbers.
    """
    text = _plain_digits(text)
    found: list[Fact] = []
    for read in (_literals, _dates, _times, _shares, _numbers):
        for fact in read(text):
            found.append(fact)
            text = text[: fact.start] + " " * (fact.end - fact.start) + text[fact.end :]
    return sorted(found, key=lambda fact: fact.start)


def states(held: Fact, said: Fact) -> bool:
    """Whether one fact, as it stands in a source, states another that is said."""
    if FactKind.DATE in (held.sort, said.sort):
        return _states_date(held, said)
    if said.sort is FactKind.TIME and held.sort is FactKind.TIME:
        return said.value == held.value
    return held.sort is said.sort and held.value == said.value


def _states_date(held: Fact, said: Fact) -> bool:
    if said.sort is FactKind.YEAR:
        return isinstance(held.value, tuple) and held.value[0] == _whole(said.value)
    if held.sort is not FactKind.DATE or said.sort is not FactKind.DATE:
        return False
    assert isinstance(held.value, tuple)  # noqa: S101 - so the sort says
    assert isinstance(said.value, tuple)  # noqa: S101
    return all(s is None or s == h for h, s in zip(held.value, said.value, strict=True))


def _whole(value: Value) -> int | None:
    return int(value) if isinstance(value, Fraction) else None


def _plain_digits(text: str) -> str:
    """The same text with every decimal digit as 0 to 9; the length stays."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )


def _literals(text: str) -> Iterator[Fact]:
    for match in _LITERAL.finditer(text):
        said = match.group().lower()
        if re.fullmatch(r"\d+(?:e|a|st|kr|h|tim|%)", said):
            continue  # "2a", "15e", "10st"
        if re.fullmatch(r"[+\d\s()–-]+", said):
            said = re.sub(r"\D", "", said)
        said = re.sub(r"^https?://(?:www\.)?|^www\.", "", said).rstrip("/")
        yield Fact(FactKind.LITERAL, said, match.start(), match.end())


def _dates(text: str) -> Iterator[Fact]:
    value: tuple[int | None, ...]
    for match in _DATE.finditer(text):
        if match["iso_year"]:
            value = int(match["iso_year"]), int(match["iso_month"]), _int(match["iso_day"])
        elif match["month"]:
            name = match["month"].lower().rstrip(".")
            if name == "mar" or (name in _SHORT_MONTHS and not match["day"]):
                continue  # "mar" and "dec" alone may be anything
            month = _MONTHS.index(name) + 1 if name in _MONTHS else _SHORT_MONTHS[name]
            value = _int(match["year"]), month, _int(match["day"])
        elif int(match["slash_day"]) <= 31:
            value = None, int(match["slash_month"]), int(match["slash_day"])
        else:
            continue
        yield Fact(FactKind.DATE, value, match.start(), match.end())


def _times(text: str) -> Iterator[Fact]:
    for match in _TIME.finditer(text):
        if match["bare_hour"]:
            value = int(match["bare_hour"]), int(match["bare_minute"])
            yield Fact(FactKind.TIME, value, match.start(), match.end())
            continue
        hour = _int(match["hour"]) if match["hour"].isdigit() else _by_word(match["hour"])
        if hour is None:
            continue
        end = match.start("to_hour") if match["to_hour"] else match.end()
        yield Fact(FactKind.TIME, (hour, _int(match["minute"]) or 0), match.start(), end)
        if match["to_hour"]:
            value = int(match["to_hour"]), _int(match["to_minute"]) or 0
            yield Fact(FactKind.TIME, value, end, match.end())


def _shares(text: str) -> Iterator[Fact]:
    for match in _EVERY_NTH.finditer(text):
        nth = _EVERY[(match["nth"] or match["other"]).lower()]
        yield Fact(FactKind.PERCENT, Fraction(100, nth), match.start(), match.end())
    for match in _SHARE.finditer(text):
        many = match["many"] or ""
        count = _number(many) if many[:1].isdigit() else _by_word(many)
        start = match.start() if count is not None else match.start("part")
        yield Fact(
            FactKind.PERCENT, _SHARES[match["part"].lower()] * (count or 1), start, match.end()
        )


def _numbers(text: str) -> Iterator[Fact]:
    for match in _NUMBER.finditer(text):
        if match["digits"]:
            value, end = _number(match["digits"]), match.end()
            is_year = re.fullmatch(_YEAR, match["digits"]) is not None
        else:
            spoken = _by_word(match["word"])
            if spoken is None:
                continue
            value, end, is_year = Fraction(spoken), match.end(), False
        after = _AFTER.match(text, end)
        sort = FactKind.NUMBER
        if after and after["percent"]:
            sort, end = FactKind.PERCENT, after.end("percent")
        elif after and after["points"]:
            sort, end = FactKind.POINTS, after.end("points")
        elif after:
            scale, money = after["scale"].lower(), (after["money"] or "").lower()
            if scale in _SCALES:
                value *= _SCALES[scale]
                end = after.end("scale")
            if scale in _MONEY or (scale in _SCALES and money in _MONEY):
                sort = FactKind.MONEY
                end = after.end("scale" if scale in _MONEY else "money")
        if is_year and sort is FactKind.NUMBER and end == match.end():
            sort = FactKind.YEAR
        yield Fact(sort, value, match.start(), end)


def _number(digits: str) -> Fraction:
    return Fraction(re.sub(r"[ \u00a0\u202f.]", "", digits).replace(",", "."))


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _by_word(word: str) -> int | None:
    """The number that a word is; None where it is none, or an article."""
    return _number_words().get(word.lower())


@cache
def _number_words() -> dict[str, int]:
    """Every number in one word from 0 to 999 but 1, and a few more."""
    words = {_spelt(n): n for n in range(1000) if n != 1}
    words |= {f"{_spelt(n)}tusen": n * 1000 for n in range(2, 100)}
    ones = {w[:-3] + "en": n for w, n in words.items() if w.endswith("ett") and n > 20}
    return words | ones | {"tusen": 1000, "etttusen": 1000, "ettusen": 1000, "hundra": 100,
                           "aderton": 18, "båda": 2, "bägge": 2, "dussin": 12}  # fmt: skip


def _spelt(n: int) -> str:
    if n < 20:
        return _UNITS[n]
    if n < 100:
        return _TENS[n // 10 - 2] + (_UNITS[n % 10] if n % 10 else "")
    return f"{_UNITS[n // 100]}hundra" + (_spelt(n % 100) if n % 100 else "")
