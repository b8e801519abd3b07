"""Tables of a web page that are drawn with boxes alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.readers.html_text import text_of
from ingest.readers.reading import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST_CELLS = 3
"""Cells of the shortest line of boxes that is one of a table."""

LONGEST_CELL = 120
"""Characters of the longest cell."""

_NO_CELL = "h1 h2 h3 h4 h5 h6 p ul ol table dl a button input img".split()


def draw_boxes(root: HtmlElement) -> None:
    """Makes a table of boxes that hold equally many short ones, where one line names the others.

    That line has another class than the others. Whether the lines are drawn below or beside each
    other does not matter: each is of one thing.
    """
    for box in list(root.iter("div", "section", "ul")):
        lines = _lines(box)
        head = _head(lines)
        if head is None:
            continue
        box.tag = "table"
        for line in lines:
            line.tag = "tr"
            for cell in line:
                cell.tag = "th" if line is head else "td"
        box.insert(0, head)


def _lines(box: HtmlElement) -> list[HtmlElement]:
    """The lines of a box in which nothing else stands; none where it is no table."""
    lines = list(box)
    size = len(lines[0]) if lines else 0
    whole = size >= FEWEST_CELLS and all(
        len(line) == size and _is_bare(line) and all(map(_is_cell, line)) for line in lines
    )
    return lines if whole and _is_bare(box) else []


def _is_bare(box: HtmlElement) -> bool:
    """Whether a box has no text of its own between its parts."""
    return not any((text or "").strip() for text in (box.text, *(part.tail for part in box)))


def _is_cell(part: HtmlElement) -> bool:
    short = isinstance(part.tag, str) and len(text_of(part)) <= LONGEST_CELL
    return short and part.tag not in _NO_CELL and next(part.iter(*_NO_CELL), None) is None


def _head(lines: Sequence[HtmlElement]) -> HtmlElement | None:
    """The line that names the cells of the others."""
    manners = [_manner(line) for line in lines]
    counts = Counter(manners)
    alone = [line for line, manner in zip(lines, manners, strict=True) if counts[manner] == 1]
    if len(lines) < 3 or len(counts) != 2 or len(alone) != 1:
        return None
    texts = [tidy(text_of(cell)) for cell in alone[0]]
    names = all(texts[1:]) and not any(text[:1].isdigit() for text in texts)
    return alone[0] if names and len(set(texts)) == len(texts) else None


def _manner(line: HtmlElement) -> tuple[str, ...]:
    """How a line and its cells are drawn."""
    names = (line.get("class") or "").split()
    return (*names, *(f"{cell.tag} {cell.get('class')}" for cell in line))
