"""What the documents of a store are called by, word by word."""

from __future__ import annotations

import math
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.question.words import carries_meaning
from corpus.data_files import word_list
from corpus.dots import undot
from corpus.model import DocumentRecord
from corpus.swedish import words
from corpus.vocabulary import Numbers
from corpus.word_match import INFLECTED, word_match

SHORTEST_KIND = 4
"""Letters of the shortest sort of document that compounds are known by; "tal" ends too much."""

REMEMBERED = 4096
"""Words of questions whose forms among names are kept."""

_NUMBER = re.compile(
    r"(?<![a-zåäö])([a-zåäö]+)[. _-]{1,2}((?:19|20)\d\d(?:/?\d\d)?:?\d+)", re.IGNORECASE
)
"""The number of a document in its series: "SOU 2024:16", in a file's name "sou-202416"."""

_SEGMENT = re.compile(r"[.:!?–—]\s|\s[–—-]\s")


@dataclass(frozen=True, slots=True)
class DocumentName:
    """What one document is called by: words of its title, its publisher, and its file's sort."""

    record: DocumentRecord
    segments: tuple[tuple[str, ...], ...]
    other: tuple[str, ...]

    @property
    def every(self) -> frozenset[str]:
        """All of these words."""
        return frozenset().union(self.other, *self.segments)


@dataclass(frozen=True)
class DocumentNames:
    """The names of a store's documents, by their words."""

    names: tuple[DocumentName, ...]

    @cached_property
    def holders(self) -> Mapping[str, Numbers]:
        """For each word the numbers of the names that hold it."""
        holders: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self.names):
            for word in name.every:
                holders[word].append(number)
        return {word: np.array(numbers, np.int32) for word, numbers in holders.items()}

    def numbered(self, question: str) -> tuple[DocumentRecord, ...]:
        """The documents whose number a question names."""
        asked = _numbers(question)
        return tuple(one for number in asked for one in self.by_number.get(number, ()))

    @cached_property
    def by_number(self) -> Mapping[str, list[DocumentRecord]]:
        """The documents by their number in a series."""
        numbered: dict[str, list[DocumentRecord]] = defaultdict(list)
        for record in (name.record for name in self.names):
            for number in _numbers(f"{record.metadata.title} {record.source}"):
                numbered[number].append(record)
        return numbered

    @cached_property
    def starts(self) -> Mapping[str, tuple[str, ...]]:
        """The words by their first three letters."""
        starts: dict[str, list[str]] = defaultdict(list)
        for word in self.holders:
            starts[word[:3]].append(word)
        return {start: tuple(several) for start, several in starts.items()}

    @cached_property
    def of_kinds(self) -> Mapping[str, list[str]]:
        """The words that end in a sort of document: "kompetensförsörjningsstrategi"."""
        ending: dict[str, list[str]] = defaultdict(list)
        for word in self.holders:
            ends = {word[at:] for at in range(1, len(word) - SHORTEST_KIND + 1)}
            for kind in ends & _kinds():
                ending[kind].append(word)
        return ending

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How telling each word is: rare among names."""
        total = len(self.names)
        return {word: math.log(1 + total / len(held)) for word, held in self.holders.items()}

    @cached_property
    def lightest(self) -> NDArray[np.float64]:
        """Of each name the weight of the lightest part of its title."""
        weight = self.weights.__getitem__
        return np.array(
            [
                min((sum(map(weight, part)) for part in name.segments), default=math.inf)
                for name in self.names
            ]
        )

    @cached_property
    def alike(self) -> Callable[[str], tuple[str, ...]]:
        """The words of names that a word of a question is a form of, by that word."""
        return lru_cache(REMEMBERED)(self._alike)

    def _alike(self, word: str) -> tuple[str, ...]:
        """The words of names that a word is a form of.

        "strategin" is one of every sort of strategy: "kompetensförsörjningsstrategi".
        """
        # Of thousands that begin alike only those are compared that can be a form of it at all.
        stem, others = word[:-3], {word[:3], undot(word)}
        forms = [
            other
            for other in self.starts.get(word[:3], ())
            if word == other
            or (
                (len(word) > 3 and (other.startswith(stem) or other in others))
                and word_match(other, word) >= INFLECTED
            )
        ]
        if names_kind(word):
            base = min((kind for kind in _kinds() if word.startswith(kind)), key=len)
            forms += self.of_kinds.get(base, ())
        return tuple(dict.fromkeys(forms))


class NamedWords:
    """Words that name something, a document of a store among it: a plan's name is no slip.

    ``is_name`` knows the other names, ``documents`` gives those of the store.
    """

    def __init__(
        self, is_name: Callable[[str], bool], documents: Callable[[], Sequence[DocumentRecord]]
    ) -> None:
        self._is_name = is_name
        self._documents = documents
        self._seen: Sequence[DocumentRecord] = ()
        self._words: frozenset[str] = frozenset()

    def hold(self, word: str) -> bool:
        """Whether a word in lower case is a name, or stands in a title."""
        documents = self._documents()
        if documents is not self._seen:
            self._words = frozenset(
                word for record in documents for word in words(record.metadata.title)
            )
            self._seen = documents
        return word in self._words or self._is_name(word)


def document_name(record: DocumentRecord) -> DocumentName:
    """What a document is called by; its publisher also by the initials."""
    metadata = record.metadata
    publisher = _interned(metadata.publisher or "")
    initials = "".join(word[0] for word in publisher if carries_meaning(word))
    segments = (
        tuple(dict.fromkeys(filter(carries_meaning, _interned(part))))
        for part in _SEGMENT.split(metadata.title)
    )
    file = _interned(Path(record.source).stem.replace("_", " ").replace("-", " "))
    other = [
        *publisher,
        *filter(None, map(_kind_of_file, file)),
        *([initials] if len(initials) > 1 else []),
    ]
    titled = tuple(filter(None, segments))
    return DocumentName(record, titled, tuple(filter(carries_meaning, other)))


def _numbers(text: str) -> list[str]:
    """The numbers of documents in a text, written alike: "sou 202416"."""
    found = (f"{kind.lower()} {re.sub(r'[/:]', '', n)}" for kind, n in _NUMBER.findall(text))
    return list(dict.fromkeys(found))


def _interned(text: str) -> list[str]:
    """The words of a text; names by the thousand share most of theirs."""
    return list(map(sys.intern, words(text)))


@cache
def _kinds() -> frozenset[str]:
    return word_list("kinds", __package__)


def _kind_of_file(word: str) -> str:
    """The sort of document that a word of a file's name is: "pressmeddelanden", "lagradsremiss"."""
    return next(
        filter(None, (_undotted_kinds().get(word[: len(word) - cut]) for cut in (0, 1, 2))), ""
    )


@cache
def _undotted_kinds() -> Mapping[str, str]:
    return {undot(kind): kind for kind in sorted(_kinds())}


def names_kind(word: str) -> bool:
    """Whether a word names a sort of document: "rapporten", "förstudiens"."""
    return word in _kinds()
