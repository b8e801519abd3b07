"""The text of a PDF page, line by line, in the order that the file draws it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf_chars import HYPHEN, TextLayer, clean
from ingest.readers.pdf_marks import NOTE, RAISED, SMALLER, Marks
from ingest.readers.pdf_strikes import struck_words

WIDE_GAP = 1.6
"""Gap between words, in heights of the line, that parts columns or the cells of a table."""

CERTAIN_GAP = 4.0
"""Gap that does so even where all gaps of the line are alike, as in justified text."""

_LOOSE = 0.5
"""Gap, in heights of the line, that may part the cells of a table where its other rows do."""

_SPACE = 0.1
"""Gap, in heights of the line, from which two stretches are two words."""

_THOUSANDS = 3
"""Digits of a group of a figure."""

_OVER = 0.5
"""Share of the narrower of two words from which one is drawn over the other."""

_NEAR_GAP = 0.6
"""Widest gap, in heights of the line, before a stretch that stands higher or lower."""

_SAME_ROW = 0.3
"""Most difference of the bases, in heights, of the ends of two cells of a row."""

_LEVEL = 0.05
"""Most difference of the bases, in heights, of what stands on one line."""


@dataclass(frozen=True, slots=True)
class LinePart:
    """A stretch of a line between wide gaps; ``place`` is the index of its first character.

    ``pieces`` are the stretches of it between gaps that are but wider than a space.
    """

    text: str
    left: float
    right: float
    place: int
    pieces: tuple[LinePart, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text, as its parts; ``size`` is the height of its type in points.

    ``sideways`` tells that the page must be turned to read it, unlike most of its lines; ``note``
    is the raised mark that it begins with: it is the first line of a footnote. ``second`` is the
    left edge of its second word, 0 where it has none.
    """

    parts: tuple[LinePart, ...]
    top: float
    base: float
    size: float
    bold: bool
    sideways: bool = False
    note: str = ""
    second: float = 0.0

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(part.text for part in self.parts)

    @property
    def left(self) -> float:
        """The left edge."""
        return self.parts[0].left

    @property
    def right(self) -> float:
        """The right edge."""
        return self.parts[-1].right

    @property
    def place(self) -> int:
        """The index of the first character on the page."""
        return self.parts[0].place


class LineReader:
    """Makes lines of the characters of a page."""

    def __init__(self, layer: TextLayer) -> None:
        self._layer = layer
        self._stretch = list(_stretches(layer))
        self.references: dict[str, dict[int, str]] = defaultdict(dict)
        """Of each raised mark in the lines so far, which leads to a note, where it stands, with the
        words before it."""
        self._unseen: dict[int, str] = {}
        self._struck: dict[int, str] = {}

    @property
    def unseen(self) -> tuple[str, ...]:
        """The words of all lines so far that no viewer shows; they are in none of the lines."""
        return tuple(self._unseen.values())

    @property
    def struck(self) -> tuple[str, ...]:
        """The words of all lines so far that are struck out; they are in none of the lines."""
        return tuple(self._struck.values())

    def lines(self, places: Iterable[int]) -> list[TextLine]:
        """The lines that the characters at some places make, in their order."""
        seen = [self._seen(words) for words in self._words(places)]
        covered = self._overdrawn(seen)
        stretches = [[word for word in words if word[0] not in covered] for words in seen]
        lines = [self._line(words) for words in self._joined([s for s in stretches if s])]
        whole = [line for line in lines if line]
        marks = {
            line.place
            for line in whole
            if NOTE.fullmatch(line.text) and any(_is_mark_of(line, other) for other in whole)
        }
        return [line for line in whole if line.place not in marks]

    def _words(self, places: Iterable[int]) -> Iterator[list[list[int]]]:
        """The words of each stretch of text that the file draws as a line, as places."""
        chars = self._layer.chars
        words: list[list[int]] = []
        before = stretch = -1
        for place in places:
            if not chars[place]:
                before += before == place - 1  # nothing stands there, not even a space
            elif not chars[place].isspace():
                apart = words and self._is_apart(words[0][0], before, place)
                if self._stretch[place] != stretch or apart:
                    yield words
                    words = []
                    stretch = self._stretch[place]
                if not words or place != before + 1 or self._parts_figure(before, place):
                    words.append([])
                words[-1].append(place)
                before = place
        yield words

    def _is_apart(self, first: int, before: int, place: int) -> bool:
        """Whether a character of a stretch is of another column than the one before.

        It stands far to the left of it, or behind a wide gap and on another base than the first.
        """
        layer = self._layer
        if layer.turns[place] != layer.turn:
            return False
        left, top, _, bottom = layer.boxes[place]
        height = bottom - top
        level = abs(layer.bases[place] - layer.bases[first]) < _SAME_ROW * height
        wide = left - layer.boxes[before][2] > WIDE_GAP * height
        back = left < layer.boxes[before][0] - CERTAIN_GAP * height
        return back or (wide and not level)

    def _parts_figure(self, before: int, place: int) -> bool:
        """Whether a gap that is no character parts a figure's thousands, as a thin space does."""
        layer, end = self._layer, place + _THOUSANDS
        group = "".join(layer.chars[before:end])
        if len(group) <= _THOUSANDS or not group.isdigit():
            return False
        _, top, _, bottom = layer.boxes[place]
        gaps = [layer.boxes[at][0] - layer.boxes[at - 1][2] for at in range(place, end)]
        if layer.chars[end : end + 1] and layer.chars[end].isdigit():
            gaps[1:1] = [gaps[0] - (layer.boxes[end][0] - layer.boxes[end - 1][2])]
        return gaps[0] > max(_SPACE * (bottom - top), *(2 * gap for gap in gaps[1:]))

    def _seen(self, words: Sequence[list[int]]) -> list[list[int]]:
        """The words that a viewer shows."""
        seen = []
        struck = struck_words(words, self._layer) if words else set()
        for word in words:
            if word[0] not in struck and self._layer.is_seen(word[0], word[-1]):
                seen.append(word)
            else:
                left_out = self._struck if word[0] in struck else self._unseen
                left_out[word[0]] = "".join(self._layer.chars[place] for place in word)
        return seen

    def _overdrawn(self, stretches: Sequence[Sequence[list[int]]]) -> set[int]:
        """The first characters of words over which others are drawn, as over a layer that is off.

        There the ink that a viewer shows is the other's.
        """
        boxes, bases, covered = self._layer.boxes, self._layer.bases, set()
        words = [word for stretch in stretches for word in stretch]
        words.sort(key=lambda word: (round(bases[word[0]]), boxes[word[0]][0]))
        for word, other in pairwise(words):
            (left, top, _, bottom), (first, _, _, _) = boxes[word[0]], boxes[other[0]]
            right, last = boxes[word[-1]][2], boxes[other[-1]][2]
            level = abs(bases[word[0]] - bases[other[0]]) < _LEVEL * (bottom - top)
            if level and min(right, last) - first > _OVER * min(right - left, last - first):
                under = min(word, other)
                covered.add(under[0])
                self._unseen[under[0]] = "".join(self._layer.chars[place] for place in under)
        return covered

    def _joined(self, stretches: Sequence[list[list[int]]]) -> Iterator[list[list[int]]]:
        """The words of each line: a raised mark in it parts the stretches that the file draws."""
        words: list[list[int]] = []
        for stretch in stretches:
            gap = self._gap(words[-1][-1], stretch[0][0], words[0][0]) if words else None
            if words and gap is None:
                yield words
                words = []
            if gap is not None and gap < _SPACE:
                words[-1] = words[-1] + stretch[0]
                words.extend(stretch[1:])
            else:
                words.extend(stretch)
        if words:
            yield words

    def _gap(self, last: int, first: int, begin: int) -> float | None:
        """The gap between a character and one behind it on the same line, in heights.

        Behind a raised or lowered one it must be close; on the same base it is a cell of its row.
        Behind a mark that base is the one of the line's beginning (``begin``).
        """
        layer = self._layer
        if layer.turns[last] != layer.turns[first] or layer.chars[last] == HYPHEN:
            return None
        _, top, right, bottom = layer.boxes[last]
        left, other_top, _, other_bottom = layer.boxes[first]
        height, other_height = bottom - top, other_bottom - other_top
        shared = min(bottom, other_bottom) - max(top, other_top)
        tall = max(height, other_height)
        near = shared > 0.5 * min(height, other_height) and tall > 0
        gap = (left - right) / tall if near else _NEAR_GAP
        begun = layer.boxes[begin][3] - layer.boxes[begin][1]
        base = layer.bases[begin if height < SMALLER * begun else last]
        level = abs(base - layer.bases[first]) < _LEVEL * tall
        if level and not near:
            gap = (left - right) / tall
        return gap if gap > -0.3 and (gap < _NEAR_GAP or level) else None

    def _line(self, words: Sequence[list[int]]) -> TextLine | None:
        layer = self._layer
        sizes = Counter(
            round(layer.boxes[place][3] - layer.boxes[place][1], 1)
            for word in words
            for place in word
        )
        size = max(sizes, key=lambda height: (sizes[height], height))
        plain = [
            place
            for word in words
            for place in word
            if abs(layer.boxes[place][3] - layer.boxes[place][1] - size) < 0.1 * size
        ] or words[0]
        bases = Counter(round(layer.bases[place], 1) for place in plain)
        base = bases.most_common(1)[0][0]
        marks = Marks(layer, words, size, base)
        parts = tuple(part for part in self._parts(words, size, marks) if part.text)
        if not parts:
            return None
        probes = (plain[0], plain[len(plain) // 2], plain[-1])
        return TextLine(
            parts=parts,
            top=min(layer.boxes[place][1] for place in probes),
            base=base,
            size=size,
            bold=all(layer.is_bold(place) for place in probes),
            sideways=layer.turns[probes[1]] != layer.turn,
            note=marks.note,
            second=layer.boxes[words[1][0]][0] if len(words) > 1 else 0.0,
        )

    def _parts(self, words: Sequence[Sequence[int]], size: float, marks: Marks) -> list[LinePart]:
        """The parts of a line between wide gaps; a line set wide as a whole is one part."""
        boxes = self._layer.boxes
        gaps = [boxes[second[0]][0] - boxes[first[-1]][2] for first, second in pairwise(words)]
        usual = min(gaps) if len(gaps) > 1 else 0.0
        wide = max(WIDE_GAP * size, min(2 * usual, CERTAIN_GAP * size))
        if any(gap > wide for gap in gaps):
            wide = WIDE_GAP * size  # its gaps are not alike: it is not set wide as a whole
        groups: list[list[list[Sequence[int]]]] = [[[words[0]]]]
        for gap, word in zip(gaps, words[1:], strict=True):
            if gap > wide:
                groups.append([[word]])
            elif gap > _LOOSE * size:
                groups[-1].append([word])
            else:
                groups[-1][-1].append(word)
        return [self._part(group, marks) for group in groups]

    def _part(self, pieces: Sequence[Sequence[Sequence[int]]], marks: Marks) -> LinePart:
        words = [word for piece in pieces for word in piece]
        boxes = self._layer.boxes
        texts: list[str] = []
        for word in words:
            known = len(marks.references)
            texts.append(marks.text(word))
            for mark, place, before in marks.references[known:]:
                so_far = clean(" ".join([*texts[:-1], before]))
                self.references[mark].setdefault(place, so_far)
        return LinePart(
            clean(" ".join(texts)),
            boxes[words[0][0]][0],
            boxes[words[-1][-1]][2],
            words[0][0],
            tuple(self._part([piece], marks) for piece in pieces) if len(pieces) > 1 else (),
        )


def _is_mark_of(line: TextLine, other: TextLine) -> bool:
    """Whether a line of a sign or two is a raised mark of another, drawn apart from it."""
    return (
        line.size < SMALLER * other.size
        and other.left < line.left < other.right + other.size
        and other.top < line.base < other.base - RAISED * other.size
    )


def _stretches(layer: TextLayer) -> Iterator[int]:
    """For each character the number of the stretch of text, without a line's end, that it is in."""
    number = 0
    for place, char in enumerate(layer.chars):
        yield number
        # PDFium takes a dash that ends a line, such as one for "none", for that of a parted word.
        falls = char == "–" and any(
            layer.bases[after] - layer.bases[place] > layer.boxes[place][3] - layer.boxes[place][1]
            for after in range(place + 1, min(place + 3, len(layer.chars)))
        )
        number += char == HYPHEN or layer.is_break(place) or falls
