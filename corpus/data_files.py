"""The word lists and tables that lie beside the code."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_PIECE = re.compile(r"(?<!\?P)<(\w+)>")


@cache
def toml(name: str, package: str) -> Mapping[str, Any]:
    """What a TOML file holds."""
    return tomllib.loads(file_text(name, package))


def word_lists(name: str, package: str = "corpus") -> dict[str, tuple[str, ...]]:
    """The lists of a TOML file: each is a text of words with space between them, or an array.

    ``short = "arm bad bil"`` becomes ``{"short": ("arm", "bad", "bil")}``.
    """
    lists: Mapping[str, str | list[str]] = toml(name, package)
    return {
        key: tuple(words.split() if isinstance(words, str) else words)
        for key, words in lists.items()
    }


def word_list(name: str, package: str) -> frozenset[str]:
    """One list of a package's ``words.toml``."""
    return frozenset(word_lists("words.toml", package)[name])


@cache
def any_of(name: str, package: str, form: str = "(?:{})") -> re.Pattern[str]:
    """An expression for any entry of a list in ``words.toml``, in capitals or not.

    The entries are expressions themselves, set in at the ``{}`` of a form; where several fit at
    one place, the first one counts.
    """
    entries = "|".join(word_lists("words.toml", package)[name])
    return re.compile(form.replace("{}", entries), re.IGNORECASE)


def rows(name: str, package: str = "corpus") -> list[list[str]]:
    """The rows of a table with tabs between its columns, without the first, which names them."""
    lines = file_text(name, package).splitlines()
    return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def records(name: str, package: str) -> list[dict[str, str]]:
    """The rows of such a table, each by the names of its columns."""
    lines = file_text(name, package).splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def patterns(
    name: str, package: str, pieces: Mapping[str, str] | None = None
) -> dict[str, dict[str, str]]:
    """The regular expressions of a TOML file, by table and name.

    Line breaks in a pattern are for the reader alone. ``<year>`` stands for the piece of that name:
    one of the table ``pieces``, which may use those before it, or one that is handed in.
    """
    tables: dict[str, dict[str, str]] = dict(toml(name, package))
    known = dict(pieces or {})

    def filled(text: str) -> str:
        return _PIECE.sub(lambda piece: known[piece[1]], text.replace("\n", ""))

    for piece, text in tables.pop("pieces", {}).items():
        known[piece] = filled(text)
    return {
        table: {key: filled(text) for key, text in texts.items()} for table, texts in tables.items()
    }


@cache
def compiled(table: str, package: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of one table of a package's ``patterns.toml``, by name."""
    texts = patterns("patterns.toml", package)[table]
    return {name: re.compile(text) for name, text in texts.items()}


def file_text(name: str, package: str) -> str:
    """What a file of a package says."""
    return files(package).joinpath(name).read_text(encoding="utf-8")
