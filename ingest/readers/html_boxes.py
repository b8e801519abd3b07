"""Tables and cards of a web page that are drawn with boxes alone."""

from __future__ import annotations

import re
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

FEWEST_CARDS, LONGEST_CARD_LINE = 2, 60
"""Cards of one shape, and characters of their longest line."""

_CARD_LINES = "p div span h2 h3 h4 h5 h6".split()
_REACH = re.compile(r"\d{2,4}[-–/ ]\d|\S@\S")
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


def join_cards(root: HtmlElement) -> None:
    """Puts what a card tells of somebody on one line, as no label says what each part is.

    The cards around it are alike, and each holds a number or an address: "Bo Ek, rektor, 0500-12".
    """
    for box in list(root.iter("div", "ul", "section")):
        cards = [card for card in box if isinstance(card.tag, str)]
        shapes = {(card.tag, *(part.tag for part in card)) for card in cards}
        if len(cards) < FEWEST_CARDS or len(shapes) > 1 or not all(map(_is_card, cards)):
            continue
        for card in cards:
            card.tag = "p"
            for part in card:
                part.tag, part.tail = "span", ", " if part.getnext() is not None else ""


def _is_card(card: HtmlElement) -> bool:
    texts = [tidy(text_of(part)) for part in card]
    bare = _is_bare(card) and all(part.tag in _CARD_LINES for part in card)
    plain = all(0 < len(text) <= LONGEST_CARD_LINE and ":" not in text for text in texts)
    flat = not any(inner.tag in _CARD_LINES for part in card for inner in part.iterdescendants())
    return len(texts) >= FEWEST_CELLS and bare and plain and flat and bool(_REACH.search(texts[-1]))


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
