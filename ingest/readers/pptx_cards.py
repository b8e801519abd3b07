"""Cards on slides: a few short texts that belong together by where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from ingest.readers.raised import set_in
from ingest.readers.reading import tidy

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape
    from pptx.text.text import _Paragraph

LONGEST_CARD = 100
"""Characters of a card, which is one line: a day beneath what happens then."""

MOST_PARTS = 3
"""Texts of a card."""

# "86", "31 %", "ca 1,2 mnkr", "9 av 10", "18 januari".
_FIGURE = re.compile(r"(?:ca |[-–+<>~]\s?)?\d[\d\s.,:/–-]*(?:av \d+|%|\w+(?: \w+)?)?")

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

Card = tuple["BaseShape", ...]
"""The shapes of a card from top to bottom; what is no card stands alone."""

_Pairs = list[tuple["BaseShape", "BaseShape"]]

_Sides = tuple[tuple[int, int], tuple[int, int]]
"""Where a shape begins and ends in the direction that is looked in, and across that."""

_Side = Callable[["BaseShape"], _Sides]


def cards(shapes: Iterable[BaseShape]) -> Iterator[Card]:
    """All shapes from top to bottom: a group of few texts, and a figure with its label, as one."""
    from pptx.shapes.group import GroupShape

    ordered = _headed(sorted(shapes, key=_place))
    pairs = _labelled([shape for shape in ordered if _is_short(shape)])
    partners = {id(pair[0]): pair for pair in pairs}
    lower = {id(pair[1]) for pair in pairs}
    for shape in ordered:
        if id(shape) in lower:
            continue
        parts: list[BaseShape] = []
        if isinstance(shape, GroupShape) and not is_hidden(shape):
            parts = list(shape.shapes)
        if parts and not _is_card(parts):
            yield from cards(parts)
        elif parts:
            yield tuple(sorted(parts, key=_place))
        else:
            yield partners.get(id(shape), (shape,))


def _headed(ordered: Sequence[BaseShape]) -> list[BaseShape]:
    """Shapes from top to bottom, but what is right below a lower box of its width follows it."""
    stacks: dict[tuple[int, int], list[BaseShape]] = defaultdict(list)
    for shape in ordered:
        stacks[_across(shape)[0]].append(shape)
    bodies = {
        id(head): body
        for stack in stacks.values()
        for head, body in pairwise(stack)
        if 2 * (body.height or 0) >= 3 * (head.height or 0) > 0
        and (body.top or 0) - _down(head)[0][1] <= (head.height or 0)
    }
    below = set(map(id, bodies.values()))
    queue = [shape for shape in reversed(ordered) if id(shape) not in below]
    read = []
    while queue:
        read.append(queue.pop())
        queue += [bodies[id(read[-1])]] if id(read[-1]) in bodies else []
    return read


def words(card: Card) -> str:
    """The words of a card on one line; a label to the left of its value with a colon."""
    texts = [" ".join(_paragraphs(shape)) for shape in card]
    beside = len(card) == 2 and _place(card[0])[0] == _place(card[1])[0]
    is_label = beside and not _FIGURE.fullmatch(texts[0]) and not texts[0].endswith((":", "?"))
    return tidy((": " if is_label else " ").join(texts))


def is_line(card: Card) -> bool:
    """Whether shapes are a card: several, or one with a figure above what it counts."""
    if len(card) > 1:
        return True
    first, *others = _paragraphs(card[0]) or [""]
    few = 0 < len(others) < MOST_PARTS and not card[0].is_placeholder
    return few and _FIGURE.fullmatch(first) is not None and len(words(card)) <= LONGEST_CARD


def is_hidden(shape: BaseShape) -> bool:
    """Whether somebody has hidden a shape itself, or the group that it is."""
    name = next(shape._element.iter("{*}cNvPr"), None)
    return name is not None and name.get("hidden") in {"1", "true"}


def paragraph_text(paragraph: _Paragraph) -> str:
    """The words of a paragraph, with its line breaks; raised marks do not melt into figures."""
    text = ""
    for element in paragraph._p:
        run = "".join(part.text or "" for part in element.iter(f"{_A}t"))
        if element.tag == f"{_A}br":
            text += "\n"
        properties = element.find(f"{_A}rPr")
        shift = properties.get("baseline", "0") if properties is not None else "0"
        raises = "super" if shift.strip("0%") else ""
        text += set_in(text, run, "sub" if shift.startswith("-") else raises)
    return text


def _paragraphs(shape: BaseShape) -> list[str]:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.group import GroupShape

    if isinstance(shape, GroupShape):
        return [text for part in sorted(shape.shapes, key=_place) for text in _paragraphs(part)]
    if not isinstance(shape, Shape):
        return []
    return [text for part in shape.text_frame.paragraphs if (text := tidy(paragraph_text(part)))]


def _is_card(parts: Sequence[BaseShape]) -> bool:
    from pptx.shapes.autoshape import Shape

    texts = all(isinstance(part, Shape) and not is_hidden(part) for part in parts)
    return texts and len(parts) <= MOST_PARTS and len(words(tuple(parts))) <= LONGEST_CARD


def _is_short(shape: BaseShape) -> bool:
    """Whether a shape is one short text that may be a figure or the label of one."""
    from pptx.shapes.autoshape import Shape

    free = isinstance(shape, Shape) and not (shape.is_placeholder or is_hidden(shape))
    return free and len(_paragraphs(shape)) == 1 and len(words((shape,))) <= LONGEST_CARD


def _labelled(texts: Sequence[BaseShape]) -> _Pairs:
    """Each figure or value with its label.

    All labels stand to the left of wider values, or else below their figures, or above, or beside,
    as most do.
    """
    rows = _label_column(texts)
    texts = [text for text in texts if not any(text in row for row in rows)]
    figures = [text for text in texts if _FIGURE.fullmatch(words((text,)))]
    labels = [text for text in texts if not _FIGURE.fullmatch(words((text,)))]
    below, above = _pairs(figures, labels, _down), _pairs(labels, figures, _down)
    beside = _pairs(figures, labels, _across)
    return rows + [pair for _, pair in max(below, above, beside, key=_closeness)]


def _label_column(texts: Sequence[BaseShape]) -> _Pairs:
    """The rows of a column of labels and a wider one of values; none where there are none."""
    rows: dict[tuple[tuple[int, int], tuple[int, int]], _Pairs] = defaultdict(list)
    for _, line in groupby(texts, lambda text: _place(text)[0]):
        match list(line):
            case [label, value]:
                rows[_across(label)[0], _across(value)[0]].append((label, value))
    for ((left, right), (start, end)), pairs in rows.items():
        figures = any(_FIGURE.fullmatch(words((label,))) for label, _ in pairs)
        narrow = right <= start and 5 * (right - left) < 4 * (end - start)
        if len(pairs) > 1 and narrow and not figures:
            return pairs
    return []


def _closeness(pairs: Sequence[tuple[int, object]]) -> tuple[int, int]:
    return len(pairs), -sum(gap for gap, _ in pairs)


def _pairs(
    firsts: Sequence[BaseShape], seconds: Sequence[BaseShape], side: _Side
) -> list[tuple[int, tuple[BaseShape, BaseShape]]]:
    """Those of two kinds that stand next to each other and to no other as near, with the gaps."""
    near = [
        (gap, (first, second))
        for first in firsts
        for second in seconds
        if (gap := _gap(side(first), side(second), first, second)) is not None
    ]
    return [
        (gap, pair)
        for gap, pair in near
        if not any(
            (pair[0] is other[0]) != (pair[1] is other[1]) and nearer <= gap
            for nearer, other in near
        )
    ]


def _gap(first: _Sides, second: _Sides, *shapes: BaseShape) -> int | None:
    """How far a text begins behind the end of another; none where it is not right behind it.

    That is no further than one of them is high, and beside half of the smaller one.
    """
    (_, end), (left, right) = first
    (start, _), (other_left, other_right) = second
    shared = min(right, other_right) - max(left, other_left)
    smaller = min(right - left, other_right - other_left)
    heights = [int(shape.height or 0) for shape in shapes]
    gap = start - end
    is_near = 2 * shared >= smaller > 0 and -min(heights) <= 2 * gap <= 2 * max(heights)
    return gap if is_near else None


def _down(shape: BaseShape) -> _Sides:
    top, left = _place(shape)
    return (top, top + int(shape.height or 0)), (left, left + int(shape.width or 0))


def _across(shape: BaseShape) -> _Sides:
    down, across = _down(shape)
    return across, down


def _place(shape: BaseShape) -> tuple[int, int]:
    return int(shape.top or 0), int(shape.left or 0)
