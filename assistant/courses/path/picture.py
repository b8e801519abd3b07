"""A way to an occupation as a picture: boxes under each other with arrows between, as inline SVG.

There are two drawings of the same way, a narrow one with alternatives under each other and a wide
one with them beside each other; a style rule shows the one that there is room for. Text in SVG
does not wrap, so lines are broken here after the widths of letters in common sans-serif typefaces,
measured generously. The plain text of `words.in_words` is the alternative.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from assistant.bodies.paths import Choice, Step, StepKind
from assistant.courses.path.in_words import (
    KINDS,
    LONGEST_QUOTE,
    asks,
    heading,
    in_words,
    lines,
    why,
)
from assistant.courses.path.steps import Path

NARROW = 320
WIDE = 860
"""Widths that the two drawings are made for, in pixels; the wide one shows from `WIDE` on."""

_COLUMNS = 3
_REASONS = 2
_PAD = 10
_GAP = 12
_ARROW = 28
_TITLE = 16
_TEXT = 14
_SPACING = 1.35

_NARROW_LETTERS = frozenset("iljftrI.,;:'’!|()[]- ")
_WIDE_LETTERS = frozenset("ÅÄÖOQGCDHNUVABKRXYT…–")
_WIDEST_LETTERS = frozenset("mwMW%@")

_INK = "var(--ink, #17222b)"
_SOFT = "var(--soft, #47545f)"
_PAPER = "var(--paper, #ffffff)"
_LINE = "var(--line, #d3dbdf)"
_TINT = "var(--tint, #e3f0f4)"
_ACCENT = "var(--accent, #00566f)"

_STYLE = (
    ".way svg{display:block;max-width:100%;height:auto}"
    ".way .wide{display:none}"
    f"@container way (min-width:{WIDE}px)"
    "{.way .wide{display:block}.way .narrow{display:none}}"
    ".way{container:way/inline-size;margin:0}"
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of text in a box."""

    text: str
    size: int
    colour: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Box:
    """Rows of text with a frame; ``strong`` for the steps' own frames."""

    rows: tuple[_Row, ...]
    fill: str
    edge: str

    @property
    def height(self) -> float:
        """In pixels, with its padding."""
        return 2 * _PAD + sum(row.size * _SPACING for row in self.rows)


def picture(path: Path) -> str:
    """The picture as HTML: a figure with both drawings. All text is escaped."""
    return (
        f'<figure class="way"><style>{_STYLE}</style>'
        f"{draw(path, NARROW, 'narrow')}{draw(path, WIDE, 'wide')}</figure>"
    )


def draw(path: Path, width: int, name: str) -> str:
    """One drawing as SVG. ``name`` is its class, and tells its ids from another drawing's."""
    parts: list[str] = []
    top = 0.0
    for before, step in zip((None, *path.steps), path.steps, strict=False):
        if before:
            leads_on = step.key in before.then
            parts.append(_arrow(width / 2, top) if leads_on else _and(width / 2, top))
            top += _ARROW
        drawn, height = _step(step, width, top)
        parts += drawn
        top += height
    for row in _note(path.decides, width - 2 * _PAD):
        top += row.size * _SPACING
        parts.append(_text(row, _PAD, top))
    told = in_words(path)
    mark = hashlib.sha256(f"{name}{told}".encode()).hexdigest()[:8]
    height = round(top + _PAD)
    return (
        f'<svg class="{name}" xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" '
        f'aria-labelledby="way-{mark}-title" aria-describedby="way-{mark}-desc" '
        'font-family="system-ui, sans-serif">'
        f'<title id="way-{mark}-title">{escape(heading(path))}</title>'
        f'<desc id="way-{mark}-desc">{escape(told)}</desc>{"".join(parts)}</svg>'
    )


def _step(step: Step, width: int, top: float) -> tuple[list[str], float]:
    """A step's frame with its title, and its alternatives inside; and how high it is."""
    inside = width - 2 * _PAD
    head = _Box(tuple(_head(step, inside)), _tint(step), _ACCENT)
    columns = min(_columns(width), max(1, len(step.choices)))
    each = (inside - (columns - 1) * _GAP) / columns
    boxes = [_box(choice, each) for choice in step.choices]
    rows = [boxes[i : i + columns] for i in range(0, len(boxes), columns)]
    parts: list[str] = []
    bottom = top + head.height
    for row in rows:
        for place, box in enumerate(row):
            parts += _boxed(box, _PAD + place * (each + _GAP), bottom, each)
        bottom += max(box.height for box in row) + _GAP
    frame = _frame(head, 0, top, width, bottom - top)
    return [frame, *_rows(head, 0, top), *parts], bottom - top


def _columns(width: int) -> int:
    return _COLUMNS if width >= WIDE else 1


def _head(step: Step, width: float) -> Iterator[_Row]:
    yield _Row(KINDS[step.kind], _TEXT, _SOFT)
    for line in _wrapped(step.title, width, _TITLE, bold=True):
        yield _Row(line, _TITLE, _INK, bold=True)
    for reason in why(step)[:_REASONS]:
        for line in _wrapped(reason, width, _TEXT):
            yield _Row(line, _TEXT, _SOFT)
    more = f", och {step.more} till" if step.more else ""
    held = f"I källorna finns{more}:" if step.choices else None
    for note in filter(None, (step.note, held)):
        for line in _wrapped(note, width, _TEXT):
            yield _Row(line, _TEXT, _INK)


def _box(choice: Choice, width: float) -> _Box:
    inside = width - 2 * _PAD
    rows = [
        _Row(line, _TEXT, _INK, bold=True)
        for line in _wrapped(choice.name, inside, _TEXT, bold=True)
    ]
    for text in lines(choice):
        rows += [_Row(line, _TEXT, _INK) for line in _wrapped(text, inside, _TEXT)]
    source = f"Källa: {choice.source.file.rpartition('/')[2]}"
    for text in (*asks(choice, LONGEST_QUOTE), source):
        rows += [_Row(line, _TEXT, _SOFT) for line in _wrapped(text, inside, _TEXT)]
    return _Box(tuple(rows), _PAPER, _LINE)


def _note(text: str, width: float) -> Iterator[_Row]:
    for line in _wrapped(text, width, _TEXT):
        yield _Row(line, _TEXT, _INK)


def _tint(step: Step) -> str:
    return _PAPER if step.kind is StepKind.BEFORE else _TINT


def _boxed(box: _Box, left: float, top: float, width: float) -> list[str]:
    return [_frame(box, left, top, width, box.height), *_rows(box, left, top)]


def _frame(box: _Box, left: float, top: float, width: float, height: float) -> str:
    """A box's rectangle; its colours as style, since attributes know no variables."""
    return (
        f'<rect x="{left + 1:.1f}" y="{top + 1:.1f}" width="{width - 2:.1f}" '
        f'height="{height - 2:.1f}" rx="8" style="fill:{box.fill};stroke:{box.edge}"/>'
    )


def _rows(box: _Box, left: float, top: float) -> Iterator[str]:
    bottom = top + _PAD
    for row in box.rows:
        bottom += row.size * _SPACING
        yield _text(row, left + _PAD, bottom)


def _text(row: _Row, left: float, bottom: float) -> str:
    weight = ' font-weight="600"' if row.bold else ""
    return (
        f'<text x="{left:.1f}" y="{bottom - row.size * 0.3:.1f}" font-size="{row.size}"{weight} '
        f'style="fill:{row.colour}">{escape(row.text)}</text>'
    )


def _arrow(middle: float, top: float) -> str:
    end = top + _ARROW - 3
    return (
        f'<path d="M{middle:.1f} {top + 3:.1f}V{end:.1f}m-5 -6l5 6l5 -6" '
        f'style="fill:none;stroke:{_ACCENT};stroke-width:2"/>'
    )


def _and(middle: float, top: float) -> str:
    """Between two steps of which the first does not lead to the second."""
    return (
        f'<text x="{middle:.1f}" y="{top + _ARROW / 2 + 5:.1f}" font-size="{_TEXT}" '
        f'text-anchor="middle" style="fill:{_SOFT}">och</text>'
    )


def _wrapped(text: str, width: float, size: int, *, bold: bool = False) -> list[str]:
    """A text in lines no wider than so many pixels; a word that is wider itself is broken."""
    rows: list[str] = []
    line = ""
    for word in (piece for whole in text.split() for piece in _broken(whole, width, size, bold)):
        longer = f"{line} {word}" if line else word
        if line and _wide(longer, size, bold) > width:
            rows.append(line)
            line = word
        else:
            line = longer
    return [*rows, line] if line else rows


def _broken(word: str, width: float, size: int, bold: bool) -> Iterator[str]:
    while _wide(word, size, bold) > width and len(word) > 1:
        fits = next(n for n in range(len(word) - 1, 0, -1) if _wide(word[:n], size, bold) <= width)
        yield word[:fits]
        word = word[fits:]
    yield word


def _wide(text: str, size: int, bold: bool) -> float:
    """About how wide a text is, in pixels."""
    ems = sum(
        0.4
        if char in _NARROW_LETTERS
        else 0.82
        if char in _WIDE_LETTERS
        else 1.0
        if char in _WIDEST_LETTERS
        else 0.64
        for char in text
    )
    return ems * size * (1.06 if bold else 1.0)
