"""What people do in their work, and which of it a text speaks of: "köra tåg", "jobba med barn"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from corpus.swedish import fold

MOST_BETWEEN = 1
"""Words that may stand between two of a phrase, small ones aside: "jobba med [små] barn"."""

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    "att av de den det en ett från för hos i inom med och om på sig som till under vid åt".split()
)
_ENDING = re.compile(r"(?<=...)(?:arna|erna|orna|ar|er|or|en|et|na|an|a|e|(?<=[åö])n)$")
_ALIKE = {"arbet": "jobb", "ute": "utomhus"}
"""Stems that mean the same in what people do."""


class TaskPhrases:
    """Phrases such as "jobba med barn", and how to find them in a text. Safe to share."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for phrase in dict.fromkeys(phrases):
            stems = _stems(phrase)
            self._by_first[stems[0]].append((stems, phrase))

    def within(self, text: str) -> tuple[str, ...]:
        """The phrases that a text has in some form, those of most words first.

        "Den som kör tåget" has "köra tåg": its words, small ones aside, in their order. A phrase of
        one word is known as a verb alone: "städar" is to "städa", and "städet" is not.
        """
        stems = _stems(text)
        verbs = {word.removesuffix("r") for word in _WORD.findall(fold(text))}
        found = {
            phrase: len(wanted)
            for at, stem in enumerate(stems)
            for wanted, phrase in self._by_first.get(stem, ())
            if _follow(wanted[1:], stems[at + 1 :])
            and (len(wanted) > 1 or fold(phrase).split()[0] in verbs)
        }
        return tuple(sorted(found, key=lambda phrase: -found[phrase]))


def _follow(wanted: tuple[str, ...], stems: tuple[str, ...]) -> bool:
    """Whether some stems begin with those wanted, in their order and near to each other."""
    for stem in wanted:
        near = stems[: MOST_BETWEEN + 1]
        if stem not in near:
            return False
        stems = stems[near.index(stem) + 1 :]
    return True


def _stems(text: str) -> tuple[str, ...]:
    """The words of a text without small ones and endings; a text of small words alone keeps them.

    "Kör" and "köra" are one, and "tåget" and "tåg"; a job and to work are one, too.
    """
    words = _WORD.findall(fold(text))
    return tuple(map(stem, [word for word in words if word not in _SMALL] or words))


def stem(word: str) -> str:
    """A word without its ending: "kör" and "köra" are one, and "jobb" and "arbeta"."""
    left = _ENDING.sub("", word)
    left = _ALIKE.get(left, left)
    return left[:-1] if len(left) == 3 and left.endswith("r") else left  # "tar", "sy" and "syr"
