"""Finds the numbers printed on pages among the lines at their edges."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Block, Page
from corpus.swedish import fold
from ingest.readers.numerals import ROMAN, in_form

_WORD = r"(?:sid(?:an|a|\.)?|s\.|page|p\.)"
# Forms that are a page number wherever they stand in a header or footer: "Sida 3", "3 (45)".
_LABELLED = (
    re.compile(rf"\b{_WORD}\s*(\d{{1,4}})\b(?:\s*(?:\(|av|of|/)\s*\d{{1,4}}\)?)?", re.IGNORECASE),
    re.compile(r"(?<![\w.:/-])(\d{1,4})\s?\(\d{1,4}\)(?!\w)"),
    re.compile(r"(?<![\w.:/-])(\d{1,4})\s?(?:av|of)\s?\d{1,4}(?!\w)", re.IGNORECASE),
    re.compile(r"^[\W_]*(\d{1,4})\s?/\s?\d{1,4}[\W_]*$"),
    re.compile(r"^[\W_]*(\d{1,4})[\W_]*$"),
    re.compile(r"(?:^|\s)[|•·]\s*(\d{1,4})$"),
    re.compile(r"^(\d{1,4})\s*[|•·](?=\s)"),
)
_AT_EDGE = re.compile(r"^(\d{1,4})(?=\D)|(?<=\s)(\d{1,4})(?:\s?/\s?\d{1,4})?$")
_ROMAN = re.compile(rf"(?:(?i:{_WORD})\s*)?[\W_]*(?P<roman>[ivxlc]+|[IVXLC]+)[\W_]*")
# "A-1" and "3-12" of an appendix or chapter that counts its own pages.
_PART = re.compile(
    rf"(?:(?i:{_WORD})\s*)?(?P<part>(?:[A-ZÅÄÖ]{{1,3}}|\d{{1,2}})\s?[-–:])\s?(?P<n>\d{{1,3}})"
)
_LEADING_WORD = re.compile(rf"^{_WORD}\s*(?=[\w-]+$)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")

FEWEST = 3
"""Pages in a row of which each one's number must follow from the one before."""

_BAND = 8.0
"""Points of height within which lines of two pages stand at the same place."""


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line near the head or foot of a page, and its height on it, where that is known.

    ``apart`` tells that a gap parts it from the text, as far as that is known.
    """

    text: str
    height: float = 0.0
    apart: bool = True


@dataclass(frozen=True, slots=True)
class _NumberCandidate:
    """A number on a page, and how it is written: ``form`` is "", "lowerRoman" or "A-".

    ``labelled`` tells that it is a page number by its form, ``recurs`` that the words beside it
    stand on other pages, too.
    """

    page: int
    number: int
    labelled: bool
    form: str = ""
    height: float = 0.0
    recurs: bool = True

    @property
    def bands(self) -> set[int]:
        """Where on the page it stands; a line between two bands is in both."""
        return {int(self.height / _BAND), int(self.height / _BAND + 0.5)}

    @property
    def run(self) -> tuple[str, int]:
        """What the numbers of pages in step share: how they are written and how far ahead."""
        return self.form, self.number - self.page


def printed_numbers(edges: Sequence[Sequence[EdgeLine]]) -> list[str | None]:
    """The number printed on each page as it is written ("12", "iv", "A-3"), or None.

    A number counts when it keeps step with the pages: it is that of enough other pages, plus the
    pages between, at the same height. One that a page in the middle does not print follows from
    its neighbours. A document may count anew in an appendix.
    """
    candidates = list(_candidates(edges))
    support, heights = _support(candidates, len(edges))
    best: dict[int, tuple[int, bool]] = {}
    chosen: dict[int, _NumberCandidate] = {}
    for candidate in candidates:
        strength = (support.get(candidate.run, 0), candidate.labelled)
        if not candidate.recurs and not candidate.bands & heights.get(candidate.run, set()):
            continue  # other words than elsewhere, at another height
        if strength[0] and strength > best.get(candidate.page, (0, False)):
            best[candidate.page] = strength
            chosen[candidate.page] = candidate
    return _with_gaps_filled(chosen, len(edges))


def is_number_line(text: str, label: str | None) -> bool:
    """Whether a line prints a page's number and nothing else."""
    line = text.strip(" -–—|.")
    if label is None or not label.isdecimal():
        return label is not None and _LEADING_WORD.sub("", line) == label
    matches = (pattern.fullmatch(line) for pattern in _LABELLED)
    return any(match is not None and match[1] == label for match in matches)


def arabic(label: str | None) -> int | None:
    """The number that a label is, where it is one."""
    return int(label) if label and label.isdecimal() else None


def page_called(label: str | None, blocks: tuple[Block, ...], sheet: int | None = None) -> Page:
    """A page by what it is called: by its number, or by another label."""
    number = arabic(label)
    return Page(number, blocks, label or None if number is None else None, sheet)


def _candidates(edges: Sequence[Sequence[EdgeLine]]) -> Iterator[_NumberCandidate]:
    shapes = Counter(
        shape for lines in edges for shape in {line_shape(line.text) for line in lines}
    )
    for page, lines in enumerate(edges):
        for line in lines:
            text, height = line.text, line.height
            labelled = {int(match[1]) for form in _LABELLED for match in form.finditer(text)}
            # A number alone within the text may be any figure, as one of a chart.
            sure = line.apart or not text.isdecimal()
            for number in labelled:
                yield _NumberCandidate(page, number, sure, height=height)
            if match := _ROMAN.fullmatch(text):
                form = "lowerRoman" if match["roman"].islower() else "upperRoman"
                if number := ROMAN.get(match["roman"].lower(), 0):
                    yield _NumberCandidate(page, number, True, form, height)
            if match := _PART.fullmatch(text.strip(" -–—|")):
                yield _NumberCandidate(page, int(match["n"]), True, match["part"], height)
            # "Rapport om lärcentra 12": the words must recur, or they are a heading; or else such
            # a line must stand where others do, as the names of chapters do.
            recurs = shapes[line_shape(text)] >= FEWEST
            if line.apart and (recurs or height):
                for match in _AT_EDGE.finditer(text):
                    if (number := int(match[1] or match[2])) not in labelled:
                        yield _NumberCandidate(page, number, False, "", height, recurs)


def line_shape(line: str) -> str:
    """A line with its numbers masked: running headers of two pages have the same shape."""
    return _DIGITS.sub("#", fold(line))


def running_shapes(line: str, page: int) -> set[str]:
    """What a line has in common with those of other pages where it is a running one.

    It says the same, or the same but for one number, which counts with the pages.
    """
    text = fold(line)
    return {text} | {
        f"{text[: match.start()]}#{int(match[0]) - page}{text[match.end() :]}"
        for match in _DIGITS.finditer(text)
    }


def _support(
    candidates: Sequence[_NumberCandidate], pages: int
) -> tuple[dict[tuple[str, int], int], dict[tuple[str, int], set[int]]]:
    """For each run of numbers that enough pages agree on, how many do, and where they stand.

    In a file of one or two pages every page must agree, with a number that is labelled as one.
    """
    agreeing: dict[tuple[str, int], dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for candidate in candidates:
        sure = candidate.labelled and candidate.number < 1000  # no year
        if candidate.recurs and candidate.number > 0 and (sure or pages >= FEWEST):
            for band in candidate.bands:
                agreeing[candidate.run][band].add(candidate.page)
    support, heights = {}, {}
    for run, bands in agreeing.items():
        needed = min(FEWEST if not run[0] else FEWEST - 1, pages)
        firm = [members for members in bands.values() if len(members) >= min(2, needed)]
        members = set[int]().union(*firm)
        in_a_row = pages < FEWEST or any(page + 1 in members for page in members)
        if len(members) >= needed and in_a_row:
            support[run] = len(members)
            heights[run] = {band for band, pages_of in bands.items() if len(pages_of) > 1}
    return support, heights


def _label(form: str, number: int) -> str:
    return in_form(number, form) if form.endswith("Roman") else f"{form}{number}"


def _with_gaps_filled(chosen: dict[int, _NumberCandidate], pages: int) -> list[str | None]:
    """The labels of all pages, also of those between two that are numbered in step."""
    labels: list[str | None] = [None] * pages
    for page, candidate in chosen.items():
        labels[page] = _label(candidate.form, candidate.number)
    for first, last in pairwise(sorted(chosen)):
        form, ahead = chosen[first].run
        if chosen[last].run == (form, ahead):
            labels[first:last] = [_label(form, page + ahead) for page in range(first, last)]
    return labels
