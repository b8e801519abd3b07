"""The months by their names, Swedish and English, whole and cut short."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from corpus.data_files import rows


@cache
def month_numbers() -> Mapping[str, int]:
    """The number of each month, from 1, by each of its names in lower case."""
    return {name: int(number) for number, names in _rows() for name in names}


@cache
def month_names() -> tuple[str, ...]:
    """The Swedish names from January on."""
    return tuple(names[0] for _, names in _rows())


def any_month() -> str:
    """An expression for any of the names, the longest first."""
    return "|".join(sorted(month_numbers(), key=len, reverse=True))


def _rows() -> list[tuple[str, list[str]]]:
    return [(number, names.split()) for number, names in rows("months.tsv")]
