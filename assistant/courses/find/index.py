"""Courses by what their educations are called: by subject, by code, by pattern."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fnmatch import translate
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.courses.find.names import (
    SHORTEST_STEM,
    NumberedWord,
    is_number,
    is_part,
    names_something,
    numbered_words,
    parts,
    singular,
    spellings,
    stems,
)
from corpus.course_book import Course
from corpus.courses import Level
from corpus.data_files import rows
from corpus.dots import undot
from corpus.swedish import fold, grams
from corpus.word_match import INFLECTED, word_match

MET = 0.8
"""How well a word of the subject must be met by a word of the education, 0 to 1."""

KIND_OF = 0.81
"""How well a name's compound meets the word that it ends with: it is a kind of it, and another
course ("specialistundersköterska"). Above `MET`, below all that is called so."""

AREA_SHARE = 0.8
SUBAREA_SHARE = 0.7
TEXT_SHARE = 0.5
"""What a match counts in the area that an education is filed under, in a narrower one, and in its
text, beside 1 in its name."""

WHOLE_NAME = 0.25
"""What it counts that the subject is the education's whole name, and not a part of it."""

NAME = 0
"""The number of the name among the fields that are searched: name, area, narrower area, text."""

_EITHER = re.compile(r"\s+(?:eller|och|samt|or|and)\s+|\s*[,/]\s*")
_AREA = re.compile(r"\s+[-–]\s+")

Floats = NDArray[np.float32]
Key = TypeVar("Key")
Value = TypeVar("Value")


class Tier(IntEnum):
    """How an education answers to a subject; a nearer tier hides those farther off."""

    NAME = 0
    """Its name, code or area does."""
    FILING = 1
    """What else it is filed under does."""
    TEXT = 2
    """Its text does."""
    NONE = 3


@dataclass(frozen=True, slots=True)
class SubjectMatch:
    """The educations (by number) that a subject means, how well (0 to about 1), and by what.

    ``in_name`` tells of which the name has the subject's words, and not an area alone or a compound
    that ends with one.
    """

    numbers: NDArray[np.intp]
    scores: Floats
    tier: Tier
    in_name: NDArray[np.bool_]

    @classmethod
    def nothing(cls) -> SubjectMatch:
        """None at all."""
        return cls(np.zeros(0, np.intp), np.zeros(0, np.float32), Tier.NONE, np.zeros(0, bool))

    def only_in_name(self) -> SubjectMatch:
        """Those alone that are called so, or all where none is."""
        keep = self.in_name
        if not keep.any():
            return self
        return SubjectMatch(self.numbers[keep], self.scores[keep], self.tier, keep[keep])


def load_school_words() -> Mapping[str, str]:
    """What words of the school yard mean: "matte" is "matematik"."""
    return dict(rows("school_words.tsv", __package__))


class CourseIndex:
    """Some courses by the words of their educations. Safe to share once made.

    ``educations`` are the different ones, numbered in the order of the courses, and
    ``education_of`` has each course's number. ``name_words`` are the words of all names, without
    dots and rings.
    """

    def __init__(self, courses: Sequence[Course], school_words: Mapping[str, str]) -> None:
        """``school_words`` has what words are short or common for, such as "matte"."""
        self.courses = courses
        self._school_words = school_words
        numbers: dict[int, int] = {}
        numbered = [numbers.setdefault(id(c.education), len(numbers)) for c in courses]
        self.education_of = np.array(numbered, dtype=np.intp)
        self.educations = tuple({id(c.education): c.education for c in courses}.values())
        self._courses_of = _grouped(zip(numbered, range(len(courses)), strict=True))
        each = list(enumerate(self.educations))
        self._codes = _grouped((fold(e.code), number) for number, e in each if e.code)
        self._spellings = _grouped((w, number) for number, e in each for w in spellings(e.name))
        self._words: dict[str, int] = {}
        names = [parts(e.name) for e in self.educations]
        self.name_words = frozenset(undot(word) for name in names for word in name)
        units = [list(numbered_words(name)) for name in names]
        self._numbered = [
            _grouped((unit.word, number) for unit in name for number in unit.numbers)
            for name in units
        ]
        self._lengths = np.array(
            [sum(names_something(unit.word) for unit in name) for name in units], np.float32
        )
        areas = [[_AREA.split(subject) for subject in e.subjects] for e in self.educations]
        self._fields = (
            self._postings([unit.word for unit in name] for name in units),
            self._postings(parts(" ".join(area[0] for area in own)) for own in areas),
            self._postings(parts(" ".join(w for a in own for w in a[1:])) for own in areas),
            self._postings(
                parts(f"{e.description or ''} {e.degree or ''}") for e in self.educations
            ),
        )
        self._vocabulary = list(self._words)
        self._by_gram = _grouped(
            (gram, number) for word, number in self._words.items() for gram in set(grams(word))
        )

    def _postings(self, texts: Iterable[Iterable[str]]) -> dict[int, NDArray[np.intp]]:
        """By the numbers of words, the educations that have them in one field."""
        return postings(
            [self._words.setdefault(word, len(self._words)) for word in words] for words in texts
        )

    def with_code(self, code: str) -> Sequence[int]:
        """The educations (by number) of a course code, in capitals or not."""
        return self._codes.get(fold(code), ())

    def by_name(
        self, terms: Iterable[str], codes: Iterable[str] = (), level: Level | None = None
    ) -> list[Course]:
        """The courses whose name meets one of the terms, or that have one of the codes.

        Only those at the level, or whose source tells no level, and none that is cancelled. Terms
        are written as in the list of occupations: all words of one must be in the name, ``*``
        stands for any letters, and a word after ``-`` must not be there ("vård -vårdbiträde").
        """
        educations = {number for code in codes for number in self.with_code(code)}
        educations.update(*map(self._meeting, terms))
        numbers = sorted(n for education in educations for n in self._courses_of[education])
        return [
            course
            for course in map(self.courses.__getitem__, numbers)
            if not course.occasion.cancelled
            and (level is None or course.education.level in (level, None))
        ]

    def _meeting(self, term: str) -> set[int]:
        """The educations whose names meet a term of the list of occupations."""
        words = fold(term).split()
        wanted = [self._spelt(word) for word in words if not word.startswith("-")]
        barred = [self._spelt(word[1:]) for word in words if word.startswith("-")]
        return set.intersection(*wanted).difference(*barred) if wanted else set()

    def _spelt(self, word: str) -> set[int]:
        """The educations whose names have a word."""
        if "*" not in word:
            return set(self._spellings.get(word, ()))
        pattern = re.compile(translate(word))
        return {n for known, own in self._spellings.items() if pattern.match(known) for n in own}

    def teaches(self, text: str) -> bool:
        """Whether the name, code or area of any education answers to some words."""
        return self.about(text).tier <= Tier.NAME

    def about(self, subject: str) -> SubjectMatch:
        """The educations that a subject means; none of a tier where a nearer one has some.

        Where no education answers to all the words, those of each side of an "och" or "eller".
        """
        match = self._about(subject)
        sides = [side for side in _EITHER.split(subject) if side.strip()]
        if match.tier is Tier.NAME or len(sides) < 2:
            return match
        each = [self._about(side) for side in sides]
        if any(side.tier is not Tier.NAME for side in each):
            return match
        best = np.zeros(len(self.educations), dtype=np.float32)
        in_name = np.zeros(len(self.educations), dtype=bool)
        for side in each:
            best[side.numbers] = np.maximum(best[side.numbers], side.scores)
            in_name[side.numbers] |= side.in_name
        numbers = np.flatnonzero(best)
        return SubjectMatch(numbers, best[numbers], Tier.NAME, in_name[numbers])

    def _about(self, subject: str) -> SubjectMatch:
        units = [unit for unit in numbered_words(parts(subject)) if names_something(unit.word)]
        if not units:
            return SubjectMatch.nothing()
        match = self._answering(units, strictly=True)
        if match.tier is not Tier.NAME and any(unit.numbers for unit in units):
            match = self._answering(units, strictly=False)
        if match.tier is not Tier.NAME:
            # "Stora maskiner i skogen" are met by "Maskinförare i skogsbruk".
            stemmed = [NumberedWord(singular(unit.word), unit.numbers) for unit in units]
            by_stem = self._answering(stemmed, strictly=True) if stemmed != units else match
            match = by_stem if by_stem.tier is Tier.NAME else match
        return match

    def _answering(self, units: Sequence[NumberedWord], *, strictly: bool) -> SubjectMatch:
        """The educations that answer to all units.

        Strictly, a number follows its very word ("Svenska 1" is no "Svenska som andraspråk 1");
        else it may stand anywhere in the name ("franska 3" is "Moderna språk 3, Franska").
        """
        # For each field, how well its worst met unit is met there or in a nearer field.
        degrees = np.stack([self._best_degrees(unit, strictly=strictly) for unit in units])
        name, area, subarea, text = np.maximum.accumulate(degrees, axis=1).min(axis=0)
        whole = np.minimum(1.0, len(units) / np.maximum(self._lengths, 1))
        for tier, degree in ((Tier.NAME, area), (Tier.FILING, subarea), (Tier.TEXT, text)):
            numbers = np.flatnonzero(degree >= MET)
            if len(numbers):
                share = np.select(
                    [name >= MET, area >= MET, subarea >= MET],
                    [1.0, AREA_SHARE, SUBAREA_SHARE],
                    TEXT_SHARE,
                )
                scores = (degree * share + WHOLE_NAME * whole * (name >= MET)) / (1 + WHOLE_NAME)
                in_name = name[numbers] > KIND_OF
                return SubjectMatch(numbers, scores[numbers].astype(np.float32), tier, in_name)
        return SubjectMatch.nothing()

    def _best_degrees(self, unit: NumberedWord, *, strictly: bool) -> Floats:
        """How well each field (row) of each education meets a unit, however it is put."""
        each = (self._field_degrees(one, strictly=strictly) for one in self._variants(unit))
        best: Floats = np.max([*each], axis=0)
        return best

    def _variants(self, unit: NumberedWord) -> Iterator[tuple[NumberedWord, ...]]:
        """What a word of the subject may be put as: itself, its stem, what it is short for."""
        yield (unit,)
        for stem in stems(unit.word):
            yield (NumberedWord(stem, unit.numbers),)
        meaning = [w for w in parts(self._school_words.get(unit.word, "")) if names_something(w)]
        if meaning:
            *before, last = meaning
            yield (*map(NumberedWord, before), NumberedWord(last, unit.numbers))

    def _field_degrees(self, variant: Sequence[NumberedWord], *, strictly: bool) -> Floats:
        """How well each field (row) of each education meets all the units of a variant."""
        count = len(self.educations)
        result = np.ones((len(self._fields), count), dtype=np.float32)
        for unit in variant:
            degrees = self._word_degrees(unit.word)
            for row, postings in enumerate(self._fields):
                own = np.zeros(count, dtype=np.float32)
                if row == NAME or not unit.numbers:
                    for word, degree in degrees[row].items():
                        if word in postings:
                            own[postings[word]] = np.maximum(own[postings[word]], degree)
                if unit.numbers and row == NAME:
                    own = self._with_numbers(own, unit, degrees[row], strictly=strictly)
                result[row] = np.minimum(result[row], own)
        return result

    def _with_numbers(
        self, own: Floats, unit: NumberedWord, degrees: Mapping[int, float], *, strictly: bool
    ) -> Floats:
        """The degrees of those names alone that have one of the unit's numbers at its word."""
        left = np.zeros_like(own)
        for education in np.flatnonzero(own):
            for word, stated in self._numbered[education].items():
                if any(is_number(number, one) for number in unit.numbers for one in stated):
                    degree = degrees.get(self._words[word], 0.0) if strictly else own[education]
                    left[education] = max(left[education], degree)
        return left

    def _word_degrees(self, word: str) -> tuple[Mapping[int, float], ...]:
        """How well each word (by number) meets a word of the subject, for each field.

        In a name the end of a compound counts `KIND_OF`. What an education is filed under is
        broad: there a word must be the same, or end with it, as "sjukvård" does with "vård";
        "konst" is not "konstnärlig". A text must have the very word.
        """
        in_name: dict[int, float] = {}
        kinds: dict[int, float] = {}
        same: dict[int, float] = {}
        near = {number for gram in set(grams(word)) for number in self._by_gram.get(gram, ())}
        for number in near:
            other = self._vocabulary[number]
            degree = word_match(word, other)
            if not degree or not is_part(word, other):
                continue
            in_name[number] = degree
            if degree >= INFLECTED:
                same[number] = kinds[number] = degree
            else:
                if other.endswith(word):
                    kinds[number] = degree
                if not other.startswith(word[:SHORTEST_STEM]):
                    in_name[number] = min(degree, KIND_OF)  # the end of a compound
        return in_name, kinds, kinds, same


def postings(collections: Iterable[Iterable[Key]]) -> dict[Key, NDArray[np.intp]]:
    """For each thing, the numbers of the collections that it is in."""
    groups = _grouped((key, n) for n, keys in enumerate(collections) for key in dict.fromkeys(keys))
    return {key: np.array(numbers, np.intp) for key, numbers in groups.items()}


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """The values of each key, in order."""
    groups: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
