"""One sentence beside what its quotes say: what the rules measure it by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from assistant.answer.model.facts import Fact, FactKind, states
from assistant.answer.model.matching import CARRIED, meets, same_name, voices
from assistant.answer.model.segments import Segment, Unit, Word
from assistant.answer.model.wording import GLUE
from corpus.model import CELL_SEPARATOR
from corpus.swedish import words

Part = TypeVar("Part", Segment, Unit)

MOSTLY = 0.7
"""The share of a segment from which it is said again rather than made use of."""


class Fault(StrEnum):
    """What a sentence says that its quotes do not."""

    UNQUOTED = "unquoted"
    NOTHING = "nothing"
    FIGURE = "figure"
    NAME = "name"
    WORD = "word"
    PERSON = "person"
    MIXED = "mixed"
    BOUND = "bound"
    TURNED = "turned"
    ROLE = "role"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class QuoteSource:
    """A quote with the document that it stands in: title, publisher, year and heading.

    ``place`` is the document and where the quote begins and ends in it; ``head`` is the head of
    the table that the quote is rows of, empty where it is none.
    """

    text: str
    title: str = ""
    publisher: str = ""
    year: str = ""
    heading: str = ""
    place: tuple[str, int, int] = ("", 0, 0)
    head: str = ""


class Case:
    """A sentence, what its quotes say, and how the one is met by the other.

    ``held`` are the quotes' sentences that assert anything, in order; ``segments`` are theirs.
    """

    def __init__(self, said: Unit, held: Sequence[Unit], sources: Sequence[QuoteSource]) -> None:
        self.said = said
        self.held = [unit for unit in held if unit.words]
        self.sources = sources
        self.segments = [s for unit in self.held for s in unit.segments if s.words]
        captions = " ".join(unit.text for unit in held if not unit.segments)
        subjects = (w for s in sources for w in words(f"{s.title} {s.heading} {captions}"))
        self._frame = frozenset(subjects) - GLUE
        self._matched: dict[tuple[Word, Segment | Unit], bool] = {}
        self._said: dict[Word, bool] = {}

    @property
    def prose(self) -> list[Unit]:
        """The sentences that are no rows of tables, whose words stand in an order."""
        return [unit for unit in self.held if CELL_SEPARATOR not in unit.text]

    @cached_property
    def held_words(self) -> tuple[Word, ...]:
        """The words of all quotes."""
        return tuple(word for unit in self.held for word in unit.words)

    @cached_property
    def source_names(self) -> list[str]:
        """The words of the sources' titles and publishers."""
        return words(" ".join(f"{source.title} {source.publisher}" for source in self.sources))

    def degree(self, word: Word, other: Word) -> float:
        """How well a quote's word says one of the sentence's."""
        if word.fact is not None and other.fact is not None:
            return float(states(other.fact, word.fact))
        if word.fact is not None or other.fact is not None:
            return 0.0
        # The first word of a sentence may have its capital from there alone.
        if word.is_name and (word.at > 0 or other.is_name):
            return float(same_name(word.text, other.text))
        return meets(word.text, other.text)

    def says(self, other: Word) -> bool:
        """Whether the sentence says a quote's word."""
        if other not in self._said:
            self._said[other] = any(self.degree(w, other) >= CARRIED for w in self.said.words)
        return self._said[other]

    def places(self, word: Word, part: Segment | Unit) -> list[int]:
        """Which of a part's words say one of the sentence's, counted from 0."""
        return [i for i, o in enumerate(part.words) if self.degree(word, o) >= CARRIED]

    def stands_in(self, word: Word, part: Segment | Unit) -> bool:
        """Whether a part of a quote says one of the sentence's words."""
        key = word, part
        if key not in self._matched:
            self._matched[key] = any(self.degree(word, o) >= CARRIED for o in part.words)
        return self._matched[key]

    def in_frame(self, text: str) -> bool:
        """Whether a word stands in a title, a heading or a caption."""
        return any(meets(text, other) >= CARRIED for other in self._frame)

    def share(self, several: Sequence[Word]) -> float:
        """The share of a quote's words that the sentence says."""
        return sum(map(self.says, several)) / len(several) if several else 0.0

    def chosen(self, parts: Sequence[Part], needed: Iterable[Word]) -> list[Part]:
        """The fewest parts that say some words, greedily the one that says most of them."""
        wanted = list(needed)
        says = {part: {w for w in wanted if self.stands_in(w, part)} for part in parts}
        chosen: list[Part] = []
        left: set[Word] = set().union(*says.values())
        while left:
            best = max(parts, key=lambda part: (len(says[part] & left), self.share(part.words)))
            chosen.append(best)
            left -= says[best]
        return chosen

    def changes_voice(self) -> bool:
        """Whether a verb that acts in a quote is acted upon in the sentence, or the reverse."""
        held = {word.text for word in self.held_words}
        said = {word.text for word in self.said.terms if not word.is_name}
        return any(voices(one, other) for one in said - held for other in held)


def bounded_alike(held: Word, said: Word) -> bool:
    """Whether two figures are bounded by the same words: at most, from, than."""
    return held.setting - {"share"} == said.setting - {"share"}


def group(fact: Fact) -> str:
    """The figures that may be taken for each other."""
    if fact.sort in (FactKind.DATE, FactKind.YEAR):
        return "day"
    return fact.sort if fact.sort in (FactKind.TIME, FactKind.LITERAL) else "amount"
