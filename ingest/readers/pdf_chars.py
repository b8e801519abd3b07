"""The characters of a PDF page, where each stands, and which of them a viewer shows."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.readers.pdf_covers import covered_places
from ingest.readers.pdf_layers import places_off
from ingest.readers.pdf_strikes import Rule, level_rules
from ingest.readers.reading import tidy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage, PdfTextPage

HYPHEN = "\x02"
"""What PDFium gives for a hyphen at the end of a line, soft or not; no line break follows it."""

LEAST_CONTRAST = 10
"""Shades of grey, of 255, between the darkest and the lightest dot of a word that is seen."""

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
# Accents that a file may draw over a letter as signs of their own, and what joins with the letter.
_ACCENTS = {
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303",
    "˚": "\u030a", "°": "\u030a", "¸": "\u0327", "ˇ": "\u030c",
}  # fmt: skip
_OVER = 0.35
"""Most distance between the middles of an accent and its letter, in widths of the letter."""

_CLOSE = 0.1
"""Most gap between two letters of one word, in heights."""

MOST_ASKED = 200
"""Characters that are asked which way they stand before a page is read."""

_SLANT = 0.04
"""Quarters of a turn from upright or sideways beyond which a character stands aslant."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points, from the upper left corner of the page as it is read."""


def upright(page: PdfPage) -> PdfTextPage:
    """The text of a page, which is first turned so that most of it stands upright.

    PDFium puts the lines in order by how the page is turned.
    """
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    count = textpage.count_chars()
    sample = range(0, count, max(1, count // MOST_ASKED))
    angles = (pdfium.FPDFText_GetCharAngle(textpage, place) for place in sample)
    turns = Counter(-round(2 * angle / math.pi) * 90 % 360 for angle in angles)
    turn = turns.most_common(1)[0][0] if turns else page.get_rotation()
    if turn == page.get_rotation():
        return textpage
    textpage.close()
    page.set_rotation(turn)
    return page.get_textpage()


class TextLayer:
    """The characters of a page and where they stand.

    ``chars`` holds each as the file says, "" for none; an accent that stands over a letter is one
    with it. ``boxes`` are as wide as the characters and as high as their font, ``bases`` the
    distance from the top to the line that each is written on, ``turns`` the degrees by which the
    page must be turned for each to stand upright. All places are those on the page so turned.
    ``slanted`` are the places of characters that no such turn sets upright: a watermark's.
    ``turn`` is how the page is turned. ``off`` gives the names of the layers that are off.
    """

    def __init__(
        self,
        page: PdfPage,
        textpage: PdfTextPage,
        stored: int,
        off: Callable[[], frozenset[bytes]],
    ) -> None:
        import pypdfium2.raw as pdfium

        self._page = page
        self._textpage = textpage
        self._shown: Box = page.get_bbox()
        self.turn = page.get_rotation()
        self._stored = stored
        self._off = off
        unicode = pdfium.FPDFText_GetUnicode
        codes = [unicode(textpage, place) for place in range(textpage.count_chars())]
        self.chars = [chr(code) if code else "" for code in codes]
        self.boxes: list[Box] = []
        self.bases: list[float] = []
        self.turns: list[int] = []
        self.slanted: set[int] = set()
        self._measure()
        self._join_accents()

    def _measure(self) -> None:
        import pypdfium2.raw as pdfium

        bounds, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for place in range(len(self.chars)):
            angle = pdfium.FPDFText_GetCharAngle(self._textpage, place)
            quarters = 2 * angle / math.pi
            turn = -round(quarters) * 90 % 360
            if abs(quarters - round(quarters)) > _SLANT:
                self.slanted.add(place)
            pdfium.FPDFText_GetLooseCharBox(self._textpage, place, bounds)
            pdfium.FPDFText_GetCharOrigin(self._textpage, place, x, y)
            box = (bounds.left, bounds.bottom, bounds.right, bounds.top)
            point = (x.value, y.value, x.value, y.value)
            self.boxes.append(_turned(box, self._shown, turn))
            self.bases.append(_turned(point, self._shown, turn)[1])
            self.turns.append(turn)

    def _join_accents(self) -> None:
        """Makes one of a letter and the accent that is drawn over it."""
        for place, char in enumerate(self.chars):
            if char not in _ACCENTS:
                continue
            left, _, right, _ = self.boxes[place]
            for other in (place + 1, place - 1, place + 2, place - 2):
                letter = self.chars[other] if 0 <= other < len(self.chars) else ""
                if not letter.isalpha():
                    continue
                first, _, last, _ = self.boxes[other]
                whole = unicodedata.normalize("NFC", letter.replace("ı", "i") + _ACCENTS[char])
                near = abs(left + right - first - last) / 2 <= _OVER * (last - first)
                if near and len(whole) == 1:
                    self.chars[other], self.chars[place] = whole, ""
                    for between in range(min(place, other) + 1, max(place, other)):
                        self.chars[between] = ""
                    self._close_up(place, last)
                    break

    def _close_up(self, place: int, right: float) -> None:
        """Takes out the space behind an accent that the word goes on after, close to its letter."""
        after = place + 2
        if self.chars[place + 1 : after] == [" "] and self.chars[after : after + 1]:
            left, top, _, bottom = self.boxes[after]
            if abs(left - right) < _CLOSE * (bottom - top):
                self.chars[place + 1] = ""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page."""
        left, bottom, right, top = self._shown
        size = right - left, top - bottom
        return size[::-1] if self.turn % 180 else size

    def moved(self, box: Box, before: int, after: int) -> Box:
        """A box on the page turned by some degrees, as it is on the page turned by others."""
        width, height = self.size
        if (before - self.turn) % 180:
            width, height = height, width
        x0, y0, x1, y1 = box
        page = (0.0, 0.0, width, height)
        return _turned((x0, height - y1, x1, height - y0), page, (after - before) % 360)

    def from_paper(self, box: Box) -> Box:
        """A box on the whole paper, turned as the file has it, as it is on the page."""
        x, y, _, _ = _turned(self._shown, self._page.get_mediabox(), self._stored)
        x0, y0, x1, y1 = box
        return self.moved((x0 - x, y0 - y, x1 - x, y1 - y), self._stored, self.turn)

    def placed(self, box: Box) -> Box:
        """A box in the file's coordinates (left, bottom, right, top) on the page."""
        return _turned(box, self._shown, self.turn)

    def is_seen(self, first: int, last: int) -> bool:
        """Whether a viewer shows anything of a word, by its first and last character.

        What is drawn in the paper's colour, under something else, on a layer that is off or
        outside the page is in the file and on no screen.
        """
        if {first, last} <= self._covered:
            return False
        # The first character of a word that is read from the right is its last to the eye.
        boxes = self.boxes[first], self.boxes[last]
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        top, bottom = boxes[1][1], boxes[0][3]
        base = self.bases[first]
        # The height of small letters, where every word has ink and its neighbours have none.
        if any(char.isalnum() for char in self.chars[first : last + 1]):
            top, bottom = base - 0.55 * (bottom - top), base
        band = (left, top, right, bottom)
        x0, y0, x1, y1 = self.moved(band, self.turns[first], self.turn)
        pixels = self._picture
        piece = pixels[max(0, int(y0)) : max(0, int(y1) + 1), max(0, int(x0)) : max(0, int(x1) + 1)]
        return piece.size > 0 and int(piece.max()) - int(piece.min()) >= LEAST_CONTRAST

    @cached_property
    def _covered(self) -> set[int]:
        """The places of the characters that a box hides, or whose layer is off."""
        boxes = [
            self.moved(box, turn, self.turn)
            for box, turn in zip(self.boxes, self.turns, strict=True)
        ]
        covered = covered_places(self._page, self._textpage, boxes, self.placed)
        return covered | places_off(self._page, self._textpage, len(self.chars), self._off)

    @cached_property
    def level_rules(self) -> list[Rule]:
        """The level rules that are drawn on the page."""
        return level_rules(self._page, self.placed)

    @cached_property
    def _picture(self) -> NDArray[np.uint8]:
        """The page as a viewer shows it, a grey dot a point."""
        pixels: NDArray[np.uint8] = self._page.render(
            scale=1, grayscale=True, may_draw_forms=False
        ).to_numpy()
        return pixels[:, :, 0] if pixels.ndim == 3 else pixels

    def is_bold(self, place: int) -> bool:
        """Whether a character is set in a bold font."""
        import pypdfium2.raw as pdfium

        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self._textpage, place, name, 128, ctypes.c_int())
        return bool(_BOLD.search(name.value.decode("utf-8", errors="ignore")))

    def is_break(self, place: int) -> bool:
        r"""Whether a character ends a line: PDFium puts in "\r\n" where lines end.

        A "\r" alone is a space: programs are known to write every space so.
        """
        char = self.chars[place]
        return char == "\n" or (char == "\r" and self.chars[place + 1 : place + 2] == ["\n"])


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
