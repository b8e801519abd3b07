"""Courses of Gy11 and subject levels of Gy25 (from 1 July 2025), side by side.

``course_names.tsv`` beside this file has a row for each pair: the codes and names that Skolverket
gave them, as municipalities' tables of both set them on one row. Where nobody is known to have
paired a course, its Gy25 cells are empty: a level is never worked out from the number of a course
("Engelska 6" is level 2, "Matematik 3b" level 1b of another subject).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from assistant.bodies.paths import Names
from corpus.swedish import fold

_BETWEEN = re.compile(r"[\s,–-]+")
_LETTER = re.compile(r"(?<=\d)[a-c]\d?$")


def both(name: str) -> tuple[Names, ...]:
    """The courses that a name or a code stands for, in either system; none where unknown.

    "Matematik 2b" is one; "Matematik 2" stands for 2a, 2b and 2c. A catalogue's additions after
    the name ("Matematik 2b Kväll") are passed over.
    """
    tables = _tables()
    plain = _plain(name)
    if plain in tables:
        return tables[plain]
    parts = plain.split(" ")
    for length in range(len(parts) - 1, 0, -1):
        beginning = " ".join(parts[:length])
        if beginning in tables and any(char.isdigit() for char in beginning):
            return tables[beginning]
    return ()


def subjects() -> tuple[str, ...]:
    """The subjects of all courses that are numbered, as Gy11 and Gy25 name them, longest first."""
    names = {name for pair in _pairs() for name in (pair.gy11, pair.gy25) if name}
    numbered = {_subject(name) for name in names if name[-1].isdigit() or _LETTER.search(name)}
    return tuple(sorted(numbered, key=lambda name: (-len(name), name)))


def _subject(name: str) -> str:
    return name.rpartition(" ")[0].removesuffix(" nivå")


def _plain(name: str) -> str:
    """A name with its separators as single spaces: "Engelska, nivå 2" is "engelska nivå 2"."""
    return _BETWEEN.sub(" ", fold(name)).strip()


@cache
def _pairs() -> tuple[Names, ...]:
    text = files(__package__).joinpath("course_names.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        Names(row["gy11"], row["gy11_code"], row["gy25"] or None, row["gy25_code"] or None)
        for row in rows
    )


@cache
def _tables() -> Mapping[str, tuple[Names, ...]]:
    """The courses by every name and code; by a name without its letter all that share it."""
    table: dict[str, list[Names]] = {}
    for pair in _pairs():
        exact = (pair.gy11, pair.gy11_code, pair.gy25, pair.gy25_code)
        keys = [_plain(key) for key in exact if key]
        keys += [_LETTER.sub("", key) for key in keys if " " in key and _LETTER.search(key)]
        for key in dict.fromkeys(keys):
            table.setdefault(key, []).append(pair)
    return {key: tuple(found) for key, found in table.items()}
