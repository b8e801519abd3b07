"""Puts columns one after the other where a PDF draws them line by line across the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import mean

from ingest.readers.pdf_lines import Line, Part

_FEWEST_LINES = 4
"""Lines side by side that make two columns of text."""

_FEWEST_LETTERS = 18
"""Mean length of the lines of a column, in characters; the cells of tables are shorter."""


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines with the left column before the right one, wherever two are woven together."""
    ordered: list[Line] = []
    index = 0
    while index < len(lines):
        run = _run(lines, index)
        if run is not None and run.is_text():
            ordered += [*run.left, *run.right]
            index += run.length
        else:
            ordered.append(lines[index])
            index += 1
    return ordered


@dataclass(slots=True)
class _Run:
    """Lines in a row that leave the same gutter free."""

    gutter: tuple[float, float]
    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)
    length: int = 0

    def is_text(self) -> bool:
        """Whether the two sides are columns of running text, not of a table."""
        return all(
            len(side) >= _FEWEST_LINES and mean(len(line.text) for line in side) >= _FEWEST_LETTERS
            for side in (self.left, self.right)
        )


def _run(lines: Sequence[Line], start: int) -> _Run | None:
    first = lines[start]
    if len(first.parts) != 2:
        return None
    run = _Run((first.parts[0].right, first.parts[1].left))
    for line in lines[start:]:
        sides = list(_sides(line, run.gutter))
        if not sides or (run.length and line.top < lines[start + run.length - 1].top - line.size):
            break
        low, high = run.gutter
        for is_left, side in sides:
            (run.left if is_left else run.right).append(side)
            low, high = (max(low, side.right), high) if is_left else (low, min(high, side.left))
        run.gutter = (low, high)
        run.length += 1
    return run


def _sides(line: Line, gutter: tuple[float, float]) -> Iterator[tuple[bool, Line]]:
    """The line on each side of a gutter; nothing where it stands in it."""
    middle = sum(gutter) / 2
    left = [part for part in line.parts if part.right <= middle]
    right = [part for part in line.parts if part.left >= middle]
    if len(left) + len(right) < len(line.parts):
        return
    for is_left, parts in ((True, left), (False, right)):
        if parts:
            yield is_left, replace(line, parts=(_joined(parts),))


def _joined(parts: Sequence[Part]) -> Part:
    text = " ".join(part.text for part in parts)
    return Part(text, parts[0].left, parts[-1].right, parts[0].place)
