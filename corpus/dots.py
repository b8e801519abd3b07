"""Words typed without the dots and rings of å, ä and ö, as on a foreign keyboard."""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Callable
from functools import cache

from corpus.swedish import GRAM_LENGTH, LONGEST_WORD

_LETTERS = {"a": "aåä", "o": "oö"}
_UNDOTTED = str.maketrans("åäöé", "aaoe")
_JOINT = re.compile(r"[\W_]")

MOST_BEGINNINGS = 81
"""Spellings of a word's beginning that are followed to its end, the likeliest ones."""


def is_undotted(text: str) -> bool:
    """Whether a text has no å, ä or ö at all."""
    return not any(letter in "åäö" for letter in text.lower())


def undot(text: str) -> str:
    """A text in lower case as it is typed without dots and rings."""
    return text.lower().translate(_UNDOTTED)


def dotted(word: str, frequency: Callable[[str], int], most: int = 2) -> tuple[str, ...]:
    """The words with dots and rings that an undotted one may stand for, likeliest first.

    "forsorjning" may stand for "försörjning". A spelling counts where every gram of it occurs in
    the corpus, and its rarest gram says how likely it is. The word is spelt from its beginning, and
    a beginning with a gram that occurs nowhere is dropped; so a gram is looked up once, and at most
    81 at each letter. Words that are too long for one (``LONGEST_WORD``) stay as they are.

    Args:
        word: one word in lower case.
        frequency: in how many passages a gram occurs.
        most: how many words to give at most.
    """
    if not GRAM_LENGTH <= len(word) <= LONGEST_WORD:
        return ()
    count = cache(frequency)
    beginnings = [(math.inf, "_")]
    for letter in _JOINT.sub("_", word) + "_":
        spellings = [
            (min(rarest, count(gram)) if (gram := _last_gram(text)) else rarest, text)
            for rarest, beginning in beginnings
            for text in (beginning + choice for choice in _LETTERS.get(letter, letter))
        ]
        possible = [spelling for spelling in spellings if spelling[0] > 0]
        beginnings = heapq.nlargest(MOST_BEGINNINGS, possible)
    likeliest = (text[1:-1] for _, text in heapq.nlargest(most + 1, beginnings))
    # With the word's own hyphens in place of "_".
    words = ("".join(b if a == "_" else a for a, b in zip(t, word, strict=True)) for t in likeliest)
    return tuple(spelling for spelling in words if spelling != word)[:most]


def _last_gram(text: str) -> str | None:
    """The gram that ends with a text's last letter, where ``_`` stands at both ends of a part."""
    if text.endswith("_") and text[-3:-2] == "_":
        return text[-3:]
    gram = text[-GRAM_LENGTH:]
    return gram if len(gram) == GRAM_LENGTH and "_" not in gram[1:-1] else None
