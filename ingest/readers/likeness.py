"""Tells text from letters that say nothing: what a font gives that does not tell its letters."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from corpus.data_files import word_list

_LATIN_WORD = re.compile("[a-zà-öø-ÿ]+")
_USUAL = word_list("usual_letter_pairs", __package__)

FEWEST_PAIRS = 40
"""Letter pairs below which nothing can be said of a text."""

LEAST_USUAL = 0.6
"""Share of usual pairs: Swedish has over .85, other European languages over .7; letters that are
all shifted, as a font's own numbers for them are, under .4."""

LEAST_SHARED = 0.7
"""Share of the words that two readings of one page have in common at least: programs that
recognise characters differ in one word of ten on a clear page."""

_STRANGE_SHARE = 0.3


def is_garbled(text: str) -> bool:
    """Whether a text is unlike any language in its letters, or is of no alphabet at all."""
    strange = sum(map(_is_strange, text))
    if strange > _STRANGE_SHARE * len(text):
        return True
    pairs = _pairs(text)
    return len(pairs) >= FEWEST_PAIRS and usual_share(text) < LEAST_USUAL


def usual_share(text: str) -> float:
    """The share of a text's pairs of letters that Swedish and English words are made of."""
    pairs = _pairs(text)
    return sum(pair in _USUAL for pair in pairs) / max(1, len(pairs))


def _pairs(text: str) -> list[str]:
    words = _LATIN_WORD.findall(text.lower())
    return [first + second for word in words for first, second in pairwise(word)]


def is_same(one: str, other: str) -> bool:
    """Whether two readings of one page agree in most of their words."""
    words, others = (Counter(_LATIN_WORD.findall(text.lower())) for text in (one, other))
    return (words & others).total() >= LEAST_SHARED * max(words.total(), others.total())


def _is_strange(char: str) -> bool:
    """Whether a character is of no alphabet: what a font without a key to its glyphs gives."""
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or ("\x03" <= char < "\t")
