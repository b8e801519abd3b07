"""The figures, dates, times, amounts and addresses that a text states, as values to compare.

"tolv", "12" and "12,0" are one value; "12 %" is another; so are "hälften" and "50 procent".
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache

from corpus.data_files import patterns, rows, word_lists
from corpus.months import month_names, month_numbers


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


PACKAGE = __package__
WORDS = word_lists("numerals.toml", PACKAGE)
_NUMERALS: defaultdict[str, dict[str, Fraction]] = defaultdict(dict)
for _sort, _word, _value in rows("numerals.tsv", PACKAGE):
    _NUMERALS[_sort][_word] = Fraction(_value)
_SHORT_MONTHS = (*(name[:3] for name in month_names()), "sept")
_PIECES = {
    "month_name": "|".join(month_names()),
    "short_month": "|".join(_SHORT_MONTHS),
    "nth": "|".join(_NUMERALS["nth"]),
    "part": "|".join(_NUMERALS["share"]),
}
_PATTERNS = {
    name: re.compile(text)
    for name, text in patterns("facts.toml", PACKAGE, _PIECES)["facts"].items()
}


def facts(text: str) -> list[Fact]:
    """What a text states in figures, or in words for figures, in order.

    Digits of any script count as their value. "En" and "ett" are articles rather than numbers.
    """
    text = plain_digits(text)
    result: list[Fact] = []
    for read in (_literals, _dates, _times, _shares, _numbers):
        for fact in read(text):
            result.append(fact)
            text = text[: fact.start] + " " * (fact.end - fact.start) + text[fact.end :]
    return sorted(result, key=lambda fact: fact.start)


def states(held: Fact, said: Fact) -> bool:
    """Whether one fact, as it stands in a source, states another that is said."""
    if held.sort is not FactKind.DATE or not isinstance(held.value, tuple):
        return held.sort is said.sort and held.value == said.value
    if said.sort is FactKind.YEAR:
        return held.value[0] == said.value
    return (
        said.sort is FactKind.DATE
        and isinstance(said.value, tuple)
        and all(s is None or s == h for h, s in zip(held.value, said.value, strict=True))
    )


def plain_digits(text: str) -> str:
    """The same text with every decimal digit as 0 to 9; the length stays."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _literals(text: str) -> Iterator[Fact]:
    for match in _PATTERNS["literal"].finditer(text):
        said = match.group().lower()
        if re.fullmatch(r"\d+(?:e|a|st|kr|h|tim|%)", said):
            continue  # "2a", "15e", "10st"
        if re.fullmatch(r"[+\d\s()–-]+", said):
            said = re.sub(r"\D", "", said)
        said = re.sub(r"^https?://(?:www\.)?|^www\.", "", said).rstrip("/")
        yield Fact(FactKind.LITERAL, said, match.start(), match.end())


def _dates(text: str) -> Iterator[Fact]:
    value: tuple[int | None, ...]
    for match in _PATTERNS["date"].finditer(text):
        if match["iso_year"]:
            value = int(match["iso_year"]), int(match["iso_month"]), _int(match["iso_day"])
        elif match["month"]:
            name = match["month"].lower().rstrip(".")
            short = name in _SHORT_MONTHS and name not in month_names()
            if name == "mar" or (short and not match["day"]):
                continue  # "mar" and "dec" alone may be anything
            value = _int(match["year"]), month_numbers()[name], _int(match["day"])
        elif int(match["slash_day"]) <= 31:
            value = None, int(match["slash_month"]), int(match["slash_day"])
        else:
            continue
        yield Fact(FactKind.DATE, value, match.start(), match.end())


def _times(text: str) -> Iterator[Fact]:
    for match in _PATTERNS["time"].finditer(text):
        hour = match["bare_hour"] or match["hour"]
        minute = match["bare_minute"] or match["minute"]
        number = int(hour) if hour.isdigit() else _number_words().get(hour.lower())
        if number is None:
            continue
        end = match.start("to_hour") if match["to_hour"] else match.end()
        yield Fact(FactKind.TIME, (number, _int(minute) or 0), match.start(), end)
        if match["to_hour"]:
            value = int(match["to_hour"]), _int(match["to_minute"]) or 0
            yield Fact(FactKind.TIME, value, end, match.end())


def _shares(text: str) -> Iterator[Fact]:
    for match in _PATTERNS["every"].finditer(text):
        nth = _NUMERALS["nth"][(match["nth"] or match["other"]).lower()]
        yield Fact(FactKind.PERCENT, 100 / nth, match.start(), match.end())
    for match in _PATTERNS["share"].finditer(text):
        many = match["many"] or ""
        count = _number(many) if many[:1].isdigit() else _number_words().get(many.lower())
        start = match.start() if count is not None else match.start("part")
        value = _NUMERALS["share"][match["part"].lower()] * (count or 1)
        yield Fact(FactKind.PERCENT, value, start, match.end())


def _numbers(text: str) -> Iterator[Fact]:
    scales, money = _NUMERALS["scale"], WORDS["money"]
    for match in _PATTERNS["number"].finditer(text):
        if match["digits"]:
            value = _number(match["digits"])
        elif (spoken := _number_words().get(match["word"].lower())) is not None:
            value = Fraction(spoken)
        else:
            continue
        sort, end = FactKind.NUMBER, match.end()
        after = _PATTERNS["after"].match(text, end)
        if after and after["percent"]:
            sort, end = FactKind.PERCENT, after.end("percent")
        elif after and after["points"]:
            sort, end = FactKind.POINTS, after.end("points")
        elif after:
            scale, unit = after["scale"].lower(), (after["money"] or "").lower()
            if scale in scales:
                value *= scales[scale]
                end = after.end("scale")
            if scale in money or (scale in scales and unit in money):
                sort = FactKind.MONEY
                end = after.end("scale" if scale in money else "money")
        if sort is FactKind.NUMBER and _PATTERNS["year"].fullmatch(text, match.start(), end):
            sort = FactKind.YEAR
        yield Fact(sort, value, match.start(), end)


def _number(digits: str) -> Fraction:
    return Fraction(re.sub(r"[ \u00a0\u202f.]", "", digits).replace(",", "."))


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


@cache
def _number_words() -> Mapping[str, int]:
    """Every number in one word from 0 to 999 but 1, which is an article, and a few more."""
    units, tens = WORDS["units"], WORDS["tens"]
    small = [*units, *(ten + unit for ten in tens for unit in ("", *units[1:10]))]
    hundreds = (f"{unit}hundra{rest}" for unit in units[1:10] for rest in ("", *small[1:]))
    words = {word: n for n, word in enumerate((*small, *hundreds)) if n != 1}
    ones = {f"{word[:-3]}en": n for word, n in words.items() if word.endswith("ett") and n > 20}
    thousands = {f"{word}tusen": n * 1000 for n, word in enumerate(small) if n > 1}
    return words | ones | thousands | {word: int(n) for word, n in _NUMERALS["number"].items()}
