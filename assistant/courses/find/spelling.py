"""Names put right: of what is taught, of places and of occupations."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from assistant.question.words import steers_undotted
from corpus.dots import undot
from corpus.lexicon import Lexicon
from corpus.slips import Spellings

REMEMBERED = 10_000


class NameSpeller:
    """Knows the words of some names. Safe to share."""

    def __init__(self, names: Iterable[Collection[str]], lexicon: Lexicon) -> None:
        """``names`` are words in lower case, in the order in which they are preferred."""
        self._is_word = lexicon.knows
        self._respelt_word = lexicon.respelt
        self._names = Spellings(word for words in names for word in sorted(words))
        self.respelt = lru_cache(REMEMBERED)(self._respelt)

    def _respelt(self, word: str) -> str | None:
        """The name that a word in lower case is misspelt for, or None.

        A Swedish word is none.
        """
        if not word.isalpha() or steers_undotted(undot(word)) or self._is_word(word):
            return None
        near = self._names.nearest(word)
        if near is None or (near[0] > 1 and self._respelt_word(word, 1)):
            return None  # a word of the language is nearer
        return near[1]
