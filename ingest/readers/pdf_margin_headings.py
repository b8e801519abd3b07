"""Headings that stand in the left margin of a PDF page, beside the text that they are of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.readers.pdf_lines import TextLine

_FEWEST_BESIDE = 2
"""Bold lines that stand beside text of their height, where they are headings in the margin."""

_LEVEL = 0.3
"""Most difference of the bases of a heading and the text beside it, in heights."""


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
