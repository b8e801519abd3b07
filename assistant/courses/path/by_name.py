"""The courses of the store by what they are called, as the way to an occupation looks them up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache
from typing import Protocol

from corpus.course_book import Course
from corpus.courses import Level
from corpus.swedish import fold

_TOKEN = re.compile(r"[^\W_]+(?:[-–][^\W_]+)*")
_JOINT = re.compile(r"[-–]")


class Courses(Protocol):
    """Where educations are looked for."""

    def find(self, terms: Iterable[str], codes: Iterable[str], level: Level | None) -> list[Course]:
        """The courses whose name meets one of the terms, or that have one of the codes.

        Only those at the level, or whose source tells no level; at any level where it is None.
        Terms are written as in the list of occupations: all words of one must be in the name,
        ``*`` stands for any letters, and a word after ``-`` must not be there.
        """
        ...


@dataclass(frozen=True, slots=True, repr=False)
class ByName:
    """Courses by the words of their names and by their codes, in the order given."""

    courses: Sequence[Course]
    words: Mapping[str, frozenset[int]]
    codes: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, courses: Iterable[Course]) -> ByName:
        """The courses that are not cancelled."""
        kept = [course for course in courses if not course.occasion.cancelled]
        words: dict[str, set[int]] = {}
        codes: dict[str, set[int]] = {}
        for number, course in enumerate(kept):
            for word in name_words(course.education.name):
                words.setdefault(word, set()).add(number)
            if course.education.code:
                codes.setdefault(fold(course.education.code), set()).add(number)
        return cls(
            kept,
            {word: frozenset(numbers) for word, numbers in words.items()},
            {code: frozenset(numbers) for code, numbers in codes.items()},
        )

    def find(self, terms: Iterable[str], codes: Iterable[str], level: Level | None) -> list[Course]:
        """See `Courses`."""
        found: set[int] = set()
        for code in codes:
            found |= self.codes.get(fold(code), frozenset())
        for term in terms:
            found |= self._named(term)
        at_level = (self.courses[number] for number in sorted(found))
        return [c for c in at_level if level is None or c.education.level in (level, None)]

    def _named(self, term: str) -> frozenset[int]:
        wanted: list[frozenset[int]] = []
        barred: list[frozenset[int]] = []
        for word in fold(term).split():
            (barred if word.startswith("-") else wanted).append(self._with(word.removeprefix("-")))
        together = frozenset.intersection(*wanted) if wanted else frozenset()
        return together.difference(*barred)

    def _with(self, word: str) -> frozenset[int]:
        """The numbers of the courses whose names have a word."""
        if "*" not in word:
            return self.words.get(word, frozenset())
        pattern = _pattern(word)
        return frozenset().union(
            *(numbers for known, numbers in self.words.items() if pattern.match(known))
        )


def name_words(name: str) -> frozenset[str]:
    """The words of a name in lower case; one with hyphens counts whole and in its parts."""
    tokens = _TOKEN.findall(fold(name))
    return frozenset(part for token in tokens for part in (token, *_JOINT.split(token)))


@lru_cache(4096)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(translate(word))
