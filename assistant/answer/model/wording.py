"""Swedish words as the verification sees them: which say nothing, which turn or bound a sentence.

The lists are of the language's closed classes and of its everyday rewordings, not of any subject.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

FREE = re.compile(
    r"\b(?:kosta\w* (?:dig |inte |dem )?(?:ingenting|inget|något)|utan (?:kostnad|avgift)"
    r"|ingen avgift"
    r"|kostnadsfri\w*|avgiftsfri\w*|gratis)\b",
    re.IGNORECASE,
)
"""The ways of saying that something costs nothing."""


LEANS = re.compile(r"(?:efter det|då|där|i så fall|annars|i andra fall)\b", re.IGNORECASE)
"""How a sentence begins that holds only where the one before it does."""

AMONG = re.compile(r"\b(?:bland annat|bl\.a\.)", re.IGNORECASE)
"""Words that only tell that there are more."""

EACH = re.compile(r"\b(?:var och en|vart och ett) av\b", re.IGNORECASE)
"""A way of saying "alla" that has an "och" in it."""


ACTS = re.compile(r"(?:[aeiouyåäö]r|de|te|it|at|tt)$")
"""How a word ends that may be a verb."""

ACTED_UPON = re.compile(r"[^\W\d_]{3}s$")
"""How a word ends that may tell what is done to something."""


class Operator(StrEnum):
    """What a word does to the sentence that it stands in."""

    NOT = "not"
    ONLY = "only"
    ALL = "all"
    MUST = "must"
    MAY = "may"
    LET = "let"
    SHOULD = "should"
    PLANNED = "planned"
    WILL = "will"
    OFTEN = "often"
    SELDOM = "seldom"
    PERHAPS = "perhaps"
    ALMOST = "almost"
    MANY = "many"
    MOST = "most"
    SOME = "some"
    IF = "if"
    WHO = "who"
    OR = "or"
    SAID = "said"
    BECAUSE = "because"
    BEFORE = "before"
    DEADLINE = "deadline"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    WHEN = "when"
    HERSELF = "herself"


@cache
def glue() -> frozenset[str]:
    """Words that need no support of their own."""
    return frozenset(_table()["glue"].split())


@cache
def rigid() -> frozenset[str]:
    """Words for which nothing but themselves will do."""
    return frozenset(_table()["rigid"].split())


@cache
def alike() -> Mapping[str, frozenset[str]]:
    """Everyday words with those that say the same."""
    lines = (line.split() for line in _table()["alike"].splitlines())
    return {word: frozenset(words) for words in lines for word in words}


@cache
def operators() -> Mapping[Operator, re.Pattern[str]]:
    """What tells each operator in a stretch of text."""
    return {
        Operator[name.upper()]: re.compile(
            rf"(?:(?<=\s)|^|(?<=[(\"”]))(?:{words.replace(chr(10), '')})(?![\w-])", re.IGNORECASE
        )
        for name, words in _table()["operators"].items()
    }


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("wording.toml").read_text("utf-8"))
