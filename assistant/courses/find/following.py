"""What comes after what somebody has: a course, or an occupation's education."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

import numpy as np

from assistant.courses.find.evidence import NEARLY_BEST, CourseEvidence
from assistant.courses.find.field_words import MET
from assistant.courses.find.index import CourseIndex
from assistant.courses.find.names import NumberedWord, is_number, numbered_words, parts
from assistant.courses.find.venues import Mask
from assistant.courses.occupations import Occupations
from corpus.courses import Level
from corpus.swedish import fold
from corpus.word_match import INFLECTED, word_match


class Following:
    """The educations of an index by what they require. Safe to share once made."""

    def __init__(
        self, index: CourseIndex, evidence: CourseEvidence, occupations: Occupations
    ) -> None:
        self._index = index
        self._evidence = evidence
        self._occupations = occupations

    @cached_property
    def _needing(self) -> Mapping[tuple[NumberedWord, ...], Sequence[int]]:
        """The educations (by number) by what they require: many require the same."""
        read = cache(lambda text: tuple(numbered_words(parts(text))))
        needing: dict[tuple[NumberedWord, ...], list[int]] = defaultdict(list)
        for number, education in enumerate(self._index.educations):
            needing[read(education.eligibility or "")].append(number)
        return needing

    def after(self, taken: str) -> Mask:
        """For each course whether it comes after what somebody has.

        Its requirements name that ("Godkänt betyg i Engelska 5"), or where none do, it has the next
        number. Of an occupation that is learnt at komvux, what higher vocational education calls by
        its name comes after it, too.
        """
        units = self._evidence.units(taken)
        each = [
            [variant for share, variant in self._evidence.variants(unit) if share > NEARLY_BEST]
            for unit in units
        ]
        follows = np.zeros(len(self._index.educations), dtype=bool)
        for needs, numbers in self._needing.items() if each else ():
            follows[numbers] = all(any(_name(needs, v) for v in variants) for variants in each)
        if not follows.any() and (after := [_next(unit) for unit in units if unit.numbers]):
            follows |= self._evidence.weigh(after).scores >= NEARLY_BEST
        work = self._occupations.by_name(taken)
        if work and Level.UPPER in work.levels:
            levels = [education.level for education in self._index.educations]
            is_higher = np.array([level is Level.HIGHER_VOCATIONAL for level in levels])
            follows |= is_higher & (self._evidence.scores(fold(work.name)) >= MET)
        return follows[self._index.education_of]


def _next(taken: NumberedWord) -> NumberedWord:
    """The course with the next number, in any variant: "Matematik 2" after "Matematik 1b"."""
    digits = [number[0] for number in taken.numbers if number[0].isdigit()]
    return NumberedWord(taken.word, (str(int(max(digits)) + 1),)) if digits else taken


def _name(needs: Sequence[NumberedWord], taken: Sequence[NumberedWord]) -> bool:
    """Whether requirements name all words of what somebody has, with one of their numbers."""
    return all(
        any(
            word_match(own.word, need.word) >= INFLECTED
            and (not own.numbers or any(is_number(n, m) for n in own.numbers for m in need.numbers))
            for need in needs
        )
        for own in taken
    )
