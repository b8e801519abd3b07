"""Looking up phrases in running text: the longest first, in whatever form the words have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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
class PhraseMatch(Generic[T]):
    """A phrase that stands in a text: how many words it takes, its own words, and its entry."""

    length: int
    key: Key
    value: T


@dataclass(frozen=True, slots=True, repr=False)
class Phrases(Generic[T]):
    """Entries by phrase.

    ``forms`` gives what a word may be a form of, itself first; ``rigid`` holds the phrases whose
    words are taken only as they stand; ``beginnings`` are the first words of all phrases.
    """

    entries: Mapping[Key, T]
    words: frozenset[str]
    beginnings: frozenset[Key]
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
        beginnings = frozenset(key[:end] for key in entries for end in range(1, len(key) + 1))
        return cls(entries, words, beginnings, forms, frozenset(rigid))

    def longest(self, text: str, tokens: list[Token], at: int) -> PhraseMatch[T] | None:
        """The longest phrase that begins with a certain word of a text.

        Only what some phrase begins with is followed, so that it takes as many steps as the words
        have phrases, however many forms they have.
        """
        best: PhraseMatch[T] | None = None
        beginnings: list[Key] = [()]
        last = min(len(tokens), at + MOST_WORDS)
        for place in range(at, last):
            between = text[tokens[place - 1].end : tokens[place].start] if place > at else ""
            if not _WITHIN_PHRASE.fullmatch(between):
                break
            forms = list(self.forms(tokens[place].folded))
            beginnings = [
                key
                for beginning in beginnings
                for key in ((*beginning, form) for form in forms)
                if key in self.beginnings
            ]
            if not beginnings:
                break
            stands = tuple(token.folded for token in tokens[at : place + 1])
            for key in beginnings:
                if key in self.entries and (key == stands or key not in self.rigid):
                    best = PhraseMatch(place - at + 1, key, self.entries[key])
                    break
        return best


def tokens_of(text: str) -> list[Token]:
    """The words of a text; hyphens and colons part them ("ESF-projekt", "KSL:s")."""
    return [Token(match.group(), *match.span()) for match in _WORD.finditer(text)]


def key_of(phrase: str) -> Key:
    """A phrase as its words in lower case."""
    return tuple(token.folded for token in tokens_of(phrase))
