"""Levels of schooling by the codes of EMIL's kinds of school, by their names, and by words.

``schools.tsv`` has a line for each kind of school of the standard's third edition, as Skolverket
publishes them: code, level and the name that people use. Names without a code are those of the
second edition, which writes some of them out. VUX has no level: every kind of municipal adult
education goes under it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from corpus.courses import Level
from corpus.data_files import any_of, rows, word_lists
from ingest.catalogues.values import fold

_BY_WORDS = {
    Level[name.removeprefix("level_").upper()]: any_of(name, __package__)
    for name in word_lists("words.toml", __package__)
    if name.startswith("level_")
}


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
    return next((level for level, words in _BY_WORDS.items() if words.search(folded)), None)


@cache
def _by_name() -> Mapping[str, Level | None]:
    return {name: level for _, level, name in _lines()}


@cache
def _lines() -> tuple[tuple[str, Level | None, str], ...]:
    lines = rows("schools.tsv", __package__)
    return tuple((code, Level[level] if level else None, name) for code, level, name in lines)
