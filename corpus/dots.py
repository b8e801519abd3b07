"""Words typed without the dots and rings of å, ä and ö, as on a foreign keyboard."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, product

from corpus.swedish import grams

_LETTERS = {"a": "aåä", "o": "oö"}
_UNDOTTED = str.maketrans("åäöé", "aaoe")

MOST_SPELLINGS = 243
"""Spellings of one word that are tried; a word with more vowels keeps the rest as typed."""


def is_undotted(text: str) -> bool:
    """Whether a text has no å, ä or ö at all."""
    return not any(letter in "åäö" for letter in text.lower())


def undot(text: str) -> str:
    """A text in lower case as it is typed without dots and rings."""
    return text.lower().translate(_UNDOTTED)


def dotted(word: str, frequency: Callable[[str], int], most: int = 2) -> tuple[str, ...]:
    """The words with dots and rings that an undotted one may stand for, likeliest first.

    A spelling counts where every gram of it occurs in the corpus; ``frequency`` tells in how many
    passages a gram does. The rarest gram says how likely a spelling is.
    """
    if len(word) < 4:
        return ()
    spellings = product(*(_LETTERS.get(letter, letter) for letter in word))
    scored = [
        (min(frequency(gram) for gram in grams(spelling)), spelling)
        for spelling in map("".join, islice(spellings, MOST_SPELLINGS))
        if spelling != word
    ]
    return tuple(s for rarest, s in sorted(scored, reverse=True)[:most] if rarest > 0)
