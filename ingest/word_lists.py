"""Lists of words and of expressions, which stand in a file ``words.toml`` beside the code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def word_list(package: str, name: str) -> frozenset[str]:
    """The words of one list of a package's file."""
    return frozenset(_lists(package)[name])


@cache
def any_of(package: str, name: str, form: str = "(?:{})") -> re.Pattern[str]:
    """An expression for any entry of a list, in capitals or not, set in at the ``{}`` of a form.

    The entries are expressions themselves; where several fit at one place, the first one counts.
    """
    return re.compile(form.replace("{}", "|".join(_lists(package)[name])), re.IGNORECASE)


@cache
def _lists(package: str) -> Mapping[str, list[str]]:
    return tomllib.loads(files(package).joinpath("words.toml").read_text(encoding="utf-8"))
