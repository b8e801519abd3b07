"""Looking up phrases in running text: the longest first, in whatever form the words have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

T = TypeVar("T")

Key = tuple[str, ...]
"""A phrase as its words in lower case."""

MOST_WORDS = 8
"""Words in the longest phrase that is looked for."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WITHIN_PHRASE = re.compile(r"[\s\-–]*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, as it is written, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        """In lower case, with a straight apostrophe."""
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A phrase found in a text: how many words it takes, the entry's own words, and the entry."""

    length: int
    key: Key
    value: T


@dataclass(frozen=True, slots=True, repr=False)
class Phrases(Generic[T]):
    """Entries by phrase.

    ``forms`` gives what a word may be a form of, itself first; ``rigid`` holds the phrases whose
    words are taken only as they stand.
    """

    entries: Mapping[Key, T]
    words: frozenset[str]
    forms: Callable[[str], Iterable[str]]
    rigid: frozenset[Key] = frozenset()

    @classmethod
    def of(
        cls,
        entries: Mapping[Key, T],
        forms: Callable[[str], Iterable[str]],
        rigid: Iterable[Key] = (),
    ) -> Phrases[T]:
        """The entries with the words that they are made of."""
        words = frozenset(word for key in entries for word in key)
        return cls(entries, words, forms, frozenset(rigid))

    def longest(self, text: str, tokens: list[Token], at: int) -> Found[T] | None:
        """The longest phrase that begins with a certain word of a text."""
        choices: list[list[str]] = []
        for token in tokens[at : at + _words_together(text, tokens, at)]:
            known = [form for form in self.forms(token.folded) if form in self.words]
            if not known:
                break
            choices.append(known)
        for length in range(len(choices), 0, -1):
            stands = tuple(token.folded for token in tokens[at : at + length])
            for key in product(*choices[:length]):
                if key in self.entries and (key == stands or key not in self.rigid):
                    return Found(length, key, self.entries[key])
        return None


def tokens_of(text: str) -> list[Token]:
    """The words of a text; hyphens and colons part them ("ESF-projekt", "KSL:s")."""
    return [Token(match.group(), *match.span()) for match in _WORD.finditer(text)]


def key_of(phrase: str) -> Key:
    """A phrase as its words in lower case."""
    return tuple(token.folded for token in tokens_of(phrase))


def _words_together(text: str, tokens: list[Token], at: int) -> int:
    """How many words from one on have nothing but space or hyphens between them."""
    end = at + 1
    while (
        end < len(tokens)
        and end - at < MOST_WORDS
        and _WITHIN_PHRASE.fullmatch(text, tokens[end - 1].end, tokens[end].start)
    ):
        end += 1
    return end - at
