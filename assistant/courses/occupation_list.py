"""The list of occupations: which there are, and what their educations are called.

``occupations.tsv`` beside this file is the project's own list. It says which names to look for in
the catalogues and makes no claim about what any education requires. Its columns:

* ``name``, ``ssyk``: the occupation, and its group in SSYK 2012 (empty where it has several,
  or is uncertain);
* ``field``: the broad field that it belongs to, in a word ("vård", "djur", "mat");
* ``also``: synonyms, short forms and older names; ``english``: what it is called in English;
* ``tasks``: what people do in it, in the words of those who dream of it ("köra tåg", "jobba med
  barn"), the most typical first; several occupations may share one;
* ``komvux``, ``yh``, ``folk``, ``university``: what educations that lead there are called at each
  level. A term is met by a course name that has all its words; ``*`` stands for any letters, and a
  word after ``-`` must not be there ("vård omsorg* -specialisering");
* ``licence``, ``authority``: what a person needs to use the title or do the work, and who gives it;
* ``note``: a Swedish sentence where something else must be said.

Entries of one cell are separated by semicolons. One with ``!`` after it is known as a whole word
alone: "regionutvecklare" writes no programs, though an "utvecklare" does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.courses import Level
from corpus.data_files import records

_LEVELS = {
    "komvux": Level.UPPER,
    "yh": Level.HIGHER_VOCATIONAL,
    "folk": Level.FOLK,
    "university": Level.UNIVERSITY,
}


@dataclass(frozen=True, slots=True)
class NameTerm:
    """What an education is called at a level, as a pattern: "vård omsorg* -specialisering"."""

    level: Level
    words: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation of the list; the module tells what its columns are."""

    name: str
    ssyk: str | None
    field: str
    also: tuple[str, ...]
    tasks: tuple[str, ...]
    english: tuple[str, ...]
    terms: tuple[NameTerm, ...]
    licence: str | None
    authority: str | None
    note: str | None

    @property
    def single_names(self) -> tuple[str, ...]:
        """What people call it in one word."""
        return tuple(name for name in (self.name, *self.also) if " " not in name)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that educations for it are looked for at."""
        return tuple(dict.fromkeys(term.level for term in self.terms))


def listed_occupations() -> tuple[tuple[Occupation, ...], frozenset[str]]:
    """The project's own list, and the names that are known as whole words alone."""
    rows = records("occupations.tsv", __package__)
    whole = {entry[:-1] for row in rows for entry in _entries(row["also"]) if entry[-1] == "!"}
    return tuple(map(_occupation, rows)), frozenset(whole)


def _occupation(row: Mapping[str, str]) -> Occupation:
    return Occupation(
        name=row["name"],
        ssyk=row["ssyk"] or None,
        field=row["field"],
        also=tuple(entry.removesuffix("!") for entry in _entries(row["also"])),
        tasks=_entries(row["tasks"]),
        english=_entries(row["english"]),
        terms=tuple(
            NameTerm(level, term)
            for column, level in _LEVELS.items()
            for term in _entries(row[column])
        ),
        licence=row["licence"] or None,
        authority=row["authority"] or None,
        note=row["note"] or None,
    )


def _entries(cell: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in cell.split(";") if entry.strip())
