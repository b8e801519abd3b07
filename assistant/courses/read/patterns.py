"""How questions say what they want of courses: the patterns of ``patterns.toml``, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from assistant.courses.read.question_text import WORD
from assistant.question.answer_types import pattern
from corpus.courses import Level
from corpus.data_files import patterns, rows
from corpus.months import any_month

_START, _END = r"(?<![\w-])", r"(?!\w|-\w)"


@cache
def compiled(table: str, file: str = "patterns.toml") -> Mapping[str, re.Pattern[str]]:
    """The patterns of one table of a file, by name and in its order."""
    return {name: pattern(text) for name, text in _tables(file)[table].items()}


def anywhere(name: str) -> re.Pattern[str]:
    """A pattern that is met anywhere."""
    return compiled("anywhere")[name]


@cache
def whole(name: str) -> re.Pattern[str]:
    """A pattern that is met as whole words."""
    return pattern(f"{_START}{_tables()['whole'][name]}{_END}")


@cache
def levels() -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """How each kind of schooling is named, in the order in which they are looked for."""
    before = r"(?:(?:på|i|inom|hos|via|at|in) )?(?:en |ett |the )?"
    return tuple(
        (Level[name.upper()], pattern(f"{_START}{before}(?:{text}){_END}"))
        for name, text in _tables()["level"].items()
    )


@cache
def language_codes() -> Mapping[str, str]:
    """The languages that a course may be given in, with their ISO 639-1 codes."""
    return dict(rows("languages.tsv", __package__))


@cache
def counts() -> Mapping[str, int]:
    """Numbers by the words for them."""
    return {word: int(number) for word, number in rows("counts.tsv", __package__)}


@cache
def paces() -> Mapping[str, float]:
    """Paces in percent of full time, by what comes before "fart" or "tid"."""
    return {name: float(percent) for name, percent in rows("paces.tsv", __package__)}


def number(text: str) -> float:
    """The number that figures or a word stand for."""
    return float(counts().get(text) or text.replace(",", "."))


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _tables(file: str = "patterns.toml") -> Mapping[str, Mapping[str, str]]:
    pieces = {
        "word": WORD,
        "language": "|".join(language_codes()),
        "month_name": any_month(),
        "count": rf"(?:\d{{1,4}}|{_longest_first(counts())})",
        "pace_name": _longest_first(paces()),
    }
    return patterns(file, __package__, pieces)
