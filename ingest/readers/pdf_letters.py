"""Letters that a PDF page sets apart from their word: large initials, and words set wide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from ingest.readers.likeness import usual_share

if TYPE_CHECKING:
    from ingest.readers.pdf_chars import TextLayer

_APART = re.compile(r"(?<!\S)\w(?: +\w){4,}(?!\S)")
_OWN_WORDS = frozenset("IÅÖ")
"""Letters that are words themselves."""

_WORD_GAP = 1.7
"""Gap between two words whose letters stand apart, in gaps between their letters."""

_WIDEST = 1.0
"""Widest gap between the letters of a word, in heights: further apart are cells of a table."""

_LIKE_WORDS = 0.75
"""Share of usual pairs of letters from which letters in a row are words, and no list of letters."""

_LARGE = 1.6
"""Height of an initial, in heights of the text beside it."""

_CAPITAL = 0.75
"""Height of a capital letter, in heights of its font."""

_BESIDE = -0.15, 0.5
"""Where text begins beside an initial, from its right edge, in its heights."""


def join_letters(layer: TextLayer) -> None:
    """Puts letters that are set apart back into their words."""
    text = "".join(char[:1] or "\0" for char in layer.chars)
    for match in _APART.finditer(text):
        _close(layer, [at for at in range(*match.span()) if text[at] != " "])
    heights = [bottom - top for _, top, _, bottom in layer.boxes]
    usual = median([heights[at] for at, char in enumerate(text) if char.isalpha()] or [0.0])
    for at, char in enumerate(text):
        if char.isupper() and heights[at] >= _LARGE * usual and not layer.slanted & {at}:
            _put_before(layer, at, heights)


def _close(layer: TextLayer, places: Sequence[int]) -> None:
    """Takes out the spaces between letters that are words, but not those between the words."""
    boxes = layer.boxes
    gaps = [boxes[second][0] - boxes[first][2] for first, second in pairwise(places)]
    widest = _WORD_GAP * median(gaps)
    words = "".join(
        layer.chars[place] + " " * (gap > widest)
        for place, gap in zip(places, [*gaps, 0.0], strict=True)
    )
    height = boxes[places[0]][3] - boxes[places[0]][1]
    if median(gaps) < _WIDEST * height and usual_share(words) >= _LIKE_WORDS:
        for (first, second), gap in zip(pairwise(places), gaps, strict=True):
            if gap <= widest:
                layer.chars[first + 1 : second] = [""] * (second - first - 1)


def _put_before(layer: TextLayer, place: int, heights: Sequence[float]) -> None:
    """Puts an initial before the first of the lines that stand beside it, if there are two."""
    chars, height = layer.chars, heights[place]
    large = range(len(chars))[max(0, place - 1) : place + 2]
    if any(chars[at].isalnum() and heights[at] > height / _LARGE for at in large if at != place):
        return
    beside = list(_beside(layer, place, height / _LARGE))
    if len({round(layer.bases[at]) for at in beside}) < 2:
        return
    first = min(beside, key=lambda at: (round(layer.bases[at]), layer.boxes[at][0]))
    *_, word, _ = re.split(r"(\w*)", "".join(chars[first:]), maxsplit=1)
    others = "".join([*chars[:first], "\0", *chars[first + 1 :]])
    is_word = chars[place] in _OWN_WORDS and re.search(rf"\b{word}\b", others) is not None
    apart = is_word or (word[:1].isupper() and not word.isupper())
    chars[first] = chars[place] + " " * apart + chars[first]
    chars[place] = ""


def _beside(layer: TextLayer, place: int, highest: float) -> Iterator[int]:
    """The characters of smaller text at the right edge of an initial."""
    _, top, right, bottom = layer.boxes[place]
    height, base = bottom - top, layer.bases[place]
    for at, (left, upper, _, lower) in enumerate(layer.boxes):
        near = _BESIDE[0] * height < left - right < _BESIDE[1] * height
        level = base - _CAPITAL * height < layer.bases[at] <= base + 1
        if near and level and lower - upper < highest and layer.chars[at].strip():
            yield at
