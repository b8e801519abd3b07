"""Labels that a PDF draws apart from their values, before them: together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ingest.readers.pdf_lines import TextLine

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
