"""Patterns of personal data, tried only over texts that hold a hint of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.data_files import compiled


def matches(table: str, name: str, text: str) -> Iterator[re.Match[str]]:
    """Where a pattern of a table of ``patterns.toml`` meets a text.

    The table ``hints`` there tells, by the pattern's name, what a text must hold for it.
    """
    hint = compiled("hints", __package__).get(name)
    if hint is None or hint.search(_lower(text)):
        yield from compiled(table, __package__)[name].finditer(text)


@lru_cache(maxsize=1)
def _lower(text: str) -> str:
    """The text in lower case, made once for all the patterns that are tried on it."""
    return text.lower()
