"""Names of columns that are set sideways above a table of a PDF that has no rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.pdf_chars import Box, TextLayer
from ingest.readers.pdf_lines import LinePart, TextLine

_FEWEST = 2
"""Lines set sideways, side by side, that name columns."""

_NEAR = 6
"""Lines below them of which the one with the most cells shows where the columns are."""


def with_turned_heads(lines: Sequence[TextLine], layer: TextLayer) -> list[TextLine]:
    """The lines, with the names of columns that stand sideways as a row above the others."""
    boxes = {line: _box(line, layer) for line in lines if line.sideways}
    if len(boxes) < _FEWEST:
        return list(lines)
    foot = max(bottom for _, _, _, bottom in boxes.values())
    size = max(line.size for line in boxes)
    upright = [line for line in lines if line not in boxes]
    below = [line for line in upright if foot + size / 2 < line.base < foot + _NEAR * 2 * size]
    row = max(below[:_NEAR], key=lambda line: len(line.parts), default=None)
    if row is None or not _are_beside(list(boxes.values())):
        return list(lines)
    names: dict[LinePart, list[str]] = {}
    for line, (left, _, right, _) in sorted(boxes.items(), key=lambda item: item[1]):
        column = min(row.parts, key=lambda part: abs(part.left + part.right - left - right))
        names.setdefault(column, []).append(line.text)
    if len(names) < max(_FEWEST, len(row.parts) - 1):
        return list(lines)
    corner = [
        line
        for line in upright
        if abs(line.base - foot) < size and line.right < min(boxes.values())[0]
    ]
    parts = [part for line in corner for part in line.parts]
    parts += [
        replace(part, text=" ".join(names[part]), pieces=()) for part in row.parts if part in names
    ]
    head = replace(row, parts=tuple(parts), base=foot, top=foot - size, bold=True)
    rest = [line for line in upright if line not in corner]
    at = rest.index(below[0])
    return [*rest[:at], head, *rest[at:]]


def _box(line: TextLine, layer: TextLayer) -> Box:
    """Where a line that is set sideways stands on the page."""
    box = line.left, line.top, line.right, line.base
    return layer.moved(box, layer.turns[line.place], layer.turn)


def _are_beside(boxes: Sequence[Box]) -> bool:
    """Whether all stand at one height, each beside the others."""
    return max(top for _, top, _, _ in boxes) < min(bottom for _, _, _, bottom in boxes)
