"""Puts columns one after the other where a PDF draws them line by line across the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import mean

from ingest.readers.pdf_lines import TextLine

_FEWEST_LINES = 4
"""Lines side by side that make two columns of text."""

MOST_LEADING = 4.0
"""Most distance between two lines of a column, in heights; what is farther down is another text."""

_FEWEST_BESIDE = 2
"""Bold lines that stand beside text of their height, where they are headings in the margin."""

_LEVEL = 0.3
"""Most difference of the bases of a heading and the text beside it, in heights."""

_FEWEST_LETTERS = 18
"""Mean length of the lines of a column, in characters; the cells of tables are shorter."""


def in_reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with the left column before the right one, wherever two are woven together."""
    ordered: list[TextLine] = []
    index = 0
    while index < len(lines):
        left, right, length = _columns(lines[index:])
        if _is_text(left) and _is_text(right):
            ordered += [*left, *right]
            index += length
        else:
            ordered.append(lines[index])
            index += 1
    return ordered


def _is_text(side: Sequence[TextLine]) -> bool:
    """Whether one side of a gutter is a column of running text, not of a table."""
    return len(side) >= _FEWEST_LINES and mean(len(line.text) for line in side) >= _FEWEST_LETTERS


def _columns(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[TextLine], int]:
    """The sides of the first lines that leave the same gutter free, and how many lines they are."""
    left: list[TextLine] = []
    right: list[TextLine] = []
    if len(lines[0].parts) != 2:
        return left, right, 0
    low, high = lines[0].parts[0].right, lines[0].parts[1].left
    for index, line in enumerate(lines):
        sides = list(_sides(line, (low + high) / 2))
        step = line.top - lines[index - 1].top if index else 0.0
        if not sides or not -line.size <= step <= MOST_LEADING * line.size:
            return left, right, index
        for is_left, side in sides:
            (left if is_left else right).append(side)
            low, high = (max(low, side.right), high) if is_left else (low, min(high, side.left))
    return left, right, len(lines)


def _sides(line: TextLine, middle: float) -> Iterator[tuple[bool, TextLine]]:
    """The line on each side of a gutter; nothing where it stands in it."""
    left = [part for part in line.parts if part.right <= middle]
    right = [part for part in line.parts if part.left >= middle]
    if len(left) + len(right) < len(line.parts):
        return
    for is_left, parts in ((True, left), (False, right)):
        if parts:
            yield is_left, replace(line, parts=tuple(parts))


def with_margin_headings(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, with headings in the left margin before the text that each stands beside."""
    beside: dict[TextLine, TextLine] = {}
    for line in lines:
        near = (
            other
            for other in lines
            if abs(other.base - line.base) < _LEVEL * line.size and other.left > line.right
        )
        if line.bold and (text := next(near, None)) and not text.bold:
            beside[line] = text
    if len(beside) < _FEWEST_BESIDE or not _is_margin(lines, beside):
        return list(lines)
    heads: dict[TextLine, list[TextLine]] = {}
    rest: list[TextLine] = []
    group: list[TextLine] = []
    for line in lines:
        follows = group and line.bold and line.left == group[-1].left
        if line in beside and not (follows and line.base - group[-1].base < 2 * line.size):
            group = heads.setdefault(beside[line], [])
        elif not (follows and 0 < line.base - group[-1].base < 2 * line.size):
            group = []
        (group if group or line in beside else rest).append(line)
    return [one for line in rest for one in (*heads.get(line, ()), line)]


def _is_margin(lines: Sequence[TextLine], beside: Mapping[TextLine, TextLine]) -> bool:
    """Whether nothing but headings stands to the left of text, and all of that at one edge."""
    edge = min(text.left for text in beside.values())
    top = min(head.top for head in beside)
    foot = max(line.base for line in lines if abs(line.left - edge) < line.size)
    aligned = all(text.left - edge < text.size for text in beside.values())
    return aligned and all(
        line.bold for line in lines if line.left < edge - line.size and top <= line.base <= foot
    )
