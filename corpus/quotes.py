"""Where quoted words stand in a text that may have changed since they were quoted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize


class Standing(StrEnum):
    """Whether a quote stands where it did, elsewhere in its document, or no longer in it."""

    SAME = "same"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A quote in a text: its offsets, the words that were quoted, and whether they stand there."""

    start: int
    end: int
    words: str = ""
    standing: Standing = Standing.SAME


def locate(text: str, quote: Highlight) -> Highlight:
    """The quote where its words stand now: nearest to where they stood.

    White space counts alike; a letter or a figure that differs is another quote. A quote of which
    only offsets are known is taken as it is.
    """
    words = _squeezed(quote.words)[0]
    if not words or _squeezed(text[quote.start : quote.end])[0] == words:
        return quote
    squeezed, places = _squeezed(text)
    at, found = squeezed.find(words), []
    while at >= 0:
        found.append(at)
        at = squeezed.find(words, at + 1)
    if not found:
        return Highlight(quote.start, quote.end, quote.words, Standing.GONE)
    at = min(found, key=lambda place: abs(places[place] - quote.start))
    start, end = places[at], places[at + len(words) - 1] + 1
    return Highlight(start, end, quote.words, Standing.MOVED)


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text in Unicode NFC without white space, and where each of its letters stands."""
    letters, places = [], []
    for place, letter in enumerate(normalize("NFC", text)):
        if not letter.isspace():
            letters.append(letter)
            places.append(place)
    return "".join(letters), places
