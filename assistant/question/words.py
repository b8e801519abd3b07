"""The words of a question: which carry its meaning, and which are names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.data_files import file_text
from corpus.dots import undot
from corpus.swedish import words

_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÅÄÖ][\w-]*")
_MARKED = re.compile(r"\b(?:[A-ZÅÄÖ]{2,}[\w-]*|[A-Za-zÅÄÖåäö]*\d[\w-]*|[A-Z][a-z]+[A-Z]\w*)")


@cache
def _stop_words() -> frozenset[str]:
    """Words that steer a question, or join its parts, without being what it is about."""
    return frozenset(file_text("stop_words.txt", __package__).split())


@cache
def _undotted_stop_words() -> frozenset[str]:
    return frozenset(map(undot, _stop_words()))


def carries_meaning(word: str) -> bool:
    """Whether a word in lower case says something, rather than steers or joins."""
    return word not in _stop_words()


def carry_meaning(words: Sequence[str]) -> NDArray[np.bool_]:
    """Of words in lower case, which carry meaning."""
    return np.array([carries_meaning(word) for word in words], dtype=bool)


def steers_undotted(word: str) -> bool:
    """Whether a word typed without its dots and rings is one that only steers or joins."""
    return word in _undotted_stop_words()


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that carry its meaning, in order and once each."""
    return tuple(dict.fromkeys(word for word in words(text) if carries_meaning(word)))


def names(question: str) -> frozenset[str]:
    """The words written as names: capitals inside the question, abbreviations, with figures.

    In a question that begins with the name itself the first word counts only where it is marked
    (``SYV``), as every sentence begins with a capital. All-capital shouting has none.
    """
    if question.isupper() and len(words(question)) > 1:
        return frozenset()
    marked = {match.group() for match in _NAME.finditer(question)}
    marked |= {match.group() for match in _MARKED.finditer(question)}
    return frozenset(
        part
        for name in marked
        for part in words(name)
        if carries_meaning(part) and not part.isdigit()
    )
