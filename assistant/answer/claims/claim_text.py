"""A text with what the checks look at in it, each looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.question.words import content_words
from corpus.facts import Fact, facts
from corpus.swedish import words
from corpus.word_match import COMPOUND, MISSPELT, word_match


@dataclass(frozen=True)
class ClaimText:
    """A claim, or what it is held against."""

    text: str

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Its figures, dates, amounts, codes and addresses, in order."""
        return tuple(facts(self.text))

    @cached_property
    def words(self) -> list[str]:
        """Its words in lower case, in order."""
        return words(self.text)

    @cached_property
    def without_facts(self) -> str:
        """The text with space where a fact stands."""
        text = self.text
        for fact in self.facts:
            text = text[: fact.start] + " " * (fact.end - fact.start) + text[fact.end :]
        return text

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Its words that say something, once each, without those of its facts."""
        return content_words(self.without_facts)

    @cached_property
    def _degrees(self) -> dict[str, float]:
        return dict.fromkeys(self.words, 1.0)

    def degree(self, word: str) -> float:
        """How well it says a word, 0 to 1, by letters alone; a model makes no slips of the pen."""
        if word not in self._degrees:
            degrees = (word_match(word, other) for other in dict.fromkeys(self.words))
            self._degrees[word] = max((d for d in degrees if d != MISSPELT), default=0.0)
        return self._degrees[word]

    def says(self, word: str) -> bool:
        """Whether it says a word, in some form or in a compound."""
        return self.degree(word) >= COMPOUND
