"""One sentence beside what its quotes say: what the rules measure it by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assistant.answer.model.facts import Fact, FactKind, states
from assistant.answer.model.matching import CARRIED, meets, same_name, voices
from assistant.answer.model.segments import Segment, Unit, Word
from assistant.answer.model.wording import glue
from corpus.model import CELL_SEPARATOR
from corpus.swedish import words

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
        named = (w for s in sources for w in words(f"{s.title} {s.heading} {captions}"))
        self._frame = frozenset(word for word in named if word not in glue())
        self._matched: dict[tuple[int, int], bool] = {}
        self._said: dict[int, bool] = {}

    @property
    def prose(self) -> list[Unit]:
        """The sentences that are no rows of tables, whose words stand in an order."""
        return [unit for unit in self.held if CELL_SEPARATOR not in unit.text]

    @cached_property
    def held_words(self) -> tuple[Word, ...]:
        """The words of all quotes."""
        return tuple(word for unit in self.held for word in unit.words)

    def degree(self, word: Word, other: Word) -> float:
        """How well a quote's word says one of the sentence's."""
        if (word.fact is None) is not (other.fact is None):
            return 0.0
        if word.fact is not None and other.fact is not None:
            return float(states(other.fact, word.fact))
        # The first word of a sentence may have its capital from there alone.
        if word.is_name and (word.at > 0 or other.is_name):
            return float(same_name(word.text, other.text))
        return meets(word.text, other.text)

    def says(self, other: Word) -> bool:
        """Whether the sentence says a quote's word."""
        if id(other) not in self._said:
            self._said[id(other)] = any(self.degree(w, other) >= CARRIED for w in self.said.words)
        return self._said[id(other)]

    def in_segment(self, word: Word, segment: Segment) -> bool:
        """Whether a segment says one of the sentence's words."""
        key = id(word), id(segment)
        if key not in self._matched:
            self._matched[key] = any(self.degree(word, o) >= CARRIED for o in segment.words)
        return self._matched[key]

    def in_frame(self, text: str) -> bool:
        """Whether a word stands in a title, a heading or a caption."""
        return any(meets(text, other) >= CARRIED for other in self._frame)

    def share(self, several: Sequence[Word]) -> float:
        """The share of a quote's words that the sentence says."""
        return sum(map(self.says, several)) / len(several) if several else 0.0

    def chosen(self, segments: Sequence[Segment], needed: Iterable[Word]) -> list[Segment]:
        """The fewest segments that say some words, greedily the one that says most of them."""
        wanted = list(needed)
        said = [
            {number for number, word in enumerate(wanted) if self.in_segment(word, segment)}
            for segment in segments
        ]
        share = [self.share(segment.words) for segment in segments]
        chosen: list[Segment] = []
        left: set[int] = set().union(*said)
        while left:
            best = max(range(len(segments)), key=lambda i: (len(said[i] & left), share[i]))
            chosen.append(segments[best])
            left -= said[best]
        return chosen

    def changes_voice(self) -> bool:
        """Whether a verb that acts in a quote is acted upon in the sentence, or the reverse."""
        held = {word.text for word in self.held_words}
        said = {w.text for w in self.said.words if w.fact is None and not w.is_name}
        return any(voices(one, other) for one in said - held for other in held)


def among(segment: Segment, segments: Iterable[Segment]) -> bool:
    """Whether a segment is one of several: itself, not one that reads alike."""
    return any(segment is other for other in segments)


def bounded_alike(held: Word, said: Word) -> bool:
    """Whether two figures are bounded by the same words: at most, from, than."""
    return held.setting - {"share"} == said.setting - {"share"}


def group(fact: Fact) -> str:
    """The figures that may be taken for each other."""
    groups = {
        FactKind.DATE: "day",
        FactKind.YEAR: "day",
        FactKind.TIME: "time",
        FactKind.LITERAL: "literal",
    }
    return groups.get(fact.sort, "amount")
