"""Patterns of personal data, tried only over texts that hold a hint of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.data_files import compiled


def matches(table: str, name: str, text: str) -> Iterator[re.Match[str]]:
    """Where a pattern of a table of ``patterns.toml`` meets a text.

    The table ``hints`` there tells, by the pattern's name, what a text must hold for it.
    """
    hint = compiled("hints", __package__).get(name)
    if hint is None or hint.search(text.lower()):
        yield from compiled(table, __package__)[name].finditer(text)
