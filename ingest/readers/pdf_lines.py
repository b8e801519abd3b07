"""The text of a PDF page, line by line, in the order that the file draws it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from ingest.readers.reading import tidy

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

HYPHEN = "\x02"
"""What PDFium gives for a hyphen at the end of a line, soft or not; no line break follows it."""

WIDE_GAP = 1.6
"""Gap between words, in heights of the line, that parts columns or the cells of a table."""

CERTAIN_GAP = 4.0
"""Gap that does so even where all gaps of the line are alike, as in justified text."""

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points, from the upper left corner of the page as it is read."""


@dataclass(frozen=True, slots=True)
class LinePart:
    """A stretch of a line between wide gaps; ``place`` is the index of its first character."""

    text: str
    left: float
    right: float
    place: int


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text, as its parts; ``size`` is the height of its type in points."""

    parts: tuple[LinePart, ...]
    top: float
    base: float
    size: float
    bold: bool

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


class TextLayer:
    """The characters of a page and where they stand."""

    def __init__(self, page: PdfPage, textpage: PdfTextPage) -> None:
        import pypdfium2.raw as pdfium

        unicode = pdfium.FPDFText_GetUnicode
        self._textpage = textpage
        codes = (unicode(textpage, index) for index in range(textpage.count_chars()))
        self.chars = [chr(code) if code else "" for code in codes]
        self._media = page.get_mediabox()
        self._turn = page.get_rotation()
        self._box = pdfium.FS_RECTF()

    def lines(self, without: Collection[int] = ()) -> list[TextLine]:
        """The lines that hold any text, without the characters at some places."""
        lines = []
        start = 0
        for index, char in enumerate([*self.chars, "\n"]):
            if char in ("\r", "\n", HYPHEN):
                stop = index + (char == HYPHEN)
                line = self._line(range(start, stop), without)
                if line is not None:
                    lines.append(line)
                start = index + 1
        return lines

    def _line(self, places: range, without: Collection[int]) -> TextLine | None:
        words: list[list[int]] = [[]]
        for place in places:
            if place in without:
                continue
            if self.chars[place].isspace() or not self.chars[place]:
                words.append([])
            else:
                words[-1].append(place)
        words = [word for word in words if word]
        if not words:
            return None
        probes = (words[0][0], words[len(words) // 2][0], words[-1][-1])
        boxes = [self.box(place) for place in probes]
        size = median(bottom - top for _, top, _, bottom in boxes)
        parts = tuple(part for part in self._parts(words, size) if part.text)
        if not parts:
            return None
        return TextLine(
            parts=parts,
            top=min(box[1] for box in boxes),
            base=self._base(probes[1]),
            size=size,
            bold=all(self._is_bold(place) for place in probes),
        )

    def _parts(self, words: Sequence[Sequence[int]], size: float) -> list[LinePart]:
        """The parts of a line between wide gaps; a line set wide as a whole is one part."""
        gaps = [
            self.box(second[0])[0] - self.box(first[-1])[2] for first, second in pairwise(words)
        ]
        usual = min(gaps) if len(gaps) > 1 else 0.0
        wide = max(WIDE_GAP * size, min(2 * usual, CERTAIN_GAP * size))
        groups: list[list[Sequence[int]]] = [[words[0]]]
        for gap, word in zip(gaps, words[1:], strict=True):
            if gap > wide:
                groups.append([word])
            else:
                groups[-1].append(word)
        return [
            LinePart(
                clean(" ".join("".join(self.chars[i] for i in word) for word in group)),
                self.box(group[0][0])[0],
                self.box(group[-1][-1])[2],
                group[0][0],
            )
            for group in groups
        ]

    def box(self, place: int) -> Box:
        """The box of a character: as wide as it is, and as high as its font."""
        import pypdfium2.raw as pdfium

        bounds = self._box
        pdfium.FPDFText_GetLooseCharBox(self._textpage, place, bounds)
        box = (bounds.left, bounds.bottom, bounds.right, bounds.top)
        return _turned(box, self._media, self._turn)

    def _base(self, place: int) -> float:
        """How far down the page the line stands that a character is written on."""
        import pypdfium2.raw as pdfium

        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._textpage, place, x, y)
        point = (x.value, y.value, x.value, y.value)
        return _turned(point, self._media, self._turn)[1]

    def _is_bold(self, place: int) -> bool:
        import pypdfium2.raw as pdfium

        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self._textpage, place, name, 128, ctypes.c_int())
        return bool(_BOLD.search(name.value.decode("utf-8", errors="ignore")))


def clean(text: str) -> str:
    """Text as it is read: hyphens at line ends, ligatures as their letters, tidy."""
    return tidy(text.replace(HYPHEN, "-").translate(_LIGATURES))


def _turned(box: Box, page: Box, turn: int) -> Box:
    """A box in the file's coordinates (left, bottom, right, top) on the turned page."""
    x0, y0, x1, y1 = box
    left, bottom, right, top = page
    match turn:
        case 90:
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        case 180:
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        case 270:
            return top - y1, right - x1, top - y0, right - x0
        case _:
            return x0 - left, top - y1, x1 - left, top - y0
