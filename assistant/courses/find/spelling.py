"""Names put right: of what is taught, of places and of occupations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.question.words import steers_undotted
from corpus.dots import undot
from corpus.lexicon import Lexicon

SLIPS = ((9, 2), (5, 1))
"""From how many letters how many slips of the keyboard are put right."""

LONGEST = 30
REMEMBERED = 10_000


class NameSpeller:
    """Knows the words of some names. Safe to share."""

    def __init__(self, names: Iterable[Collection[str]], lexicon: Lexicon) -> None:
        """``names`` are words in lower case, in the order in which they are preferred."""
        self._is_word = lexicon.knows
        self._respelt_word = lexicon.respelt
        self._spelt: dict[str, str] = {}
        for words in names:
            for word in sorted(words):
                if word.isalpha():
                    self._spelt.setdefault(undot(word), word)
        self._by_length = _by_length(self._spelt)
        self.respelt = lru_cache(REMEMBERED)(self._respelt)

    def _respelt(self, word: str) -> str | None:
        """The name that a word in lower case is misspelt for, or None.

        A Swedish word is none, nor one whose first letter would be wrong, or which is a name with
        another ending.
        """
        plain = undot(word)
        slips = next((slips for letters, slips in SLIPS if len(plain) >= letters), 0)
        if not slips or len(plain) > LONGEST or not word.isalpha() or steers_undotted(plain):
            return None
        if plain in self._spelt or self._is_word(word):
            return None
        lengths = range(len(plain) - slips, len(plain) + slips + 1)
        alike = process.extract(
            plain,
            [name for length in lengths for name in self._by_length.get((plain[0], length), ())],
            scorer=OSA.distance,
            score_cutoff=slips,
            limit=None,
        )
        near = [
            (distance, at, name)
            for at, (name, distance, _) in enumerate(alike)
            if not plain.startswith(name) and not (name.startswith(plain) and distance > 1)
        ]
        if not near or (min(near)[0] > 1 and self._respelt_word(word, 1)):
            return None  # a word of the language is nearer
        return self._spelt[min(near)[2]]


def _by_length(names: Iterable[str]) -> Mapping[tuple[str, int], Sequence[str]]:
    """Names by their first letter and their number of letters."""
    groups: dict[tuple[str, int], list[str]] = {}
    for name in names:
        groups.setdefault((name[0], len(name)), []).append(name)
    return groups
