"""Courses by what their educations are called: by code, by pattern, and word by word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.courses.find.names import (
    NumberedWord,
    names_something,
    numbered_words,
    parts,
    spellings,
)
from assistant.courses.occupation_list import Occupation
from assistant.courses.occupations import Occupations
from assistant.question.words import carries_meaning
from corpus.course_book import Course
from corpus.courses import Level
from corpus.swedish import fold

NAME, OCCUPATION, AREA, SUBAREA, TEXT = range(5)
"""The fields of an education that are searched: its name, what people call the occupations that it
leads to in one word, the area that it is filed under, a narrower one, and its text."""

UNTOLD = Level.UNIVERSITY
"""The level that an education whose source tells none is not taken to have."""

_AREA = re.compile(r"\s+[-–]\s+")

SPELLINGS = 4096
"""Words with ``*`` whose expressions are kept; the list of occupations has some 1,300."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class CourseIndex:
    """Some courses by the words of their educations. Safe to share once made.

    ``educations`` are the different ones, numbered in the order of the courses, and
    ``education_of`` has each course's number. ``words`` numbers the words of all fields, and
    ``fields`` has for each field by a word's number the educations that have it there; in names
    words are parted from the course's number, which ``numbered`` has for each education.
    """

    def __init__(self, courses: Sequence[Course], occupations: Occupations) -> None:
        self.courses = courses
        numbers: dict[int, int] = {}
        each_number = [numbers.setdefault(id(c.education), len(numbers)) for c in courses]
        self.education_of = np.array(each_number, dtype=np.intp)
        self.educations = tuple({id(c.education): c.education for c in courses}.values())
        self._courses_of = _grouped(zip(each_number, range(len(courses)), strict=True))
        each = list(enumerate(self.educations))
        self._codes = _grouped((fold(e.code), number) for number, e in each if e.code)
        self._spellings = _grouped((w, number) for number, e in each for w in spellings(e.name))
        self._lines = "\n".join(self._spellings)
        self._spelt = cache(self._with_spelling)
        self.leading_to = cache(self._leading_to)
        self.words: dict[str, int] = {}
        units = [list(numbered_words(parts(e.name))) for e in self.educations]
        meant = [tuple(u.word for u in name if names_something(u.word)) for name in units]
        self._beginnings = _grouped((name[:2], number) for number, name in enumerate(meant))
        self.numbered = [
            _grouped((unit.word, number) for unit in name for number in unit.numbers)
            for name in units
        ]
        areas = [[_AREA.split(subject) for subject in e.subjects] for e in self.educations]
        self.fields = (
            self._postings([unit.word for unit in name] for name in units),
            self._postings(self._occupation_words(occupations)),
            self._postings(parts(" ".join(area[0] for area in own)) for own in areas),
            self._postings(parts(" ".join(w for a in own for w in a[1:])) for own in areas),
            self._postings(
                parts(f"{e.description or ''} {e.degree or ''}") for e in self.educations
            ),
        )

    def _postings(self, texts: Iterable[Iterable[str]]) -> dict[int, NDArray[np.intp]]:
        """By the numbers of words, the educations that have them in one field."""
        return postings(
            [self.words.setdefault(word, len(self.words)) for word in words] for words in texts
        )

    def in_names(self, word: str) -> bool:
        """Whether a word stands in the name, or in the area, of any education."""
        number = self.words.get(word)
        return number in self.fields[NAME] or number in self.fields[AREA]

    def _occupation_words(self, occupations: Occupations) -> Iterable[Collection[str]]:
        """For each education what the occupations that it leads to are called."""
        words: list[set[str]] = [set() for _ in self.educations]
        for occupation in occupations.all:
            of_occupation = list(filter(carries_meaning, parts(" ".join(occupation.single_names))))
            for number in self.leading_to(occupation):
                words[number].update(of_occupation)
        return words

    def _leading_to(self, occupation: Occupation) -> list[int]:
        """The educations (by number) that lead to an occupation, as its terms name them."""
        numbers: set[int] = set()
        for term in occupation.terms:
            for number in self._meeting(term.words):
                level = self.educations[number].level
                if level is term.level or (level is None and term.level is not UNTOLD):
                    numbers.add(number)
        return sorted(numbers)

    def beginning_with(self, units: Sequence[NumberedWord]) -> Sequence[int]:
        """The educations (by number) whose names begin with two words, small ones aside."""
        words = tuple(unit.word for unit in units[:2])
        return self._beginnings.get(words, ()) if len(words) > 1 else ()

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
        return set.intersection(*map(set, wanted)).difference(*barred) if wanted else set()

    def _with_spelling(self, word: str) -> frozenset[int]:
        """The educations whose names have a word; ``*`` stands for any letters."""
        if "*" not in word:
            return frozenset(self._spellings.get(word, ()))
        spelt = _spelling(word).findall(self._lines)
        return frozenset(number for known in spelt for number in self._spellings[known])


@lru_cache(SPELLINGS)
def _spelling(word: str) -> re.Pattern[str]:
    """What finds the lines that a word with ``*`` fits."""
    letters = "[^\\n]*".join(map(re.escape, word.split("*")))
    return re.compile(f"^{letters}$", re.MULTILINE)


def postings(collections: Iterable[Iterable[Key]]) -> dict[Key, NDArray[np.intp]]:
    """For each thing, the numbers of the collections that it is in."""
    groups: dict[Key, list[int]] = defaultdict(list)
    for number, keys in enumerate(collections):
        for key in dict.fromkeys(keys):
            groups[key].append(number)
    return {key: np.array(numbers, np.intp) for key, numbers in groups.items()}


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """The values of each key, in order."""
    groups: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
