"""Words by number, and what is known of every one of them, each found out once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.swedish import GRAM_LENGTH

Facts = NDArray[Any]
"""One row a word, in the order of their numbers."""

Numbers = NDArray[np.int32]

Codes = NDArray[np.uint64]
"""Grams, each as the codes of its four letters, 16 bits a letter."""

AT_A_TIME = 20_000
"""Words that are cut into grams together; bounds memory to some ten megabytes."""

_JOINTS = str.maketrans(dict.fromkeys("-–:'’", "__"))
"""What joins two parts of a word ends the one and begins the other."""

_EDGE, _END = ord("_"), ord("\n")

_MARKS = 1 << 16
"""How many marks of grams there are."""


class StoreVocabulary:
    """The words of a store, numbered from 0 in the order in which they came; it only grows.

    One thread at a time may add words, any may read.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = list(words)
        self._facts: dict[Callable[[Sequence[str]], Facts], Facts] = {}
        self._codes: Codes = np.empty(0, np.uint64)
        self._marks = np.empty(0, np.uint16)
        self._starts = np.zeros(1, np.int64)
        self._finding_out = threading.Lock()

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    def add(self, words: Iterable[str]) -> list[int]:
        """The numbers of words, in their order; those that are new get the next ones."""
        numbers, result = self._numbers, []
        for word in words:
            number = numbers.setdefault(word, len(self.words))
            if number == len(self.words):
                self.words.append(word)
            result.append(number)
        return result

    def facts(self, of: Callable[[Sequence[str]], Facts]) -> Facts:
        """What a function tells of each word; it is asked once for each."""
        with self._finding_out:
            held = self._facts.get(of)
            if held is None or len(held) < len(self.words):
                new = of(self.words[0 if held is None else len(held) :])
                held = self._facts[of] = new if held is None else np.concatenate([held, new])
        return held

    def different(self, numbers: Numbers) -> tuple[Numbers, NDArray[np.intp]]:
        """The different ones of some words in order, and the place among these of every word."""
        # Marked, not sorted: sorting thousands takes longer than all that is done with them.
        held = np.zeros(len(self.words), np.bool_)
        held[numbers] = True
        different = np.flatnonzero(held).astype(np.int32)
        place = np.empty(len(held), np.intp)
        place[different] = np.arange(len(different))
        return different, place[numbers]

    def sharing(self, numbers: Numbers, wanted: Codes) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where some words hold some grams, which come in order, each once.

        For each time the place among ``numbers`` of the word, and the place among ``wanted`` of
        the gram.
        """
        with self._finding_out:
            while (first := len(self._starts) - 1) < len(self.words):
                new = self.words[first : first + AT_A_TIME]
                codes, owners = gram_codes(new)
                counts = np.bincount(owners, minlength=len(new))
                self._starts = np.append(self._starts, self._starts[-1] + np.cumsum(counts))
                self._codes = np.concatenate([self._codes, codes])
                self._marks = np.concatenate([self._marks, _marks(codes)])
            starts, codes, marks = self._starts, self._codes, self._marks
        begins = starts[numbers]
        lengths = starts[numbers + 1] - begins
        ends = np.cumsum(lengths)
        at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(begins - ends + lengths, lengths)
        # Few have a mark of those that are wanted: only these are looked up one by one.
        marked = np.zeros(_MARKS, np.bool_)
        marked[_marks(wanted)] = True
        some = np.flatnonzero(marked[marks[at]])
        codes = codes[at[some]]
        found = wanted.searchsorted(codes)
        same = wanted.take(found, mode="clip") == codes
        return ends.searchsorted(some[same], "right"), found[same]


def _marks(codes: Codes) -> NDArray[np.uint16]:
    """A number of sixteen bits for each gram, spread evenly (Fibonacci hashing)."""
    return (codes * np.uint64(0x9E37_79B9_7F4A_7C15) >> np.uint64(48)).astype(np.uint16)


def codes_of(grams: Iterable[str]) -> Codes:
    """The codes of grams themselves, as ``gram_codes`` has them."""
    letters = "".join(gram.ljust(GRAM_LENGTH, "_") for gram in grams).encode("utf-32-le")
    rows = np.frombuffer(letters, np.uint32).astype(np.uint64).reshape(-1, GRAM_LENGTH)
    shifts = np.arange(GRAM_LENGTH - 1, -1, -1, dtype=np.uint64) * np.uint64(16)
    codes: Codes = ((rows & np.uint64(0xFFFF)) << shifts).sum(axis=1, dtype=np.uint64)
    return codes


def gram_codes(words: Sequence[str]) -> tuple[Codes, NDArray[np.intp]]:
    """The grams of ``swedish.grams`` in words, and for each the place of the word that has it."""
    marked = "".join(f"_{word}_\n" for word in words).translate(_JOINTS)
    padded = (marked + "\n" * GRAM_LENGTH).encode("utf-32-le")
    letters = np.frombuffer(padded, np.uint32).astype(np.uint64) & np.uint64(0xFFFF)
    one, two, three, four = (letters[i : i + len(marked)] for i in range(GRAM_LENGTH))
    begun = (one != _END) & (two != _EDGE) & (two != _END)
    # The one gram of a part with a single letter has but three characters: "_a_".
    short = begun & (one == _EDGE) & (three == _EDGE)
    whole = begun & (three != _EDGE) & (four != _END)
    codes = np.zeros(len(marked), np.uint64)
    for letter in (one, two, three, np.where(short, np.uint64(_EDGE), four)):
        codes = (codes << np.uint64(16)) | letter
    at = np.flatnonzero(short | whole)
    return codes[at], np.cumsum(one == _END)[at]
