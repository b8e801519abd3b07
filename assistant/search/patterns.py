"""What stands in sentences: the patterns of ``patterns.toml``, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from corpus.data_files import patterns
from corpus.months import month_names


@cache
def compiled(table: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of one table, by name."""
    pieces = {"month": f"(?:{'|'.join(month_names())})"}
    texts = patterns("patterns.toml", __package__, pieces)[table]
    return {name: re.compile(text) for name, text in texts.items()}
