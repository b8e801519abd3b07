"""Occupations: which there are, which one a question names, and what their educations are called.

``occupations.tsv`` beside this file is the project's own list. It says which names to look for in
the catalogues and makes no claim about what any education requires. Its columns:

* ``name``, ``ssyk``: the occupation, and its group in SSYK 2012 (empty where it has several);
* ``also``: synonyms, short forms and older names; ``english``: what it is called in English;
* ``komvux``, ``yh``, ``folk``, ``university``: what educations that lead there are called at each
  level. A term is met by a course name that has all its words; ``*`` stands for any letters, and a
  word after ``-`` must not be there ("vård omsorg* -specialisering");
* ``licence``, ``authority``: what a person needs to use the title or do the work, and who gives it;
* ``note``: a Swedish sentence where something else must be said.

Entries of one cell are separated by semicolons. One with ``!`` after it is known as a whole word
alone: "verksamhetsutvecklare" writes no programs, though an "utvecklare" does.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from corpus.courses import Level
from corpus.dots import undot
from corpus.swedish import fold

MOST_WORDS = 4
"""Words of the longest occupation that is looked for."""

MOST_MISSPELT = 40
"""Words of a question that are looked at for misspelt names and for compounds."""

ALIKE = 86
"""How alike (0 to 100) a word must be to an occupation to be taken as a misspelling of it."""

RESEMBLES = 74
"""How alike it must be to be suggested."""

SHORTEST_MISSPELT = 6
SHORTEST_END = 6
"""Letters of the shortest word that may be misspelt, and of the shortest end of a compound."""


@dataclass(frozen=True, slots=True)
class Term:
    """What an education is called at a level; see the module."""

    level: Level
    words: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation of the list."""

    name: str
    ssyk: str | None
    also: tuple[str, ...]
    english: tuple[str, ...]
    terms: tuple[Term, ...]
    licence: str | None
    authority: str | None
    note: str | None

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that educations for it are looked for at."""
        return tuple(dict.fromkeys(term.level for term in self.terms))


@dataclass(frozen=True, slots=True)
class Named:
    """The occupation that a question names, and the words that it was read from.

    ``certain`` is false where the words are misspelt, or a compound that it is a part of.
    """

    occupation: Occupation
    words: str
    certain: bool


_LEVELS = {
    "komvux": Level.UPPER,
    "yh": Level.HIGHER_VOCATIONAL,
    "folk": Level.FOLK,
    "university": Level.UNIVERSITY,
}

_WORD = re.compile(r"[^\W_]+(?:['’:][^\W_]+)*")
_WAY = re.compile(
    r"\b(?:bli|blir|blev|bliva|jobba|jobbar|arbeta|arbetar|utbilda|utbildar|utbildning|utbildningar"
    r"|läsa\s+till|plugga\s+till|studera\s+till|vägen\s+till|omskola|skola\s+om|yrket|yrke"
    r"|to\s+be\s+an?|become|becoming|work\s+as|train\s+as|job\s+as)\b"
)

_WORK = re.compile(r"s?(?:yrke|jobb)(?:t|et)?$")

# A field of knowledge is no misspelt occupation: "psykologi", "matematiken", "vägledning".
_FIELD = re.compile(r"(?:ologi|onomi|grafi|istik|atik|ysik|pedi|ning|vård)s?(?:n|en)?$")


def load_occupations() -> tuple[Occupation, ...]:
    """The occupations of the list, in its order."""
    return _index().occupations


def find_occupation(question: str) -> Named | None:
    """The occupation that a question names, or None.

    The longest name wins, then the first. Names are known in any form, with or without dots,
    written apart or together; then misspelt, then as a part of a compound.
    """
    index = _index()
    tokens = list(_WORD.finditer(fold(question)))
    for length in range(MOST_WORDS, 0, -1):
        for first in range(len(tokens) - length + 1):
            span = tokens[first : first + length]
            found = index.forms.get("".join(token.group() for token in span))
            if found:
                return Named(found, " ".join(token.group() for token in span), certain=True)
    for token in tokens[:MOST_MISSPELT]:
        near = index.near(token.group())
        if near:
            return Named(near, token.group(), certain=False)
    for token in tokens[:MOST_MISSPELT]:
        part = index.compound(token.group())
        if part:
            return Named(part, token.group(), certain=False)
    return None


def occupation_named(word: str) -> Occupation | None:
    """The occupation that one word names in any form, also the first part of a compound."""
    index = _index()
    plain = "".join(token.group() for token in _WORD.finditer(fold(word)))
    tries = [plain, plain.removesuffix("s"), plain.removesuffix("e") + "a", plain + "e"]
    return next((index.forms[one] for one in tries if one in index.forms), None)


def suggest(words: str, most: int = 3) -> tuple[Occupation, ...]:
    """The occupations whose names are most like a word among some, nearest first."""
    index = _index()
    scored: dict[str, float] = {}
    for token in _WORD.findall(undot(fold(words)))[:MOST_MISSPELT]:
        if len(token) >= SHORTEST_MISSPELT and not _FIELD.search(token):
            near = process.extract(
                token, index.plain, scorer=fuzz.ratio, limit=most * 4, score_cutoff=RESEMBLES
            )
            for form, score, _ in near:
                name = index.forms[form].name
                scored[name] = max(score, scored.get(name, 0.0))
    names = sorted(scored, key=lambda name: (-scored[name], name))[:most]
    by_name = {occupation.name: occupation for occupation in index.occupations}
    return tuple(by_name[name] for name in names)


def asks_the_way(question: str) -> bool:
    """Whether a question asks how to come to an occupation, rather than just names one."""
    return _WAY.search(fold(question)) is not None


@dataclass(frozen=True, slots=True, repr=False)
class _Index:
    """``forms`` has every form of every name without spaces.

    ``plain`` has the names themselves without dots, which misspelt words are held against, and
    ``whole`` the forms that are known as whole words alone.
    """

    occupations: tuple[Occupation, ...]
    forms: Mapping[str, Occupation]
    plain: tuple[str, ...]
    whole: frozenset[str]

    def near(self, word: str) -> Occupation | None:
        """The occupation that a word is, misspelt."""
        if len(word) < SHORTEST_MISSPELT or _FIELD.search(word):
            return None
        best = process.extractOne(undot(word), self.plain, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return self.forms[best[0]] if best else None

    def compound(self, word: str) -> Occupation | None:
        """The occupation that a compound ends with, or begins with: "elektrikeryrket"."""
        work = _WORK.search(word)
        if work and word[: work.start()] in self.forms:
            return self.forms[word[: work.start()]]
        for start in range(2, len(word) - SHORTEST_END + 1):
            if word[start:] in self.forms and word[start:] not in self.whole:
                return self.forms[word[start:]]
        return None


@cache
def _index() -> _Index:
    text = files(__package__).joinpath("occupations.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    occupations = tuple(_occupation(row) for row in rows)
    rigid = {entry[:-1] for row in rows for entry in _entries(row["also"]) if entry[-1] == "!"}
    forms: dict[str, Occupation] = {}
    whole: set[str] = set()
    for occupation in occupations:
        forms[_joined(occupation.name)] = occupation
    for occupation in occupations:
        for name in (occupation.name, *occupation.also, *occupation.english):
            for form in _forms(_joined(name), short=len(name) < 4):
                forms.setdefault(form, occupation)
                if name in rigid:
                    whole.add(form)
    for form, occupation in list(forms.items()):
        forms.setdefault(undot(form), occupation)
    names = (undot(_joined(name)) for o in occupations for name in (o.name, *o.also, *o.english))
    plain = dict.fromkeys(n for n in names if len(n) >= SHORTEST_MISSPELT and n not in whole)
    return _Index(occupations, forms, tuple(plain), frozenset(whole))


def _occupation(row: Mapping[str, str]) -> Occupation:
    return Occupation(
        name=row["name"],
        ssyk=row["ssyk"] or None,
        also=tuple(entry.removesuffix("!") for entry in _entries(row["also"])),
        english=_entries(row["english"]),
        terms=tuple(
            Term(level, term) for column, level in _LEVELS.items() for term in _entries(row[column])
        ),
        licence=row["licence"] or None,
        authority=row["authority"] or None,
        note=row["note"] or None,
    )


def _entries(cell: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in cell.split(";") if entry.strip())


def _joined(name: str) -> str:
    return "".join(_WORD.findall(fold(name)))


def _forms(name: str, *, short: bool) -> Iterator[str]:
    """A name in its forms: one and many, indefinite and definite, and their genitives."""
    forms = [name]
    if not short:
        if name.endswith("a"):
            forms += [name + "n", name[:-1] + "or", name[:-1] + "orna"]
        elif name.endswith("are"):
            forms += [name + "n", name[:-1] + "na"]
        elif name.endswith("er"):
            forms += [name + "n", name + "na"]
        elif name.endswith("man"):
            forms += [name + "nen", name[:-3] + "män", name[:-3] + "männen"]
        elif name.endswith("e"):
            forms += [name + "t", name + "n", name + "na"]
        else:
            forms += [name + ending for ending in ("en", "n", "et", "er", "erna", "ar", "arna")]
    for form in forms:
        yield form
        if not form.endswith("s") and not short:
            yield form + "s"
