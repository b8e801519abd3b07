"""Figures that may belong to one number, with what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_BETWEEN = r"[\s\-+./_*~`'\"|(),:;]{0,8}"
_SHORTEST = 7
_RUN = re.compile(rf"[0-9](?:{_BETWEEN}[0-9]){{{_SHORTEST - 1},}}")
_FIGURE = re.compile("[0-9]")
_REACH = 45
"""How many characters before a number a word may stand that tells what it is."""


@dataclass(frozen=True, slots=True)
class Run:
    """Figures, where each stands, and what stands between each and the next."""

    text: str
    figures: str
    places: list[int]
    gaps: list[str]

    def starts(self, i: int) -> bool:
        """Whether a number may begin at figure ``i``."""
        return i == 0 or bool(self.gaps[i - 1])

    def ends(self, j: int) -> bool:
        """Whether a number may end before figure ``j``; there may be none so far."""
        return j == len(self.figures) or (j < len(self.figures) and bool(self.gaps[j - 1]))

    def inner(self, i: int, j: int) -> list[str]:
        """What stands between the figures from ``i`` to ``j``."""
        return self.gaps[i : j - 1]

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Where the figures from ``i`` to ``j`` stand in the text."""
        return self.places[i], self.places[j - 1] + 1

    def before(self, i: int) -> str:
        """What stands before figure ``i``, from the line or sentence before on."""
        return self.text[max(0, self.places[i] - _REACH) : self.places[i]]

    def after(self, j: int) -> str:
        """What stands after the figure before ``j``."""
        end = self.places[j - 1] + 1
        return self.text[end : end + 16]


def runs(text: str) -> Iterator[Run]:
    """Every run of figures that is long enough to hold a number."""
    for match in _RUN.finditer(text):
        places = [figure.start() for figure in _FIGURE.finditer(text, *match.span())]
        gaps = [text[a + 1 : b] for a, b in pairwise(places)]
        yield Run(text, "".join(text[place] for place in places), places, gaps)
