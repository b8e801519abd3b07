"""A text as it reads, with the way back to where each character stood.

A number can be written with zero-width characters, full-width digits, odd dashes, hard spaces or
HTML entities and still be read by anyone. Here each becomes the plain character that it looks
like, so that the rules need to know only one way of writing.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

_PLAIN = r"\n\t\x20-\x7eåäöÅÄÖéÉ"
_ODD = re.compile(
    r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});"  # an HTML entity
    r"|%(?:40|2[BbDd]|20)"  # @ + - and space in an address
    r"|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[nrt](?![a-zåäö])"  # as in a logged string
    r"|[A-Za-z][\u0300-\u036f]+"  # a letter with its marks apart
    rf"|[^{_PLAIN}]"
)
_SIGN = re.compile(r"[^\n\t\x20-\x24\x27-\x5b\x5d-\x7eåäöÅÄÖéÉ]")
"""What anything odd begins with, or with the letter before; found at once, and seldom."""

_LOOKS_LIKE = {
    **dict.fromkeys("\u2212\u2043\u02d7\u30fc", "-"),
    **dict.fromkeys("\u115f\u1160\u3164\uffa0", ""),
    **dict.fromkeys("\n\r\x0b\x0c\x85", "\n"),
    **dict.fromkeys("\t\u2800", " "),
}
_ESCAPED = {"\\n": "\n", "\\r": "\n", "\\t": " "}


class OddStretch(NamedTuple):
    """Something odd: where the text reads it, and where it stood."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it reads, and what in it was odd, in order."""

    text: str
    odd: Sequence[OddStretch] = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of it stood."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, at: int) -> tuple[int, int]:
        before = bisect_right(self.odd, at, key=attrgetter("start"))
        odd = self.odd[before - 1] if before else OddStretch(0, 0, 0, 0)
        if at < odd.end:
            return odd.first, odd.last
        stood = odd.last + at - odd.end
        return stood, stood + 1


def plain(text: str) -> Plain:
    """The text as it reads."""
    pieces: list[str] = []
    every: list[OddStretch] = []
    length = done = 0
    sign = _SIGN.search(text)
    while sign is not None:
        at = sign.start()
        # The first mark over a letter makes the letter odd, too.
        is_marked = at > done and "\u0300" <= text[at] <= "\u036f"
        odd = (is_marked and _ODD.match(text, at - 1)) or _ODD.match(text, at)
        if odd is None:
            sign = _SIGN.search(text, at + 1)
            continue
        first, last = odd.span()
        read = _read(odd.group())
        pieces += (text[done:first], read)
        start = length + first - done
        length = start + len(read)
        every.append(OddStretch(start, length, first, last))
        done = last
        sign = _SIGN.search(text, done)
    pieces.append(text[done:])
    return Plain("".join(pieces), every)


def _read(odd: str) -> str:
    """What a stretch that is not plain reads as; empty for what cannot be seen."""
    if odd[0] == "&":
        # Twice, for what was escaped twice; a word that is no entity stays as it is.
        read = html.unescape(html.unescape(odd))
        return odd if read == odd else "".join(_character(one) for one in read)
    if odd[0] == "%":
        return chr(int(odd[1:], 16))
    if odd[0] == "\\":
        return _ESCAPED.get(odd) or _character(chr(int(odd[2:], 16)))
    if len(odd) > 1:
        return "".join(_character(one) for one in unicodedata.normalize("NFC", odd))
    return _character(odd)


def _character(one: str) -> str:
    if " " <= one <= "~":
        return one
    known = _LOOKS_LIKE.get(one)
    if known is not None:
        return known
    match unicodedata.category(one):
        case "Nd":
            read = str(unicodedata.decimal(one))
        case "Pd":
            read = "-"
        case "Zs":
            read = " "
        case "Zl" | "Zp":
            read = "\n"
        case "Cf" | "Cc" | "Mn" | "Me":
            read = ""
        case "No":  # a raised figure is a note, not a part of the number before it
            read = one
        case _:
            read = unicodedata.normalize("NFKC", one)
    return read
