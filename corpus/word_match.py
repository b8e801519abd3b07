"""How well one word meets another by its letters: inflected, compound, of one stem, misspelt."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from corpus.data_files import word_lists
from corpus.dots import undot

INFLECTED = 0.95
COMPOUND = 0.85
MISSPELT = 0.8
SAME_STEM = 0.5
"""How much a word counts that is the same but for its ending, a compound of it, nearly spelt like
it, or a compound of its stem; the same word counts 1."""

SHORT = 3
"""Letters of the shortest word that is known by its beginning, and only with such an ending."""

_SHORT_ENDINGS = frozenset(word_lists("compounds.toml")["short_endings"])
_SHORT_NOUNS = frozenset(word_lists("compounds.toml")["short"])


def word_match(term: str, word: str) -> float:
    """How well one word meets another by its letters alone, 0 to 1."""
    if term == word:
        return 1.0
    prefix = Prefix.similarity(term, word)
    shorter, longer = sorted((len(term), len(word)))
    ending = longer - prefix if prefix >= 4 and prefix * 2 > longer else longer
    if prefix == shorter == SHORT and term[SHORT:] + word[SHORT:] in _SHORT_ENDINGS:
        ending = 0  # "län" and "länet"
    degree = 0.0
    as_typed = len(word) == len(term) and undot(word) == term
    # "kompetensråd" is no form of "kompetens".
    ends = ending <= 3 and len(term) - prefix <= 3
    if as_typed or (ends and term[prefix:] + word[prefix:] not in _SHORT_NOUNS):
        degree = INFLECTED
    elif shorter >= 4 and term in word:
        degree = COMPOUND
    elif shorter >= 4 and word in term:
        # The whole of the term in a compound says more than a part of the term alone.
        degree = COMPOUND * shorter / longer
    elif shorter >= 5 and longer - shorter <= 2 and fuzz.ratio(term, word) >= 85:
        degree = MISSPELT
    elif prefix >= 5 and prefix >= len(term) - 2:
        degree = SAME_STEM
    return degree
