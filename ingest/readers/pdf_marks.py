"""Raised and lowered marks in a line: told by size and baseline, and never part of a figure.

"1 250" with a raised 3 behind it is the figure 1 250 and a note; read in one go it is 1 2503.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.readers.pdf_chars import TextLayer

SMALLER = 0.87
RAISED = 0.15
_RAISED_LARGE = 0.25
_LOWERED = 0.05
"""Heights and distances from the line's baseline, in heights of its type."""

_RAISED_SIGNS = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
NOTE = re.compile(r"[\d\s,;–-]*\d[),;]?|[*†‡§¶]+\)?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_MARK = re.compile(r"\d+|[*†‡§¶]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_UNIT = re.compile(r"(?:^|[\s\d(/])(?:[kdcm]m|m)$")
_POWER = re.compile(r"(?:^|\D)10$")


class Marks:
    """The raised and lowered characters of one line.

    ``note`` is the mark that the line begins with: it opens a footnote. It is left out there as it
    is in the text, for "4 Enkät" would pass for a figure. ``references`` are those that were left
    out, each with where it stands, and what its word has before it.
    """

    def __init__(
        self, layer: TextLayer, words: Sequence[Sequence[int]], size: float, base: float
    ) -> None:
        self._layer = layer
        self.references: list[tuple[str, int, str]] = []
        self._heights: dict[int, int] = {}
        places = [place for word in words for place in word]
        for place in places:
            if height := _height(layer, place, size, base):
                self._heights[place] = height
        first = _leading(places, self._heights)
        opening = "".join(layer.chars[place] for place in first)
        opens = len(first) < len(places) and NOTE.fullmatch(opening) is not None
        self.note = opening if opens else ""
        self._opening = frozenset(first) if opens else frozenset()

    def text(self, word: Sequence[int]) -> str:
        """A word as it is read: a note's mark left out, a power or unit with raised figures."""
        chars = self._layer.chars
        if not any(place in self._heights for place in word):
            return "".join(chars[place] for place in word)
        text = ""
        for height, group in groupby(word, key=lambda place: self._heights.get(place, 0)):
            places = list(group)
            piece = "".join(chars[place] for place in places)
            if places[0] in self._opening:
                continue
            if height > 0:
                raised = self._raised(text, piece, self._after(word, places[-1]))
                if not raised:
                    self.references += [(mark, places[0], text) for mark in _MARK.findall(piece)]
                text += raised
            elif height < 0 and piece[0].isdigit() and text[-1:].isdigit():
                text += f" {piece}"
            else:
                text += piece
        return text

    def _after(self, word: Sequence[int], place: int) -> str:
        """The character after a place in a word."""
        at = word.index(place) + 1
        return self._layer.chars[word[at]] if at < len(word) else ""

    @staticmethod
    def _raised(before: str, piece: str, after: str) -> str:
        """How raised characters are read behind some text."""
        if after in ("/", "⁄") or piece.endswith(("/", "⁄")):
            return f" {piece}" if before[-1:].isdigit() else piece
        if (piece in ("2", "3") and _UNIT.search(before)) or _POWER.search(before):
            return piece.translate(_RAISED_SIGNS)
        return "" if NOTE.fullmatch(piece) else piece


def _height(layer: TextLayer, place: int, size: float, base: float) -> int:
    """1 where a character is raised over its line, -1 where it is lowered, else 0."""
    _, top, _, bottom = layer.boxes[place]
    small = bottom - top < SMALLER * size
    rise = base - layer.bases[place]
    if rise > (RAISED if small else _RAISED_LARGE) * size:
        return 1
    return -1 if small and rise < -_LOWERED * size else 0


def _leading(places: Sequence[int], heights: dict[int, int]) -> list[int]:
    """The raised characters that a line begins with."""

    def raised() -> Iterator[int]:
        for place in places:
            if heights.get(place, 0) <= 0:
                return
            yield place

    return list(raised())
