"""The patterns of ``patterns.toml``: how questions say what they want of courses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from assistant.question.answer_types import pattern
from corpus.courses import Level

_START, _END = r"(?<![\w-])", r"(?!\w|-\w)"


@cache
def anywhere(name: str) -> re.Pattern[str]:
    """A pattern that is met anywhere."""
    languages = "|".join(language_codes())
    return pattern(_joined(_table()["anywhere"][name]).replace("<languages>", languages))


@cache
def whole(name: str) -> re.Pattern[str]:
    """A pattern that is met as whole words."""
    return pattern(f"{_START}{_joined(_table()['whole'][name])}{_END}")


@cache
def levels() -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """How each kind of schooling is named, in the order in which they are looked for."""
    before = r"(?:(?:på|i|inom|hos|via|at|in) )?(?:en |ett |the )?"
    return tuple(
        (Level[name.upper()], pattern(f"{_START}{before}(?:{_joined(text)}){_END}"))
        for name, text in _table()["level"].items()
    )


def language_codes() -> Mapping[str, str]:
    """The languages that a course may be given in, with their ISO 639-1 codes."""
    return _table()["languages"]


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files(__package__).joinpath("patterns.toml").read_text("utf-8"))


def _joined(text: str) -> str:
    """A pattern without the line breaks that are for the reader alone."""
    return text.replace("\n", "")
