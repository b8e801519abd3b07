"""What finding courses knows beside them: places, occupations, Swedish words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.courses.find.names import SHORTEST_STEM
from assistant.courses.occupations import Occupations
from assistant.courses.tasks import stem
from corpus.data_files import rows
from corpus.lexicon import Lexicon
from corpus.places import Gazetteer

SAME = (1.0, 1.0)
RELATED = (0.82, 0.79)
"""What a word counts by which catalogues call what it means, for the nearest such word and for the
rest: the same by another name, or near it, which is less than `evidence.NEARLY_BEST`, so that
nobody is told that a course is called so."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What catalogues call something; ``share`` is how far it is that very thing, 0 to 1."""

    text: str
    share: float


class EverydayWords:
    """What people say, and what catalogues call it: "honung" is "biodling". Safe to share."""

    def __init__(self, table: Sequence[Sequence[str]]) -> None:
        """``table`` has rows of words and of their meanings, the nearest first, by semicolons.

        Those with a comma between are as near. What begins with ``=`` is the same by another name,
        what does not is near.
        """
        self._meanings: dict[str, tuple[Meaning, ...]] = {}
        for words, meanings in table:
            shares = SAME if meanings.startswith("=") else RELATED
            each = tuple(
                Meaning(text, shares[min(number, 1)])
                for number, texts in enumerate(meanings.lstrip("=").split(";"))
                for text in texts.split(",")
            )
            for word in words.replace("-", " ").split(";"):
                for key in (word, _stems(word)):
                    self._meanings.setdefault(key, each)

    def meanings(self, word: str) -> tuple[Meaning, ...]:
        """What catalogues call what a word in lower case means, in any form; maybe nothing.

        Parts with a hyphen between are two words: "tv-spel" is "tv spel".
        """
        word = word.replace("-", " ")
        left = _stems(word)
        known = self._meanings.get(word)
        return known or (self._meanings.get(left, ()) if len(left) >= SHORTEST_STEM else ())


def _stems(words: str) -> str:
    """Words without their endings: "söker jobb" is "sök jobb"."""
    return " ".join(map(stem, words.split()))


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
