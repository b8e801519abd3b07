"""What finding courses knows beside them: places, occupations, Swedish words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.courses.occupations import Occupations
from assistant.courses.tasks import stem
from corpus.data_files import rows
from corpus.lexicon import Lexicon
from corpus.places import Gazetteer

SHORTEST_STEM = 4
"""Letters of the shortest word without its ending that is known for itself."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What catalogues call something; ``is_same`` tells whether it is that very thing."""

    text: str
    is_same: bool


class EverydayWords:
    """What people say, and what catalogues call it: "honung" is "biodling". Safe to share."""

    def __init__(self, table: Sequence[Sequence[str]]) -> None:
        """``table`` has rows of words and of their meanings, the nearest first, by semicolons.

        What begins with ``=`` is the same by another name, what does not is near.
        """
        self._meanings: dict[str, tuple[Meaning, ...]] = {}
        for words, meanings in table:
            is_same = meanings.startswith("=")
            each = tuple(Meaning(text, is_same) for text in meanings.lstrip("=").split(";"))
            for word in words.split(";"):
                for key in (word, stem(word)):
                    self._meanings.setdefault(key, each)

    def meanings(self, word: str) -> tuple[Meaning, ...]:
        """What catalogues call what a word in lower case means, in any form; maybe nothing."""
        left = stem(word)
        known = self._meanings.get(word)
        return known or (self._meanings.get(left, ()) if len(left) >= SHORTEST_STEM else ())


@dataclass(frozen=True, slots=True)
class CourseKnowledge:
    """The tables that courses are found with."""

    gazetteer: Gazetteer
    occupations: Occupations
    lexicon: Lexicon
    everyday_words: EverydayWords


def load_everyday_words() -> EverydayWords:
    """The project's own table."""
    return EverydayWords(rows("everyday_words.tsv", __package__))
