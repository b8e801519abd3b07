"""Finds the numbers printed on pages among the lines at their edges."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.swedish import fold

_WORD = r"(?:sid(?:an|a|\.)?|s\.|page|p\.)"
# Forms that are a page number wherever they stand in a header or footer: "Sida 3", "3 (45)".
_LABELLED = (
    re.compile(rf"\b{_WORD}\s*(\d{{1,4}})\b(?:\s*(?:\(|av|of|/)\s*\d{{1,4}}\)?)?", re.IGNORECASE),
    re.compile(r"(?<![\w.:/-])(\d{1,4})\s?\(\d{1,4}\)(?!\w)"),
    re.compile(r"(?<![\w.:/-])(\d{1,4})\s?(?:av|of)\s?\d{1,4}(?!\w)", re.IGNORECASE),
    re.compile(r"^[\W_]*(\d{1,4})\s?/\s?\d{1,4}[\W_]*$"),
    re.compile(r"^[\W_]*(\d{1,4})[\W_]*$"),
)
_AT_EDGE = re.compile(r"^(\d{1,4})(?=\D)|(?<=\s)(\d{1,4})(?:\s?/\s?\d{1,4})?$")
_DIGITS = re.compile(r"\d+")

FEWEST = 3
"""Pages in a row of which each one's number must follow from the one before."""


@dataclass(frozen=True, slots=True)
class _NumberCandidate:
    page: int
    number: int
    labelled: bool

    @property
    def offset(self) -> int:
        """How far the number is ahead of the page's place in the file."""
        return self.number - self.page


def printed_numbers(edges: Sequence[Sequence[str]]) -> list[int | None]:
    """The number printed on each page, or None.

    A number counts when it keeps step with the pages: it is that of enough other pages, plus the
    pages between. One that a page in the middle does not print follows from its neighbours. A
    document may count anew in an appendix.

    Args:
        edges: for each page, in order, its first and last lines.
    """
    candidates = list(_candidates(edges))
    support = _support(candidates, len(edges))
    numbers: list[int | None] = [None] * len(edges)
    best: dict[int, tuple[int, bool]] = {}
    for candidate in candidates:
        strength = (support.get(candidate.offset, 0), candidate.labelled)
        if strength[0] and strength > best.get(candidate.page, (0, False)):
            best[candidate.page] = strength
            numbers[candidate.page] = candidate.number
    return _with_gaps_filled(numbers)


def is_number_line(text: str, number: int | None) -> bool:
    """Whether a line prints a page's number and nothing else."""
    return number is not None and any(
        match is not None and int(match[1]) == number
        for match in (pattern.fullmatch(text.strip(" -–—|.")) for pattern in _LABELLED)
    )


def _candidates(edges: Sequence[Sequence[str]]) -> Iterator[_NumberCandidate]:
    shapes = Counter(shape for lines in edges for shape in {line_shape(line) for line in lines})
    for page, lines in enumerate(edges):
        for line in lines:
            labelled = {int(match[1]) for form in _LABELLED for match in form.finditer(line)}
            yield from (_NumberCandidate(page, number, labelled=True) for number in labelled)
            # "Rapport om lärcentra 12": the words must recur, or they are a heading.
            if shapes[line_shape(line)] >= FEWEST:
                for match in _AT_EDGE.finditer(line):
                    if (number := int(match[1] or match[2])) not in labelled:
                        yield _NumberCandidate(page, number, labelled=False)


def line_shape(line: str) -> str:
    """A line with its numbers masked: running headers of two pages have the same shape."""
    return _DIGITS.sub("#", fold(line))


def _support(candidates: Sequence[_NumberCandidate], pages: int) -> dict[int, int]:
    """For each offset that enough pages agree on, how many do.

    In a file of one or two pages every page must agree, with a number that is labelled as one.
    """
    agreeing: dict[int, set[int]] = defaultdict(set)
    for candidate in candidates:
        sure = candidate.labelled and candidate.number < 1000  # no year
        if candidate.number > 0 and (sure or pages >= FEWEST):
            agreeing[candidate.offset].add(candidate.page)
    needed = min(FEWEST, pages)
    return {
        offset: len(members)
        for offset, members in agreeing.items()
        if len(members) >= needed and (pages < FEWEST or any(p + 1 in members for p in members))
    }


def _with_gaps_filled(numbers: list[int | None]) -> list[int | None]:
    """Numbers of pages between two that are numbered in step."""
    filled = list(numbers)
    numbered = [(page, number) for page, number in enumerate(numbers) if number is not None]
    for (first, before), (last, after) in pairwise(numbered):
        if after - before == last - first:
            filled[first:last] = range(before, after)
    return filled
