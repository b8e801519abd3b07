"""Levels of schooling by the codes of EMIL's kinds of school, by their names, and by words.

``schools.tsv`` has a line for each kind of school of the standard's third edition, as Skolverket
publishes them: code, level and the name that people use. Names without a code are those of the
second edition, which writes some of them out. VUX has no level: every kind of municipal adult
education goes under it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from corpus.courses import Level
from ingest.catalogues.values import fold
from ingest.word_lists import any_of

_BY_WORDS = (
    Level.ADAPTED_BASIC,
    Level.ADAPTED_UPPER,
    Level.SFI,
    Level.FOLK,
    Level.HIGHER_VOCATIONAL,
    Level.UNIVERSITY,
    Level.LABOUR_MARKET,
    Level.ARTS,
    Level.YOUTH,
    Level.UPPER,
    Level.BASIC,
)
"""The levels that words are looked for of, in this order: the first one counts."""


@cache
def schools() -> Mapping[str, tuple[Level | None, str]]:
    """Level and plain Swedish name of each kind of school, by its code."""
    return {code: (level, name) for code, level, name in _lines() if code}


def school(code: str) -> tuple[Level | None, str] | None:
    """Level and plain Swedish name of a kind of school, given by code or name."""
    if known := schools().get(code.upper()):
        return known
    word = code.lower()
    return (_by_name()[word], word) if word in _by_name() else None


@lru_cache(maxsize=5_000)
def level_of(text: str) -> Level | None:
    """The level that words, or a code of EMIL, stand for."""
    if known := school(text):
        return known[0]
    folded = fold(text)
    for level in _BY_WORDS:
        if any_of(__package__, f"level_{level.name.lower()}").search(folded):
            return level
    return None


@cache
def _by_name() -> Mapping[str, Level | None]:
    return {name: level for _, level, name in _lines()}


@cache
def _lines() -> tuple[tuple[str, Level | None, str], ...]:
    text = files(__package__).joinpath("schools.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return tuple((code, Level[level] if level else None, name) for code, level, name in rows)
