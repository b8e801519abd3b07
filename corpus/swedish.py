"""Swedish text: folding, words, character grams and sentences."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from sys import intern

from corpus.data_files import word_lists

GRAM_LENGTH = 4
"""Length of the character grams; 4 measured best for Swedish retrieval over words and stems."""

REMEMBERED_WORDS = 30_000
"""Words whose grams are kept: nine in ten words of a text are among those said last."""

LONGEST_WORD = 40
"""Letters of the longest word that is taken apart or spelt anew; texts have none that is longer.

What is longer has lost the spaces between its words, or was typed to see what happens.
"""

_WORD = re.compile(r"[^\W_]+(?:[-–:'’][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_CAPITALISED = re.compile(r"\b[A-ZÅÄÖ][\w-]+")

_ABBREVIATIONS = frozenset(word_lists("sentences.toml")["abbreviations"])
_STOP = re.compile(r"[.!?…]+[\"”’')\]]*")
_OPENER = "\"”“'’([–—-•·*"
_NEAR = 60
_ENUMERATOR = re.compile(r"(?:^|\s)(?:\d{1,2}|[a-zA-Z])$")


def normalise(text: str) -> str:
    """Unicode NFC with every run of white space as one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def well_formed(text: str) -> str:
    """The text with a question mark for every lone surrogate, which no encoding can hold.

    The command line has them where an argument is not UTF-8, and JSON may escape them.
    """
    return text.encode("utf-8", "replace").decode("utf-8")


def fold(text: str) -> str:
    """Normalised and in lower case: two texts that fold alike say the same letters."""
    return normalise(text).lower()


def words(text: str) -> list[str]:
    """Words in lower case, in order; hyphenated words stay whole ("esf-projekt")."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def capitalised(text: str) -> list[str]:
    """The words of a text that begin with a capital, as they are written: names among them."""
    return _CAPITALISED.findall(text)


def grams(text: str) -> list[str]:
    """Character 4-grams inside words, with ``_`` at both ends of a word.

    A word shorter than three letters is one gram. Grams find Swedish compounds and inflections
    without a stemmer: "vuxenutbildningen" shares most of its grams with "vuxenutbildning".
    """
    return list(chain.from_iterable(grams_by_word(text)))


def grams_by_word(text: str) -> list[tuple[str, ...]]:
    """The grams of ``grams``, word by word; what a hyphen joins are two words here."""
    cut = _grams_of_part
    parts = _PART.findall(unicodedata.normalize("NFC", text).lower())
    # What is too long for a word is not remembered.
    return [cut(part) if len(part) <= LONGEST_WORD else cut.__wrapped__(part) for part in parts]


@lru_cache(REMEMBERED_WORDS)
def _grams_of_part(part: str) -> tuple[str, ...]:
    marked = f"_{part}_"
    last = max(1, len(marked) - GRAM_LENGTH + 1)
    # Interned, as the same few ten thousand grams make up all words.
    return tuple(intern(marked[i : i + GRAM_LENGTH]) for i in range(last))


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans ``(start, end)`` of the sentences, in order and without the space between.

    A line break always ends a sentence (a block of a page is one line). A full stop ends one
    unless it follows an abbreviation, an initial, or the number of a list item, or the next word
    goes on in lower case.
    """
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        start = 0
        for stop in _STOP.finditer(line):
            if _ends_sentence(line, start, stop):
                _append(spans, line, start, stop.end(), offset)
                start = stop.end()
        _append(spans, line, start, len(line), offset)
        offset += len(line) + 1
    return spans


def _append(spans: list[tuple[int, int]], line: str, start: int, end: int, offset: int) -> None:
    piece = line[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        spans.append((offset + first, offset + first + len(stripped)))


def _ends_sentence(line: str, start: int, stop: re.Match[str]) -> bool:
    # No more of the line than decides it: a line may be megabytes long.
    rest = line[stop.end() : stop.end() + _NEAR]
    if not rest.strip():
        return True
    if not rest[0].isspace():
        return False
    following = rest.lstrip()
    first = following.lstrip(_OPENER + " ")[:1]
    if first and first.islower():
        return False
    if stop.group()[0] != ".":
        return True
    before = line[max(start, stop.start() - _NEAR) : stop.start()]
    token = before.rsplit(None, 1)[-1].lstrip(_OPENER).lower() if before.split() else ""
    if token in _ABBREVIATIONS:
        # "m.m." and its like do end a sentence when a capital follows; the others rarely do.
        return token in {"m.m", "m.fl", "osv", "o.s.v", "o.d", "o.dyl", "e.d", "f.n"}
    return not _ENUMERATOR.search(before)
