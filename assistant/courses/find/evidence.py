"""How far educations answer to words: rare words count for more, and none is required."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from assistant.courses.find.field_words import MET, REMEMBERED, FieldWords, Floats
from assistant.courses.find.index import NAME, OCCUPATION, CourseIndex
from assistant.courses.find.knowledge import EverydayWords
from assistant.courses.find.names import (
    NumberedWord,
    names_something,
    numbered_words,
    parts,
    singular,
    stems,
)
from assistant.courses.occupation_list import Occupation
from assistant.courses.occupations import Occupations
from corpus.compounds import decompound
from corpus.lexicon import Lexicon
from corpus.swedish import LONGEST_WORD, fold
from corpus.word_match import INFLECTED

SHARES = np.array([1.0, 0.8, 0.8, 0.7, 0.5], np.float32)
"""What a word counts that is met in each field: name, occupation, area, narrower area, text."""

GOOD = 0.7
"""Share of what is looked for that the best education must answer to, lest it be the nearest only.
Chosen on the development questions (record 040)."""

NEARLY_BEST = 0.85
"""Share of the best one's score that other educations must have to be shown beside it."""

NARROWS, BESIDE = 0.2, 0.1
"""How much more counts what leads to work and is called as what is done there ("jobba inom
psykiatrin"), and how much less what is not all that is asked for. Chosen on the development
questions."""

OF_MANY = 0.96
"""What a word counts that is met without its ending of one or many."""

PART = np.float32(0.7)
"""What the first part of a compound counts that nothing answers to: "cancersjuka" has to do with
"cancer". The same from .65 to .75 on the development questions."""

COMMON, RARE = 0.5, 0.8
LEAST_MET, LEAST = 0.4, 0.1
"""How rare in Swedish a word is, 0 to 1, that counts least, and one that counts in full; what it
counts least where some education has it, and where none has."""

_EITHER = re.compile(r"\s+(?:eller|och|samt|or|and)\s+|\s*[,/]\s*")


@dataclass(frozen=True, slots=True)
class Weighing:
    """How far each education (column) answers to each unit (row), 0 to 1; what each unit weighs."""

    degrees: Floats
    weights: Floats

    @property
    def scores(self) -> Floats:
        """For each education the share of all that is looked for that it answers to."""
        total = max(float(self.weights.sum()), 1e-6)
        scores: Floats = self.weights @ self.degrees / np.float32(total)
        return scores


class CourseEvidence:
    """Weighs the words of questions against the educations of an index. Safe to share."""

    def __init__(
        self,
        index: CourseIndex,
        everyday_words: EverydayWords,
        lexicon: Lexicon,
        occupations: Occupations,
    ) -> None:
        self._index = index
        self._rarity = lexicon.rarity
        self._is_word = lexicon.knows
        self._parts_of = partial(decompound, is_known=self._is_known)
        self._occupations = occupations
        self._everyday_words = everyday_words
        self._words = FieldWords(index, lexicon.knows)
        self._names = frozenset(fold(education.name) for education in index.educations)
        self.names_a_field = lru_cache(REMEMBERED)(self._names_a_field)

    def scores(self, subject: str) -> Floats:
        """For each education how far it answers to a subject, 0 to 1.

        What people do in their work leads to the educations for it, those in which it is most
        typical first. Where each side of an "och" or a comma is answered to, it counts for itself,
        but for the name of one education: "Bygg och anläggning".
        """
        if not self.names_a_field(subject) and (doing := self.doing(subject)).any():
            narrowed: Floats = doing * (1 + NARROWS * self._subject_scores(subject))
            return narrowed
        whole = self._subject_scores(subject)
        sides = [side for side in _EITHER.split(subject) if self.units(side)]
        if len(sides) > 1 and fold(subject) not in self._names:
            each = [self._subject_scores(side) for side in sides]
            tops = [float(side.max(initial=0)) for side in each]
            if min(tops) >= GOOD:
                shares = np.array([s / top for s, top in zip(each, tops, strict=True)])
                best: Floats = shares.max(axis=0) - BESIDE * (1 - shares.mean(axis=0))
                return best
        return whole

    def doing(self, text: str) -> Floats:
        """For each education how far it leads to work in which people do what a text speaks of.

        A task of one word ("svetsa") is evidence as any other word.
        """
        tasks = [task for task in self._occupations.tasks_in(text) if " " in task]
        longest = [task for task in tasks if len(task.split()) == len(tasks[0].split())]
        return self._leading_to(self._occupations.who_do(longest))

    def units(self, text: str) -> list[NumberedWord]:
        """The words of a text that say something, each with the numbers that follow it.

        Two that are known together are one: "sociala medier".
        """
        if self.names_a_field(text):
            return [NumberedWord(text)]
        found: list[NumberedWord] = []
        for unit in numbered_words(parts(text)):
            if not names_something(unit.word):
                continue
            phrase = f"{found[-1].word} {unit.word}" if found and not found[-1].numbers else ""
            if phrase and self.names_a_field(phrase):
                found[-1] = NumberedWord(phrase, unit.numbers)
            else:
                found.append(unit)
        return found

    def _names_a_field(self, word: str) -> bool:
        """Whether a word, or two, is known to be something to study or to work as."""
        known = self._everyday_words.meanings(word) or self._occupations.by_name(word)
        return bool(known)

    def is_rare(self, word: str) -> bool:
        """Whether a word is so seldom used in Swedish that it counts in full."""
        return self._rarity(word) >= RARE

    def _leading_to(self, occupations: Sequence[Occupation]) -> Floats:
        """For each education how far it leads to any of some occupations."""
        scores = np.zeros(len(self._index.educations), np.float32)
        for occupation in occupations:
            scores[self._index.leading_to(occupation)] = SHARES[OCCUPATION]
        return scores

    def _subject_scores(self, subject: str) -> Floats:
        units = self.units(subject)
        if not units:
            return np.zeros(len(self._index.educations), np.float32)
        scores = self.weigh(units).scores
        if named := self._index.beginning_with(units):
            others = np.ones_like(scores, dtype=bool)
            others[named] = False
            scores[others] *= OF_MANY  # "svenska, del 2" is no "svenska som andraspråk, del 2"
        return scores

    def _is_topic(self, word: str, degrees: Floats) -> bool:
        """Whether a word says what to study, however common it is: as a name, or known as such."""
        return bool(degrees.max(initial=0) >= NEARLY_BEST) or self.names_a_field(word)

    def weigh(self, units: Sequence[NumberedWord]) -> Weighing:
        """Each unit by how rare it is in the catalogues, against each education.

        What a name has, or is known to be studied, weighs in full, however common it is in Swedish.
        """
        rows = [self._degrees(unit) for unit in units]
        count = len(self._index.educations)
        weights = [
            _weight(
                int((row > 0).sum()),
                count,
                self._is_topic(unit.word, row) or self._rarity(unit.word),
            )
            for unit, row in zip(units, rows, strict=True)
        ]
        degrees = np.stack(rows) if rows else np.zeros((0, count), np.float32)
        return Weighing(degrees, np.array(weights, np.float32))

    def _degrees(self, unit: NumberedWord) -> Floats:
        """How far each education answers to a unit, however it is put.

        Strictly, a number follows its very word ("Svenska 1" is no "Svenska som andraspråk 1");
        where none is called so, it may stand anywhere in the name ("franska 3" is "Moderna språk 3,
        Franska").
        """
        best = self._best(unit, strictly=True)
        if unit.numbers:
            return best if best.any() else self._best(unit, strictly=False)
        for share, occupations in self._work(unit.word):
            best = np.maximum(best, np.minimum(self._leading_to(occupations), np.float32(share)))
        if best.max(initial=0) < NEARLY_BEST and (named := self._occupations.by_name(unit.word)):
            best[self._called_as(named)] = OF_MANY  # by another name
        if not best.any() and not self.names_a_field(unit.word) and len(unit.word) <= LONGEST_WORD:
            for part in (self._parts_of(unit.word) or ())[:1]:
                best = self._degrees(NumberedWord(part)) * PART
        return best

    def _is_known(self, word: str) -> bool:
        """Whether a word in lower case is Swedish, or has a meaning in the table."""
        return self._is_word(word) or bool(self._everyday_words.meanings(word))

    def _called_as(self, occupation: Occupation) -> list[int]:
        """The educations that lead to an occupation and are called by one of its names."""
        names = [
            self._words.degrees((NumberedWord(name),), strictly=True)[NAME]
            for name in map(fold, occupation.single_names)
        ]
        leading = self._index.leading_to(occupation)
        return [n for n in leading if max(name[n] for name in names) >= INFLECTED]

    def _work(self, word: str) -> Iterator[tuple[float, Sequence[Occupation]]]:
        """The occupations that a word names, that do it, or that are what it means."""
        named = self._occupations.by_name(word)
        yield 1.0, ((named,) if named else self._occupations.doing(word))
        for meaning in self._everyday_words.meanings(word):
            if meant := self._occupations.by_name(meaning.text):
                yield meaning.share, (meant,)

    def _best(self, unit: NumberedWord, *, strictly: bool) -> Floats:
        """How far each education answers to the variant of a unit that it answers to best."""
        best = np.zeros(len(self._index.educations), np.float32)
        for share, variant in self.variants(unit):
            fields = self._words.degrees(variant, strictly=strictly)
            fields[fields < MET] = 0
            best = np.maximum(best, (fields * SHARES[:, None]).max(axis=0) * np.float32(share))
        return best

    def variants(self, unit: NumberedWord) -> Iterator[tuple[float, tuple[NumberedWord, ...]]]:
        """What a word may be put as, and how much that counts: itself, its stem, what it means."""
        words = [unit.word, *stems(unit.word)]
        for word in words:
            yield 1.0, _numbered(word, unit.numbers)
            for meaning in self._everyday_words.meanings(word):
                yield meaning.share, _numbered(meaning.text, unit.numbers)
        if (one := singular(unit.word)) not in words and self._is_word(one):
            # "Stora maskiner i skogen" are met by "Maskinförare i skogsbruk".
            yield OF_MANY, (NumberedWord(one, unit.numbers),)


def _numbered(text: str, numbers: tuple[str, ...]) -> tuple[NumberedWord, ...]:
    """The words of a text, the last with some numbers, or else with its own."""
    *before, last = numbered_words(parts(text))
    return (*before, NumberedWord(last.word, numbers or last.numbers))


def _weight(having: int, count: int, rarity: float) -> float:
    """How much a word weighs that so many of all educations have.

    It weighs the more, the rarer it is in Swedish: "köra" is hardly a subject, "japanska" may be.
    """
    least = LEAST_MET if having else LEAST
    told = min(1.0, max(least, (rarity - COMMON) / (RARE - COMMON)))
    return told * math.log(1 + count / max(having, 1))
