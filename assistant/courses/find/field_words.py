"""How well the words of educations, field by field, meet those of a question by their letters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.courses.find.index import NAME, CourseIndex
from assistant.courses.find.names import SHORTEST_STEM, NumberedWord, is_number, is_part
from assistant.courses.tasks import stem
from corpus.data_files import rows
from corpus.swedish import grams
from corpus.word_match import INFLECTED, MISSPELT, word_match

MET = 0.8
"""How well a word must be met by a word of the education, 0 to 1."""

KIND_OF = 0.81
"""How well a name's compound meets the word that it ends with: it is a kind of it, and another
course ("specialistundersköterska"). Above `MET`, below all that is called so."""

REMEMBERED = 4096
"""Words of questions whose degrees are kept."""

_ENDING = re.compile(
    r"[aeinrst]?|a[dnrst]|e[nrst]|o[nr]|na|ns|are|ade|ande|e?ns|ets|[aeo]rs|i?sk|ing"
)

Floats = NDArray[np.float32]


@cache
def _false_friends() -> Mapping[str, tuple[str, ...]]:
    """By the stems of words what begins words that are no compounds of them: "konst", "konstr"."""
    table = rows("false_friends.tsv", __package__)
    return {stem(word): tuple(beginnings.split(";")) for word, beginnings in table}


class FieldWords:
    """The words of the educations of an index. Safe to share."""

    def __init__(self, index: CourseIndex, is_word: Callable[[str], bool]) -> None:
        self._index = index
        self._is_word = is_word
        self._vocabulary = list(index.words)
        self._by_gram: dict[str, list[int]] = defaultdict(list)
        for word, number in index.words.items():
            for gram in set(grams(word)):
                self._by_gram[gram].append(number)
        self._word_degrees = lru_cache(REMEMBERED)(self._degrees_of)

    def degrees(self, variant: Sequence[NumberedWord], *, strictly: bool) -> Floats:
        """How well each field (row) of each education meets all of some words.

        Strictly, a number follows its very word.
        """
        count = len(self._index.educations)
        result = np.ones((len(self._index.fields), count), dtype=np.float32)
        for unit in variant:
            degrees = self._word_degrees(unit.word)
            for row, postings in enumerate(self._index.fields):
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
            for word, stated in self._index.numbered[education].items():
                if any(is_number(number, one) for number in unit.numbers for one in stated):
                    degree = degrees.get(self._index.words[word], 0.0)
                    left[education] = max(left[education], degree if strictly else own[education])
        return left

    def _degrees_of(self, word: str) -> tuple[Mapping[int, float], ...]:
        """How well each word (by number) meets a word of the question, for each field.

        In a name the end of a compound counts `KIND_OF`. What an education is filed under is
        broad: there a word must be the same, or end with it, as "sjukvård" does with "vård";
        "konst" is not "konstnärlig". What an occupation is called, and a text, must have the very
        word.
        """
        in_name: dict[int, float] = {}
        kinds: dict[int, float] = {}
        same: dict[int, float] = {}
        strangers = _false_friends().get(stem(word), ())
        if word.startswith(strangers):
            strangers = ()
        near = {number for gram in set(grams(word)) for number in self._by_gram.get(gram, ())}
        for number in near:
            other = self._vocabulary[number]
            degree = word_match(word, other)
            shorter, longer = sorted((word, other), key=len)
            left = longer.removeprefix(shorter)
            if degree == INFLECTED and left != longer and not _ENDING.fullmatch(left):
                degree = KIND_OF  # "bygglov" is no form of "bygg"
            if degree == MISSPELT and self._is_word(word):
                degree = 0  # "sotare" is no misspelt "software"
            if not degree or not is_part(word, other) or other.startswith(strangers):
                continue
            in_name[number] = degree
            if degree >= INFLECTED:
                same[number] = kinds[number] = degree
            else:
                if other.endswith(word):
                    kinds[number] = degree
                if not other.startswith(word[:SHORTEST_STEM]):
                    in_name[number] = min(degree, KIND_OF)  # the end of a compound
        return in_name, same, kinds, kinds, same
