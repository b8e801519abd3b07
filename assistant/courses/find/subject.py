"""Which educations a person means by the words for a subject or an occupation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from assistant.question.words import carries_meaning
from assistant.search.matching import INFLECTED, word_match
from corpus.courses import Education
from corpus.dots import undot
from corpus.swedish import grams
from corpus.swedish import words as whole_words

MET = 0.8
"""How well a word of the subject must be met by a word of the education, 0 to 1."""

KIND_OF = 0.81
"""How well a name's compound meets the word that it ends with: it is a kind of it, and another
course ("specialistundersköterska"). Above `MET`, below all that is called so."""

AREA_SHARE = 0.8
FILED_SHARE = 0.7
TEXT_SHARE = 0.5
"""What a match counts in the area that an education is filed under, in a narrower one, and in its
text, beside 1 in its name."""

WHOLE_NAME = 0.25
"""What it counts that the subject is the education's whole name, and not a part of it."""

SHORTEST_STEM = 4
"""Letters of the shortest word that is left when "utbildning" or "ning" is taken off."""

NAME, AREA, FILED, TEXT = range(4)
"""The fields of an education that are searched."""

_JOINING = frozenset(["nivå", "kurs", "del", "steg", "level"])
"""Words between a subject and its number: "Matematik nivå 1b", "Svenska för invandrare kurs C"."""

_NUMBER = re.compile(r"\d+[a-e]?\d?")
_LETTER = re.compile(r"[a-d]")
_ENDINGS = re.compile(
    r"(?:s|are|ar|e)?(?:yrkesutbildning|utbildning|kurs|linje|program|jobb|yrke|examen)"
    r"(?:en|et|ar|er|arna|erna|na)?$"
)
_MANY = re.compile(r"(?:erna|arna|orna|er|ar|or|en|et)$")
_DOING = re.compile(r"n?ing(?:en|ar)?$")
_EITHER = re.compile(r"\s+(?:eller|och|samt|or|and)\s+|\s*[,/]\s*")
_AREA = re.compile(r"\s+[-–]\s+")

Floats = NDArray[np.float32]


class Tier(IntEnum):
    """How an education answers to a subject; a nearer tier hides those farther off."""

    NAMED = 0
    """Its name, code or area does."""
    FILED = 1
    """What else it is filed under does."""
    TEXT = 2
    """Its text does."""
    NONE = 3


@dataclass(frozen=True, slots=True)
class Taught:
    """The educations (by number) that a subject means, how well (0 to about 1), and by what.

    ``called`` tells of which the name has the subject's words, not just an area or a compound that
    ends with one.
    """

    numbers: NDArray[np.intp]
    scores: Floats
    tier: Tier
    called: NDArray[np.bool_]

    @classmethod
    def nothing(cls) -> Taught:
        """None at all."""
        return cls(np.zeros(0, np.intp), np.zeros(0, np.float32), Tier.NONE, np.zeros(0, bool))

    def those_called_so(self) -> Taught:
        """Those alone that are called so, or all where none is."""
        if not self.called.any():
            return self
        own = self.called
        return Taught(self.numbers[own], self.scores[own], self.tier, own[own])


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word of the subject with its numbers, any of which will do: "matematik", "2b"."""

    word: str
    numbers: tuple[str, ...] = ()


class SubjectIndex:
    """The words of some educations. Safe to share once made."""

    def __init__(
        self, educations: Sequence[Education], meant: Callable[[str], Iterable[str]]
    ) -> None:
        """``meant`` gives the words that a word is short or common for, such as "matte"."""
        self._meant = meant
        self._count = len(educations)
        self._words: dict[str, int] = {}
        self._fields = tuple(_Postings() for _ in (NAME, AREA, FILED, TEXT))
        self._numbers: list[dict[str, list[str]]] = []
        self._codes: dict[str, list[int]] = defaultdict(list)
        name_words: set[str] = set()
        lengths = []
        for number, education in enumerate(educations):
            said = _words(education.name)
            units = list(_units(said))
            self._numbers.append(_numbered(units))
            self._add(NAME, number, (unit.word for unit in units))
            name_words.update(map(undot, said))
            lengths.append(sum(_says(unit.word) for unit in units))
            for subject in education.subjects:
                area, *narrower = _AREA.split(subject)
                self._add(AREA, number, _words(area))
                self._add(FILED, number, _words(" ".join(narrower)))
            told = (education.description, education.degree)
            self._add(TEXT, number, _words(" ".join(filter(None, told))))
            if education.code:
                self._codes[education.code.casefold()].append(number)
        self.name_words = frozenset(name_words)
        """The words of all names, without dots and rings."""
        self._lengths = np.array(lengths, dtype=np.float32)
        self._by_gram: dict[str, list[int]] = defaultdict(list)
        for word, number in self._words.items():
            for gram in set(grams(word)):
                self._by_gram[gram].append(number)
        self._vocabulary = list(self._words)
        for field in self._fields:
            field.close()

    def coded(self, code: str) -> list[int]:
        """The educations of a course code, in capitals or not."""
        return self._codes.get(code.casefold(), [])

    def teaches(self, text: str) -> bool:
        """Whether the name, code or area of any education answers to some words."""
        return self.find(text).tier <= Tier.NAMED

    def find(self, subject: str) -> Taught:
        """The educations that a subject means; none of a tier where a nearer one has some.

        Where no education answers to all the words, those of each side of an "och" or "eller".
        """
        taught = self._find(subject)
        sides = [side for side in _EITHER.split(subject) if side.strip()]
        if taught.tier in (Tier.NAMED,) or len(sides) < 2:
            return taught
        each = [self._find(side) for side in sides]
        if any(side.tier is not Tier.NAMED for side in each):
            return taught
        best = np.zeros(self._count, dtype=np.float32)
        called = np.zeros(self._count, dtype=bool)
        for side in each:
            best[side.numbers] = np.maximum(best[side.numbers], side.scores)
            called[side.numbers] |= side.called
        numbers = np.flatnonzero(best)
        return Taught(numbers, best[numbers], Tier.NAMED, called[numbers])

    def _find(self, subject: str) -> Taught:
        units = [unit for unit in _units(_words(subject)) if _says(unit.word)]
        if not units:
            return Taught.nothing()
        taught = self._answering(units, strictly=True)
        if taught.tier is not Tier.NAMED and any(unit.numbers for unit in units):
            taught = self._answering(units, strictly=False)
        if taught.tier is not Tier.NAMED:
            # "Stora maskiner i skogen" are met by "Maskinförare i skogsbruk".
            stems = [_Unit(_stem(unit.word), unit.numbers) for unit in units]
            by_stem = self._answering(stems, strictly=True) if stems != units else taught
            taught = by_stem if by_stem.tier is Tier.NAMED else taught
        return taught

    def _answering(self, units: Sequence[_Unit], *, strictly: bool) -> Taught:
        """The educations that answer to all units.

        Strictly, a number follows its very word ("Svenska 1" is no "Svenska som andraspråk 1");
        else it may stand anywhere in the name ("franska 3" is "Moderna språk 3, Franska").
        """
        met = np.zeros((len(self._fields), len(units), self._count), dtype=np.float32)
        for column, unit in enumerate(units):
            for variant in self._variants(unit):
                own = self._met(variant, strictly=strictly)
                met[:, column] = np.maximum(met[:, column], own)
        named = met[NAME].min(axis=0)
        area = met[: AREA + 1].max(axis=0).min(axis=0)
        filed = met[: FILED + 1].max(axis=0).min(axis=0)
        text = met.max(axis=0).min(axis=0)
        whole = np.minimum(1.0, len(units) / np.maximum(self._lengths, 1))
        for tier, degrees in (
            (Tier.NAMED, area),
            (Tier.FILED, filed),
            (Tier.TEXT, text),
        ):
            numbers = np.flatnonzero(degrees >= MET)
            if len(numbers):
                share = np.select(
                    [named >= MET, area >= MET, filed >= MET],
                    [1.0, AREA_SHARE, FILED_SHARE],
                    TEXT_SHARE,
                )
                scores = (degrees * share + WHOLE_NAME * whole * (named >= MET)) / (1 + WHOLE_NAME)
                called = named[numbers] > KIND_OF
                return Taught(numbers, scores[numbers].astype(np.float32), tier, called)
        return Taught.nothing()

    def _variants(self, unit: _Unit) -> Iterator[tuple[_Unit, ...]]:
        """What a word of the subject may be said as: itself, its stem, what it is short for."""
        yield (unit,)
        for stem in (without_training(unit.word), _DOING.sub("", unit.word)):
            if stem != unit.word and len(stem) >= SHORTEST_STEM:
                yield (_Unit(stem, unit.numbers),)
        for phrase in self._meant(unit.word):
            said = [word for word in _words(phrase) if _says(word)]
            if said:
                *before, last = said
                yield (*map(_Unit, before), _Unit(last, unit.numbers))

    def _met(self, variant: Sequence[_Unit], *, strictly: bool) -> Floats:
        """How well each field (row) of each education meets all the units of a variant."""
        result = np.ones((len(self._fields), self._count), dtype=np.float32)
        for unit in variant:
            degrees = _by_field(unit.word, self._degrees(unit.word), self._vocabulary)
            for row, field in enumerate(self._fields):
                own = field.best(degrees[row], self._count)
                if unit.numbers and row == NAME:
                    own = self._with_numbers(own, unit, degrees[row], strictly=strictly)
                elif unit.numbers:
                    own = np.zeros_like(own)
                result[row] = np.minimum(result[row], own)
        return result

    def _with_numbers(
        self, own: Floats, unit: _Unit, degrees: Mapping[int, float], *, strictly: bool
    ) -> Floats:
        """The degrees of those names alone that have one of the unit's numbers at its word."""
        met = np.zeros_like(own)
        for number in np.flatnonzero(own):
            for word, numbers in self._numbers[number].items():
                degree = degrees.get(self._words[word], 0.0) if strictly else own[number]
                if degree > met[number] and any(
                    _same_number(asked, stated) for asked in unit.numbers for stated in numbers
                ):
                    met[number] = degree
        return met

    def _degrees(self, asked: str) -> dict[int, float]:
        """How well each word that shares a gram with the asked one meets it."""
        near = {number for gram in set(grams(asked)) for number in self._by_gram.get(gram, ())}
        found = {}
        for number in near:
            word = self._vocabulary[number]
            degree = word_match(asked, word)
            if degree and _is_part(asked, word):
                found[number] = degree
        return found

    def _add(self, field: int, number: int, said: Iterable[str]) -> None:
        for word in said:
            self._fields[field].add(self._words.setdefault(word, len(self._words)), number)


class _Postings:
    """By words, the educations that have them in one field."""

    def __init__(self) -> None:
        self._lists: dict[int, list[int]] = defaultdict(list)
        self._arrays: dict[int, NDArray[np.intp]] = {}

    def add(self, word: int, education: int) -> None:
        own = self._lists[word]
        if not own or own[-1] != education:
            own.append(education)

    def close(self) -> None:
        self._arrays = {word: np.array(own, np.intp) for word, own in self._lists.items()}
        self._lists.clear()

    def best(self, degrees: Mapping[int, float], count: int) -> Floats:
        """For each education the degree of its best word."""
        result = np.zeros(count, dtype=np.float32)
        for word, degree in degrees.items():
            held = self._arrays.get(word)
            if held is not None:
                result[held] = np.maximum(result[held], degree)
        return result


def _words(text: str) -> list[str]:
    """The words of a text in lower case, hyphened ones in their parts: "IT-tekniker"."""
    return [part for word in whole_words(text) for part in word.split("-") if part]


def _says(word: str) -> bool:
    """Whether a word says what is studied; "it" does here, though it is an English pronoun."""
    return word == "it" or carries_meaning(word)


def _units(said: Sequence[str]) -> Iterator[_Unit]:
    """The words in order, each with the numbers that follow it."""
    word = ""
    numbers: list[str] = []
    for token in said:
        if word and (_NUMBER.fullmatch(token) or _LETTER.fullmatch(token)):
            numbers.append(token)
        elif word and (token in _JOINING or (numbers and not _says(token))):
            continue
        else:
            if word:
                yield _Unit(word, tuple(numbers))
            word, numbers = token, []
    if word:
        yield _Unit(word, tuple(numbers))


def without_training(word: str) -> str:
    """A word without "utbildning" and its like at the end: "undersköterske"."""
    return _ENDINGS.sub("", word)


def _stem(word: str) -> str:
    """A word without its ending of one or many, as it stands in a compound: "skogen", "bilar"."""
    stem = _MANY.sub("", word)
    return stem if len(stem) >= SHORTEST_STEM else word


def _numbered(units: Iterable[_Unit]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        if unit.numbers:
            found[unit.word] += unit.numbers
    return dict(found)


def _by_field(
    asked: str, degrees: Mapping[int, float], vocabulary: Sequence[str]
) -> tuple[Mapping[int, float], ...]:
    """The degrees that count in each field.

    In a name the end of a compound counts `KIND_OF`. What an education is filed under is broad:
    there a word must be the asked one, or end with it, as "sjukvård" does with "vård"; "konst" is
    not "konstnärlig". A text must have the very word.
    """
    same = {number: degree for number, degree in degrees.items() if degree >= INFLECTED}
    kinds = {
        number: degree
        for number, degree in degrees.items()
        if number in same or vocabulary[number].endswith(asked)
    }
    # It shares no beginning: the asked word is at its end.
    ends = {n for n in degrees if not vocabulary[n].startswith(asked[:SHORTEST_STEM])}
    named = {
        number: min(degree, KIND_OF) if number in ends and number not in same else degree
        for number, degree in degrees.items()
    }
    return named, kinds, kinds, same


def _same_number(asked: str, stated: str) -> bool:
    """Whether a course number is the asked one, or a variant of it: "2" is "2b" too."""
    rest = stated.removeprefix(asked)
    return rest != stated and not rest[:1].isdigit()


def _is_part(asked: str, word: str) -> bool:
    """Whether one word begins or ends with the other, or nearly so: "bild" is in "utbildning"."""
    if asked not in word:
        return True
    return word.startswith(asked) or word.endswith(asked) or undot(word) == asked
