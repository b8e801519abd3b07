"""Numbers of lines in the margin of a page, which are no part of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.pdf_lines import LinePart, TextLine

FEWEST = 5
"""Numbers in a margin that count up in even steps."""

_ALONE_TO_THE_RIGHT = 0.9
"""Share of the other lines that begin to the right of such numbers."""

_NUMBER = re.compile(r"(\d{1,4})(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class _MarginNumber:
    """A number that a line begins with: which line, and where what follows on it begins."""

    line: int
    number: int
    text: str


def without_line_numbers(
    lines: Sequence[TextLine],
) -> tuple[list[TextLine], tuple[str, ...]]:
    """The lines without the numbers that count them, and those numbers.

    They stand in the margin: every other line begins to the right of them.
    """
    numbers = [
        _MarginNumber(place, int(match[1]), match[1])
        for place, line in enumerate(lines)
        if (match := _NUMBER.match(line.parts[0].text)) and not line.note
    ]
    numbers.sort(key=lambda one: lines[one.line].base)
    if not _counts_lines(numbers):
        return list(lines), ()
    edge = max(lines[one.line].left for one in numbers)
    counted = {one.line for one in numbers}
    starts = [line.left for place, line in enumerate(lines) if place not in counted]
    starts += [lines[one.line].second for one in numbers if lines[one.line].second]
    to_the_right = sum(start > edge + lines[numbers[0].line].size / 2 for start in starts)
    if not starts or to_the_right < _ALONE_TO_THE_RIGHT * len(starts):
        return list(lines), ()
    kept = []
    for place, line in enumerate(lines):
        if place not in counted:
            kept.append(line)
        elif parts := _without_number(line):
            kept.append(replace(line, parts=parts))
    return kept, tuple(one.text for one in numbers)


def _counts_lines(numbers: Sequence[_MarginNumber]) -> bool:
    steps = {second.number - first.number for first, second in pairwise(numbers)}
    return len(numbers) >= FEWEST and len(steps) == 1 and steps <= {1, 2, 5, 10}


def _without_number(line: TextLine) -> tuple[LinePart, ...]:
    first, *rest = line.parts
    match = _NUMBER.match(first.text)
    text = first.text[match.end() :] if match else first.text
    return (replace(first, text=text, left=line.second), *rest) if text else tuple(rest)
