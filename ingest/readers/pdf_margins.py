"""Numbers of lines in the margin of a page, which are no part of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ingest.readers.pdf_lines import LinePart, TextLine

FEWEST, FEWEST_RIGHT = 5, 10
"""Numbers in the left and in the right margin that count up in even steps."""

LEAST_FULL = 45
"""Median length of lines with numbers to their right; those of a table of contents are short."""

_ALONE = 0.9
"""Share of the other lines that stand beside such numbers."""

_AWAY = 1.5
"""How many times the usual step between numbers the page's head and foot stand away from them."""

_NUMBER = re.compile(r"(\d{1,4})(?:\s+|$)")


def without_line_numbers(
    lines: Sequence[TextLine],
) -> tuple[list[TextLine], tuple[str, ...]]:
    """The lines without the numbers that count them, and those numbers.

    They stand in a margin: nearly every other line begins to the right of them, or ends to the
    left.
    """
    for numbers in (_in_left_margin(lines), _in_right_margin(lines)):
        if numbers:
            kept = [
                replace(line, parts=parts)
                for place, line in enumerate(lines)
                if (parts := numbers[place][1] if place in numbers else line.parts)
            ]
            return kept, tuple(str(number) for number, _ in numbers.values())
    return list(lines), ()


_Numbers = Mapping[int, tuple[int, tuple[LinePart, ...]]]
"""By the place of a line its number, and the line without it; from the top of the page down."""


def _in_left_margin(lines: Sequence[TextLine]) -> _Numbers:
    numbers = {}
    for place in sorted(range(len(lines)), key=lambda place: lines[place].base):
        line = lines[place]
        first, *rest = line.parts
        if (match := _NUMBER.match(first.text)) and not line.note:
            left = replace(first, text=first.text[match.end() :], left=line.second)
            numbers[place] = int(match[1]), (left, *rest) if left.text else tuple(rest)
    # A number under the text, as that of the page, stands in no margin.
    text = median([lines[place].second or 0.0 for place in numbers] or [0.0])
    numbers = {place: one for place, one in numbers.items() if lines[place].left < text}
    starts = [line.second if place in numbers else line.left for place, line in enumerate(lines)]
    edge = max((lines[place].left for place in numbers), default=0.0)
    # What stands well above the first number or below the last is the page's head or foot.
    bases = sorted(lines[place].base for place in numbers) or [0.0]
    away = _AWAY * median([other - one for one, other in pairwise(bases)] or [0.0])
    beside = [
        start > edge + line.size / 2
        for start, line in zip(starts, lines, strict=True)
        if start and bases[0] - away < line.base < bases[-1] + away
    ]
    return numbers if _count_up(numbers, FEWEST) and _nearly_all(beside) else {}


def _in_right_margin(lines: Sequence[TextLine]) -> _Numbers:
    numbers = {}
    for place in sorted(range(len(lines)), key=lambda place: lines[place].base):
        *rest, last = lines[place].parts
        if last.text.isdecimal() and len(last.text) < 5:
            numbers[place] = int(last.text), tuple(rest)
    edge = min((lines[place].right for place in numbers), default=0.0)
    parts = [
        numbers[place][1] if place in numbers else line.parts for place, line in enumerate(lines)
    ]
    full = [len(" ".join(part.text for part in numbers[place][1])) for place in numbers]
    beside = [
        one[-1].right < edge - line.size for one, line in zip(parts, lines, strict=True) if one
    ]
    counts = _count_up(numbers, FEWEST_RIGHT) and median(full) >= LEAST_FULL
    return numbers if counts and _nearly_all(beside) else {}


def _count_up(numbers: _Numbers, fewest: int) -> bool:
    steps = {other - one for (one, _), (other, _) in pairwise(numbers.values())}
    return len(numbers) >= fewest and len(steps) == 1 and steps <= {1, 2, 5, 10}


def _nearly_all(beside: Iterable[bool]) -> bool:
    each = list(beside)
    return bool(each) and sum(each) >= _ALONE * len(each)
