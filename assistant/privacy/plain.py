"""A text as it reads, with the way back to where each character stood.

A number can be written with zero-width characters, full-width digits, odd dashes, hard spaces or
HTML entities and still be read by anyone. Here each becomes the plain character that it looks
like, so that the rules need to know only one way of writing.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

_PLAIN = r"\n\t\x20-\x7eåäöÅÄÖéÉ"
_ODD = re.compile(
    r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});"  # an HTML entity
    r"|%(?:40|2[BbDd]|20)"  # @ + - and space in an address
    r"|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[nrt](?![a-zåäö])"  # as in a logged string
    r"|[A-Za-z][\u0300-\u036f]+"  # a letter with its marks apart
    rf"|[^{_PLAIN}]"
)
_LOOKS_LIKE = {
    **dict.fromkeys("\u2212\u2043\u02d7\u30fc", "-"),
    **dict.fromkeys("\u115f\u1160\u3164\uffa0", ""),
    **dict.fromkeys("\n\r\x0b\x0c\x85", "\n"),
    **dict.fromkeys("\t\u2800", " "),
}
_ESCAPED = {"\\n": "\n", "\\r": "\n", "\\t": " "}


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it reads; character ``i`` of it stood at ``starts[i]`` to ``ends[i]``."""

    text: str
    starts: range | list[int]
    ends: range | list[int]


def plain(text: str) -> Plain:
    """The text as it reads."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for odd in _ODD.finditer(text):
        start, end = odd.span()
        read = _read(odd.group())
        pieces += (text[done:start], read)
        starts += (*range(done, start), *[start] * len(read))
        ends += (*range(done + 1, start + 1), *[end] * len(read))
        done = end
    if not pieces:
        return Plain(text, range(len(text)), range(1, len(text) + 1))
    pieces.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return Plain("".join(pieces), starts, ends)


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
