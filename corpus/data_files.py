"""The word lists and tables that lie beside the code."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files


def word_lists(name: str, package: str = "corpus") -> dict[str, tuple[str, ...]]:
    """The lists of a TOML file: each is a text of words with space between them.

    ``short = "arm bad bil"`` becomes ``{"short": ("arm", "bad", "bil")}``.
    """
    lists = tomllib.loads(_text(name, package))
    return {key: tuple(text.split()) for key, text in lists.items()}


def rows(name: str, package: str = "corpus") -> list[list[str]]:
    """The rows of a table with tabs between its columns, without the first, which names them."""
    lines = _text(name, package).splitlines()
    return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def _text(name: str, package: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")
