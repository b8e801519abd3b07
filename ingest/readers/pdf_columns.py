"""Puts columns one after the other where a PDF draws them line by line across the page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, takewhile
from operator import attrgetter
from statistics import mean

from ingest.readers.pdf_lines import LinePart, TextLine

_FEWEST_LINES = 4
"""Lines side by side that make two columns of text."""

MOST_LEADING = 4.0
"""Most distance between two lines of a column, in heights; what is farther down is another text."""

_FEWEST_LETTERS = 18
"""Mean length of the lines of a column, in characters; the cells of tables are shorter."""

_FEWEST_OF_TEXT = 8
"""Mean length of the lines of a column that holds no figures alone."""

_INDENT = 2.0
"""How far to the left of a column its lines may begin, in heights."""

_LOOKED_AT = 8
"""Lines among which the one with the most parts shows how many columns there are."""

_FEWEST_APART, _APART = 3, 0.2
"""Lines, and their share, that are no cells of a row with what stands beside them."""

_FEWEST_LABELS = 3
"""Lines of a label with its value that make a column a card."""

_FEWEST_HEADINGS = 2
"""Bold lines above others that make a column one of texts with headings."""

_LEVEL = 0.15
"""Most difference of the bases of the cells of a row, in heights."""

_GOES_ON = re.compile(r"[a-zåäö][\w-]*,? \S+ \S")
_BEGINS = re.compile(r"[A-ZÅÄÖ0-9•–-]")
_ADDRESS = re.compile(r"\S@\S|\b0\d{1,3}[-–]\d|\+\d\d ")
_LABELLED = re.compile(r"[A-ZÅÄÖ][\w -]{1,25}: \S")


@dataclass(frozen=True, slots=True)
class _Columns:
    """The first lines that leave the same gutters free: how many they are, and their columns."""

    count: int = 0
    columns: Sequence[Sequence[TextLine]] = ()

    @property
    def are_text(self) -> bool:
        """Whether each column is read by itself, and the lines are no rows of a table."""
        if min(map(_mean_length, self.columns), default=0.0) < _FEWEST_OF_TEXT:
            return False
        if len(self.columns) == 2 and all(map(_is_text, self.columns)):
            return True
        if sum(map(_is_card, self.columns)) > 1 or all(map(_has_headings, self.columns)):
            return True
        # In a table addresses stand in a column of their own.
        if len(self.columns) > 1 and all(map(_is_contact, self.columns)):
            return True
        return _count_apart(self.columns) >= max(_FEWEST_APART, _APART * self.count)


def in_reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with each column before the one to its right, wherever some are woven together."""
    ordered: list[TextLine] = []
    index = rows = 0
    while index < len(lines):
        found = _first_columns(lines[index:]) if index >= rows else _Columns()
        beside = _tables_beside(lines[index:])
        if beside.count or found.are_text:
            found = beside if beside.count else found
            ordered += chain.from_iterable(found.columns)
            index += found.count
        else:
            # Those of its rows that have as many cells are rows of a table, too.
            alike = takewhile(_as_many(lines[index]), lines[index : index + found.count])
            rows = max(rows, index + sum(1 for _ in alike))
            ordered.append(lines[index])
            index += 1
    return ordered


def _tables_beside(lines: Sequence[TextLine]) -> _Columns:
    """The first lines where they are two tables side by side, each a column of names and figures.

    Their titles stand side by side above the names of their columns, or these are told twice.
    """
    for head, rows in ((lines[0], lines[1:3]), (lines[1], lines[2:4])) if len(lines) > 3 else ():
        names = [part.text for part in head.parts]
        half, edges = len(names) // 2, [round(part.left) for part in head.parts]
        titles = [round(part.left) for part in lines[0].parts]
        twice = len(names) % 2 == 0 and names[1:half] == names[half + 1 :]
        cut = half if twice else len(names)
        if head is lines[1] and len(titles) == 2 and titles[0] == edges[0] and titles[1] in edges:
            cut = edges.index(titles[1])
        if not 2 <= cut <= len(names) - 2 or any(len(row.parts) != len(names) for row in rows):
            continue
        figures = [{_has_digit(row.parts[at].text) for row in rows} for at in range(len(names))]
        if all(of == {at not in {0, cut}} for at, of in enumerate(figures)):
            sides = (head.parts[:cut], head.parts[cut:])
            parts = tuple(replace(side[0], right=side[-1].right) for side in sides)
            return _columns(lines, replace(head, parts=parts))
    return _Columns()


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _as_many(line: TextLine) -> Callable[[TextLine], bool]:
    return lambda other: len(other.parts) == len(line.parts)


def _first_columns(lines: Sequence[TextLine]) -> _Columns:
    """The columns that begin with the first line; of no rows where none do."""
    columns = _Columns()
    if len(lines[0].parts) > 1:
        most = max(lines[:_LOOKED_AT], key=lambda line: len(line.parts))
        for shown in dict.fromkeys((most, lines[0])):
            columns = _columns(lines, shown)
            if columns.are_text:
                break
    return columns


def _is_text(side: Sequence[TextLine]) -> bool:
    """Whether one side of a gutter is a column of running text, not of a table."""
    return len(side) >= _FEWEST_LINES and _mean_length(side) >= _FEWEST_LETTERS


def _mean_length(side: Sequence[TextLine]) -> float:
    """The mean length of the lines of a column, in characters; 0 where it has but one."""
    return mean(len(line.text) for line in side) if len(side) > 1 else 0.0


def _is_card(side: Sequence[TextLine]) -> bool:
    """Whether a column is a heading with labels and their values."""
    labels = sum(_LABELLED.match(line.text) is not None for line in side)
    return labels >= max(_FEWEST_LABELS, len(side) / 2)


def _has_headings(side: Sequence[TextLine]) -> bool:
    """Whether a column is running text below bold headings, each time anew."""
    headed = sum(one.bold and not other.bold for one, other in pairwise(side))
    return headed >= _FEWEST_HEADINGS and _is_text(side)


def _is_contact(side: Sequence[TextLine]) -> bool:
    """Whether a column tells of somebody with one address or number beside other lines."""
    return len(side) > 2 and sum(_ADDRESS.search(line.text) is not None for line in side) in {1, 2}


def _count_apart(columns: Sequence[Sequence[TextLine]]) -> int:
    """How many lines are no cells of a row with what stands beside them."""
    lines = sorted(chain.from_iterable(columns), key=attrgetter("base"))
    bases = [line.base for line in lines]
    count = 0
    for line in lines:
        half = line.size / 2
        window = slice(bisect_left(bases, line.base - half), bisect_right(bases, line.base + half))
        count += _is_apart(line, lines[window])
    return count


def _is_apart(line: TextLine, around: Sequence[TextLine]) -> bool:
    """Whether a line goes on with a sentence beside one that begins, or stands beside no other.

    The cells of a row stand at one height, and one that is as high as several lines has nothing
    but such cells beside it. ``around`` are the lines of about its height, itself among them.
    """
    near = [
        other
        for other in around
        if other.left != line.left and abs(other.base - line.base) < line.size / 2
    ]
    level = [other for other in near if abs(other.base - line.base) < _LEVEL * line.size]
    goes_on = _GOES_ON.match(line.text) and any(_BEGINS.match(other.text) for other in level)
    return bool(near) and (bool(goes_on) or not level)


def _columns(lines: Sequence[TextLine], shown: TextLine) -> _Columns:
    """The first lines that leave the gutters of the one shown free.

    The file may draw a paragraph of each column, one after the other.
    """
    gutters = [(one.right, other.left) for one, other in pairwise(shown.parts)]
    columns: list[list[TextLine]] = [[] for _ in range(len(gutters) + 1)]
    foot, count = lines[0].top, 0
    for line in lines if gutters else ():
        row = _row(line, gutters)
        above = line.top < lines[0].top - line.size
        if not row or above or line.top - foot > MOST_LEADING * line.size:
            break
        for column, part in zip(columns, row, strict=True):
            column.extend([part] if part else [])
        foot = max(foot, line.top)
        count += 1
        gutters = list(_narrowed(gutters, row))
    return _Columns(count, [sorted(column, key=attrgetter("base")) for column in columns])


def _row(line: TextLine, gutters: Sequence[tuple[float, float]]) -> list[TextLine | None]:
    """The line in each column; nothing where a part of it stands in two."""
    parts: list[list[LinePart]] = [[] for _ in range(len(gutters) + 1)]
    for part in line.parts:
        column = sum(part.left > high - _INDENT * line.size for _, high in gutters)
        before, after = gutters[:column], gutters[column:]
        if any(part.left < low for low, _ in before) or any(part.right > high for _, high in after):
            return []
        parts[column].append(part)
    return [replace(line, parts=tuple(of)) if of else None for of in parts]


def _narrowed(
    gutters: Sequence[tuple[float, float]], row: Sequence[TextLine | None]
) -> Iterator[tuple[float, float]]:
    """The gutters between what stands on their sides."""
    for (low, high), (left, right) in zip(gutters, pairwise(row), strict=True):
        yield max(low, left.right) if left else low, min(high, right.left) if right else high
