"""Slips of the keyboard: which of some words that are known a misspelt one is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from corpus.dots import undot
from corpus.swedish import LONGEST_WORD

SLIPS = ((9, 2), (4, 1))
"""From how many letters how many slips of the keyboard are put right."""


class Spellings:
    """Some words, by how they are typed without dots and rings. Safe to share."""

    def __init__(self, words: Iterable[str], common: int | None = None) -> None:
        """``words`` are in lower case, and in the order in which they are preferred.

        Only the first ``common`` of them take the place of a misspelt one; the others, of one that
        lacks its dots.
        """
        self._words: dict[str, str] = {}
        for word in words:
            self._words.setdefault(undot(word), word)
        self._by_length = _by_length(islice(self._words, common))

    def dotted(self, word: str) -> str | None:
        """The most preferred of these that a word in lower case is without its dots, or None."""
        return self._words.get(undot(word))

    def nearest(self, word: str, most: int = 2) -> tuple[int, str] | None:
        """How many slips part a word in lower case from the nearest of these, and that.

        One letter or, in a long word, ``most`` may be wrong, missing, too many or swapped (the
        distance of Damerau 1964, as optimal string alignment), but not the first; nor is it a slip
        to write another ending. A word that is too long for one (``LONGEST_WORD``) is none.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        plain = undot(word)
        if plain in self._words:
            return 0, self._words[plain]
        slips = min(most, next((slips for letters, slips in SLIPS if len(plain) >= letters), 0))
        if not slips or len(plain) > LONGEST_WORD:
            return None
        lengths = range(len(plain) - slips, len(plain) + slips + 1)
        alike = process.extract(
            plain,
            [one for length in lengths for one in self._by_length.get((plain[0], length), ())],
            scorer=OSA.distance,
            score_cutoff=slips,
            limit=None,
        )
        near = [
            (distance, at, self._words[one])
            for at, (one, distance, _) in enumerate(alike)
            if not plain.startswith(one) and not (one.startswith(plain) and distance > 1)
        ]
        return (min(near)[0], min(near)[2]) if near else None


def _by_length(words: Iterable[str]) -> Mapping[tuple[str, int], Sequence[str]]:
    """Words by their first letter and their number of letters."""
    groups: dict[tuple[str, int], list[str]] = {}
    for word in words:
        groups.setdefault((word[0], len(word)), []).append(word)
    return groups
