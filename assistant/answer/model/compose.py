"""Putting verified sentences together, with their quotes numbered as they come."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.answer.compose import reference
from assistant.answer.model.quotes import FoundQuote, citation
from assistant.bodies.answer import Citation
from assistant.bodies.question import Audience
from corpus.model import Document
from corpus.swedish import normalise

ROOM = 1200
"""Characters of the longest text."""

_MARK = re.compile(r"\s*\[\d+(?:\s*[,–-]\s*\d+)*\]")
_EMPHASIS = re.compile(r"\*\*|__|`|^(?:[-*•–]|#+|\d{1,2}[.)])\s+")


class Composer:
    """An answer as it grows; what it has given out once is never taken back."""

    def __init__(self, audience: Audience) -> None:
        self.text = ""
        self.citations: list[Citation] = []
        self._audience = audience
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._said: set[str] = set()

    def add(self, sentence: str, quotes: Sequence[tuple[FoundQuote, Document]]) -> str | None:
        """What a sentence with its quotes adds to the text; None where it is there, or no room."""
        if sentence in self._said:
            return None
        numbers = dict(self._numbers)
        fresh: list[Citation] = []
        cited: dict[int, Citation] = {}
        for quote, document in quotes:
            place = quote.place
            if place not in numbers:
                numbers[place] = len(numbers) + 1
                fresh.append(citation(numbers[place], quote, document))
            number = numbers[place]
            cited[number] = next(c for c in (*self.citations, *fresh) if c.n == number)
        piece = f"{' ' if self.text else ''}{sentence} {''.join(f'[{n}]' for n in cited)}"
        if self._audience is not Audience.JOBSEEKER:
            told = dict.fromkeys(reference(one) for one in cited.values())
            piece += f" ({'; '.join(told)})"
        if len(self.text) + len(piece) > ROOM:
            return None
        self._numbers = numbers
        self._said.add(sentence)
        self.citations += fresh
        self.text += piece
        return piece


def tidy(sentence: str) -> str:
    """A sentence of the model's as one line of plain words, without marks of its own."""
    visible = "".join(c for c in sentence if c.isspace() or unicodedata.category(c)[0] != "C")
    return normalise(_EMPHASIS.sub("", _MARK.sub("", normalise(visible))))
