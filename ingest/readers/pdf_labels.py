"""Labels that a PDF draws apart from their values, before or above them: together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ingest.readers.pdf_lines import LinePart, TextLine

FEWEST = 3
"""Labels one below the other that make a column."""

LONGEST = 40
"""Characters of the longest label."""

_LEVEL = 0.2
"""Most difference of the bases, in heights, of a label and its value."""

_BACK = 6
"""Lines of a cell at most before the next cell of its row is drawn."""

_MATCHED = 0.8
"""Share of the labels that have a value beside them."""

_FIGURE_LENGTH = 12
"""Characters of the longest large figure with its unit."""

_FEWEST_ABOVE, _SMALL, _FAR = 2, 0.85, 2.2
"""Lines of small labels above values; their size, and how far above they stand, in heights."""


def beside_values(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, each label of a column with what stands beside it as the parts of one line."""
    ordered: list[TextLine] = []
    index = 0
    while index < len(lines):
        labels = _labels(lines[index:])
        after = index + len(labels)
        values = _values(labels, lines[after:]) if len(labels) >= FEWEST else []
        of = [[value for value in values if is_level(label, value)] for label in labels]
        if sum(map(bool, of)) >= max(FEWEST, _MATCHED * len(labels)):
            ordered += _rows(labels, of, values)
            index = after + len(values)
        else:
            ordered.append(lines[index])
            index += 1
    return ordered


def _labels(lines: Sequence[TextLine]) -> list[TextLine]:
    """The first lines as far as they are labels at one edge, one below the other."""
    labels: list[TextLine] = []
    for line in lines:
        aligned = not labels or abs(line.left - labels[0].left) < 0.5 * line.size
        below = not labels or line.base > labels[-1].base
        if not (aligned and below and _is_label(line)):
            break
        labels.append(line)
    return labels


def _is_label(line: TextLine) -> bool:
    text = line.text
    bare = len(line.parts) == 1 and not line.sideways and len(text) <= LONGEST
    return bare and text[0].isupper() and not text.endswith((".", ",", "-"))


def _values(labels: Sequence[TextLine], lines: Sequence[TextLine]) -> list[TextLine]:
    """The next lines as far as they stand to the right of the labels, at their height."""
    right = max(label.right for label in labels)
    top, foot = labels[0].top - labels[0].size, labels[-1].base + 3 * labels[-1].size
    return list(takewhile(lambda line: line.left > right and top < line.base < foot, lines))


def is_level(label: TextLine, value: TextLine) -> bool:
    """Whether two lines stand at one height."""
    return abs(label.base - value.base) < _LEVEL * max(label.size, value.size)


def _rows(
    labels: Sequence[TextLine], of: Sequence[list[TextLine]], values: Sequence[TextLine]
) -> Iterator[TextLine]:
    """The rows, each followed by the lines that go on with its value."""
    beside = {value for row in of for value in row}
    rest = [value for value in values if value not in beside]
    for label, row in zip(labels, of, strict=True):
        parts = [part for line in (label, *row) for part in line.parts]
        parts.sort(key=lambda part: part.left)
        yield replace(label, parts=tuple(parts), bold=all(one.bold for one in (label, *row)))
        following = min((one.base for one in labels if one.base > label.base), default=float("inf"))
        yield from (line for line in rest if label.base < line.base < following)


def below_labels(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, each value of a form with the small label that stands above it.

    So has each large figure what it counts, above or below it.
    """
    pairs = {low: up for up, low in pairwise(lines) if _under(up, low)}
    if len(pairs) < _FEWEST_ABOVE:
        return list(lines)
    ordered: list[TextLine] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line in pairs:
            ordered += _fields(pairs[line], line)
        elif following not in pairs:
            ordered.append(line)
    return ordered


def _under(label: TextLine, value: TextLine) -> bool:
    """Whether a line is larger than the one above it, and each part stands under one of that.

    What is bold may be a heading below a small line, but for a figure.
    """
    small, large = (value, label) if _is_figure(label) else (label, value)
    close = 0 < value.base - label.base < _FAR * large.size and small.size < _SMALL * large.size
    under = all(_at_edge(label, part, value.size) for part in value.parts)
    short = all(len(part.text) <= LONGEST and not part.text[0].isdigit() for part in small.parts)
    names = large is label or (all(part.text[0].isupper() for part in label.parts))
    plain = not large.bold or _is_figure(large)
    return close and under and short and names and plain and not _is_text(small)


def _is_figure(line: TextLine) -> bool:
    return all(part.text[0].isdigit() and len(part.text) <= _FIGURE_LENGTH for part in line.parts)


def _is_text(line: TextLine) -> bool:
    return bool(line.note) or line.text.endswith(".")


def _at_edge(line: TextLine, of: LinePart, size: float) -> LinePart | None:
    """The part of a line that begins where another does, or has its middle there."""
    near = (
        one
        for one in line.parts
        if min(abs(one.left - of.left), abs(one.left + one.right - of.left - of.right) / 2)
        < size / 2
    )
    return next(near, None)


def _fields(label: TextLine, value: TextLine) -> Iterator[TextLine]:
    """Each label with its value; one without a value stays alone."""
    for name in label.parts:
        own = _at_edge(value, name, value.size)
        between = " " if _is_figure(label) else ": "
        text = f"{name.text.rstrip(':')}{between}{own.text}" if own else name.text
        right = max(name.right, own.right if own else name.right)
        part = replace(name, text=text, right=right, pieces=())
        # A large figure makes no heading of its words, nor of the text around it.
        size = min(label.size, value.size) if _is_figure(label) or value.bold else value.size
        yield replace(value, parts=(part,), bold=False, size=size)


def as_rows(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, each with what is drawn later at its height, where another row has such cells.

    Files draw a cell whole, and then the next one.
    """
    rows = [{round(part.left) for part in line.parts} for line in lines if len(line.parts) > 1]
    ordered: list[TextLine] = []
    for line in lines:
        near = range(max(0, len(ordered) - _BACK), len(ordered))
        at = next((at for at in near if is_level(ordered[at], line)), len(ordered))
        before = ordered[at:]
        apart = before and all(one.right < line.left for one in before)
        apart = apart and abs(before[0].size - line.size) < 0.1 * line.size
        edges = {round(before[0].left), round(line.left)} if apart else {0}
        if any(edges <= row for row in rows) and not before[0].text[0].islower():
            both = (*before[0].parts, *line.parts)
            bold = before[0].bold and line.bold
            ordered[at] = replace(before[0], parts=both, bold=bold)
        else:
            ordered.append(line)
    return ordered
