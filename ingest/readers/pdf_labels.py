"""Labels that a PDF draws apart from their values, before or above them: together again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from operator import attrgetter

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
"""Lines of labels above values; the size of small ones; how far above they stand, in heights."""

_CLOSER = 0.75
"""Most distance of a label as large as its value, in distances of one such pair from the next."""

_DIGIT = re.compile(r"\d")
_LABEL = re.compile(r"[A-ZÅÄÖ][^.:;!?]{1,40}:(?:\s(?!.*: ).+)?$")


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


def below_labels(lines: Sequence[TextLine], fewest: int = _FEWEST_ABOVE) -> list[TextLine]:
    """The lines, each value of a form with the label that stands above or below it.

    So has each large figure what it counts. Of two values a small label belongs to the nearer.
    """
    found = [pair for at in range(1, len(lines)) if (pair := _pair(lines[at - 1 :], lines[:at]))]
    paired: dict[int, tuple[TextLine, TextLine]] = {}
    for up, low in sorted(found, key=lambda pair: pair[1].base - pair[0].base):
        if not {up.place, low.place} & paired.keys():
            paired |= dict.fromkeys((up.place, low.place), (up, low))
    kinds = Counter(_kind(*pair) for pair in set(paired.values()))
    ordered: list[TextLine] = []
    for line in lines:
        pair = paired.get(line.place)
        if pair is None or kinds[_kind(*pair)] < fewest:
            ordered.append(line)
        elif line == pair[0]:
            ordered += _fields(*pair)
    return ordered


def _kind(up: TextLine, low: TextLine) -> int:
    """Which of two lines is smaller: 1 the upper, -1 the lower, 0 neither."""
    return (up.size < _SMALL * low.size) - (low.size < _SMALL * up.size)


def labels_apart(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines, each label with its value on a line of its own where several stand in one."""
    for line in lines:
        starts = [at for at, part in enumerate(line.parts) if _LABEL.match(part.text)]
        fields = [line.parts[first:end] for first, end in pairwise([*starts, len(line.parts)])]
        told = all(len(of) > 1 or not of[0].text.endswith(":") for of in fields)
        if len(fields) > 1 and starts[0] == 0 and told:
            yield from (replace(line, parts=tuple(of)) for of in fields)
        else:
            yield line


def _pair(
    lines: Sequence[TextLine], before: Sequence[TextLine]
) -> tuple[TextLine, TextLine] | None:
    """The first two lines where one of them is the label of the other.

    Each part of one stands at a part of the other. The label is smaller, or is of a row that
    stands closer above its values than rows stand apart.
    """
    up, low = sorted(lines[:2], key=attrgetter("base"))
    low = _in_pieces(up, low)
    small, large = (low, up) if low.size < up.size else (up, low)
    gap = low.base - up.base
    if not 0 < gap < _FAR * large.size or not all(_at_edge(up, of, low.size) for of in low.parts):
        return None
    if _kind(up, low):
        return (up, low) if _is_label_of(small, large) else None
    around = [up.base - before[-2].base] if len(before) > 1 else []
    around += [lines[2].base - low.base] if len(lines) > 2 else []
    parted = all(not 0 < far * _CLOSER < gap for far in around)
    capital = sum(not part.text[0].islower() for part in low.parts) >= len(low.parts) / 2
    named = len(up.parts) > 1 and all(map(_is_name, up.parts)) and capital
    return (up, low) if named and parted else None


def _in_pieces(up: TextLine, low: TextLine) -> TextLine:
    """The lower of two lines, parted as the upper one is where its pieces stand below its parts."""
    pieces = tuple(piece for part in low.parts for piece in part.pieces or (part,))
    alike = len(pieces) == len(up.parts) and all(_at_edge(up, of, low.size) for of in pieces)
    return replace(low, parts=pieces) if alike else low


def _is_label_of(small: TextLine, large: TextLine) -> bool:
    """Whether a small line may be the label of a larger one; a bold one may be a heading."""
    short = all(len(part.text) <= LONGEST and not part.text[0].isdigit() for part in small.parts)
    names = _is_figure(large) or (not large.bold and all(map(_is_name, small.parts)))
    return short and names and not (small.note or small.text.endswith("."))


def _is_name(part: LinePart) -> bool:
    return part.text[0].isupper() and len(part.text) <= LONGEST and not _DIGIT.search(part.text)


def _is_figure(line: TextLine) -> bool:
    return all(part.text[0].isdigit() and len(part.text) <= _FIGURE_LENGTH for part in line.parts)


def _at_edge(line: TextLine, of: LinePart, size: float) -> LinePart | None:
    """The part of a line that begins where another does, or has its middle there."""
    near = (
        one
        for one in line.parts
        if min(abs(one.left - of.left), abs(one.left + one.right - of.left - of.right) / 2)
        < size / 2
    )
    return next(near, None)


def _fields(up: TextLine, low: TextLine) -> Iterator[TextLine]:
    """Each label with its value; one without a value stays alone."""
    figure, under = _is_figure(up), low.size < _SMALL * up.size
    for part in up.parts:
        own = _at_edge(low, part, low.size)
        label, value = (own, part) if under and not figure and own else (part, own)
        between = " " if figure else ": "
        text = f"{label.text.rstrip(':')}{between}{value.text}" if value else label.text
        right = max(part.right, own.right if own else part.right)
        made = replace(part, text=text, right=right, pieces=())
        # A large figure makes no heading of its words, nor of the text around it.
        large = figure or _is_figure(low)
        size = min(up.size, low.size) if large else max(up.size, low.size)
        yield replace(low, parts=(made,), bold=False, size=size)


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
