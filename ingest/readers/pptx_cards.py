"""Cards on slides: a few short texts that belong together by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.readers.raised import lowered, raised
from ingest.readers.reading import tidy

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape
    from pptx.text.text import _Paragraph

LONGEST_CARD = 100
"""Characters of a card, which is one line: a day beneath what happens then."""

MOST_PARTS = 3
"""Texts of a card."""

# "86", "31 %", "ca 1,2 mnkr", "9 av 10", "18 januari".
_FIGURE = re.compile(r"(?:ca |[-–+<>~]\s?)?\d[\d\s.,:/–-]*(?:av \d+|%|\w+)?")

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

Card = tuple["BaseShape", ...]
"""The shapes of a card from top to bottom; what is no card stands alone."""

_Pairs = list[tuple["BaseShape", "BaseShape"]]


def cards(shapes: Iterable[BaseShape]) -> Iterator[Card]:
    """All shapes from top to bottom: a group of few texts, and a figure with its label, as one."""
    from pptx.shapes.group import GroupShape

    ordered = sorted(shapes, key=_place)
    pairs = _labelled([shape for shape in ordered if _is_short(shape)])
    partners = {id(pair[0]): pair for pair in pairs}
    lower = {id(pair[1]) for pair in pairs}
    for shape in ordered:
        if id(shape) in lower:
            continue
        parts = list(shape.shapes) if isinstance(shape, GroupShape) else []
        if parts and not _is_card(parts):
            yield from cards(parts)
        elif parts:
            yield tuple(sorted(parts, key=_place))
        else:
            yield partners.get(id(shape), (shape,))


def words(card: Card) -> str:
    """The words of a card on one line."""
    return tidy(" ".join(text for shape in card for text in _paragraphs(shape)))


def is_line(card: Card) -> bool:
    """Whether shapes are a card: several, or one with a figure above what it counts."""
    if len(card) > 1:
        return True
    first, *others = _paragraphs(card[0]) or [""]
    few = 0 < len(others) < MOST_PARTS and not card[0].is_placeholder
    return few and _FIGURE.fullmatch(first) is not None and len(words(card)) <= LONGEST_CARD


def is_hidden(shape: BaseShape) -> bool:
    """Whether somebody has hidden a shape."""
    names = shape._element.iter("{*}cNvPr")
    return any(name.get("hidden") in {"1", "true"} for name in names)


def paragraph_text(paragraph: _Paragraph) -> str:
    """The words of a paragraph, with its line breaks; raised marks do not melt into figures."""
    text = ""
    for element in paragraph._p:
        run = "".join(part.text or "" for part in element.iter(f"{_A}t"))
        if element.tag == f"{_A}br":
            text += "\n"
        properties = element.find(f"{_A}rPr")
        shift = properties.get("baseline", "0") if properties is not None else "0"
        if shift.startswith("-"):
            text += lowered(text, run)
        else:
            text += run if shift.strip("0%") == "" else raised(text, run)
    return text


def _paragraphs(shape: BaseShape) -> list[str]:
    from pptx.shapes.autoshape import Shape

    if not isinstance(shape, Shape):
        return []
    return [text for part in shape.text_frame.paragraphs if (text := tidy(paragraph_text(part)))]


def _is_card(parts: Sequence[BaseShape]) -> bool:
    from pptx.shapes.autoshape import Shape

    texts = all(isinstance(part, Shape) and not is_hidden(part) for part in parts)
    return texts and len(parts) <= MOST_PARTS and len(words(tuple(parts))) <= LONGEST_CARD


def _is_short(shape: BaseShape) -> bool:
    """Whether a shape is one short text that may be a figure or the label of one."""
    free = not (shape.is_placeholder or is_hidden(shape))
    return free and len(_paragraphs(shape)) == 1 and len(words((shape,))) <= LONGEST_CARD


def _labelled(texts: Sequence[BaseShape]) -> _Pairs:
    """Each figure with its label: all below their figures, or all above, where more have one."""
    figures = [text for text in texts if _FIGURE.fullmatch(words((text,)))]
    labels = [text for text in texts if not _FIGURE.fullmatch(words((text,)))]
    below = _pairs(figures, labels)
    above = _pairs(labels, figures)
    return max(below, above, key=lambda pairs: (len(pairs), -sum(_gap(*pair) for pair in pairs)))


def _pairs(uppers: Sequence[BaseShape], lowers: Sequence[BaseShape]) -> _Pairs:
    """Those of two kinds that stand under each other with no other of either kind as near."""
    near = [(upper, lower) for upper in uppers for lower in lowers if _are_near(upper, lower)]
    near.sort(key=lambda pair: _gap(*pair))
    return [
        (upper, lower)
        for upper, lower in near
        if not any(
            (upper is other[0]) != (lower is other[1]) and _gap(*other) <= _gap(upper, lower)
            for other in near
        )
    ]


def _are_near(upper: BaseShape, lower: BaseShape) -> bool:
    """Whether a text stands right below another: no further than one of them is high."""
    shared = min(_right(upper), _right(lower)) - max(_left(upper), _left(lower))
    narrow = min(_right(upper) - _left(upper), _right(lower) - _left(lower))
    heights = upper.height or 0, lower.height or 0
    return 2 * shared >= narrow > 0 and -min(heights) <= 2 * _gap(upper, lower) <= 2 * max(heights)


def _gap(upper: BaseShape, lower: BaseShape) -> int:
    return int((lower.top or 0) - (upper.top or 0) - (upper.height or 0))


def _left(shape: BaseShape) -> int:
    return int(shape.left or 0)


def _right(shape: BaseShape) -> int:
    return _left(shape) + int(shape.width or 0)


def _place(shape: BaseShape) -> tuple[int, int]:
    return int(shape.top or 0), _left(shape)
