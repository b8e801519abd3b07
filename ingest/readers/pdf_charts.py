"""Charts of a PDF: each figure on a bar or column with what it is of, as a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, groupby, takewhile
from operator import attrgetter

from ingest.readers.pdf_labels import FEWEST, LONGEST, is_level
from ingest.readers.pdf_lines import LinePart, TextLine

_FIGURE = re.compile(r"[-−–+]?\d[\d ]*(?:,\d+)?(?: ?%| procent| st| kr| tkr| mnkr)?")
"""What stands at the end of a bar."""


def beside_bars(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, each label of a chart with the figure at the end of its bar as one row.

    The file may draw all labels and all figures, in any order.
    """
    ordered: list[TextLine] = []
    index = 0
    while index < len(lines):
        run = list(takewhile(_may_be_of_chart, lines[index:])) or lines[index : index + 1]
        ordered += _bars(run) or run
        index += len(run)
    return ordered


def _may_be_of_chart(line: TextLine) -> bool:
    return not line.sideways and all(len(part.text) <= LONGEST for part in line.parts)


def _bars(lines: Sequence[TextLine]) -> list[TextLine]:
    """Some lines from top to bottom, with the rows of their bars; nothing where they make none."""
    levels: list[list[TextLine]] = []
    for line in sorted(lines, key=attrgetter("base")):
        if levels and is_level(levels[-1][0], line):
            levels[-1].append(line)
        else:
            levels.append([line])
    result: list[TextLine] = []
    charted = _with_columns(levels)
    found = charted is not levels
    for is_bar, group in groupby(charted, lambda level: _is_bar(_cells(level))):
        whole = list(group)
        rows = [_cells(level) for level in whole]
        edge = min(row[-1].left for row in rows)
        if is_bar and len(rows) >= FEWEST and edge >= max(row[0].right for row in rows):
            # Figures stand where their bars end; as cells of a column they begin at one edge.
            for (line, *_), (label, figure) in zip(whole, rows, strict=True):
                parts = (replace(label, pieces=()), replace(figure, left=edge, pieces=()))
                result.append(replace(line, parts=parts, bold=False))
            found = True
        else:
            result += chain.from_iterable(whole)
    return result if found else []


def _with_columns(levels: list[list[TextLine]]) -> list[list[TextLine]]:
    """The levels, with each figure on a column of a chart beside what names it below."""
    for at, level in enumerate(levels):
        names = _cells(level)
        upper = list(takewhile(_are_figures, reversed(levels[:at])))
        figures = [(part, line) for above in upper for line in above for part in line.parts]
        of = [[one for one in figures if _is_over(one[0], name)] for name in names]
        # Figures at one height are the row of a table.
        heights = {round(line.base) for one in of for _, line in one}
        if len(names) < FEWEST or any(len(one) != 1 for one in of) or len(heights) < 2:
            continue
        rows = []
        for place, (name, ((figure, _),)) in enumerate(zip(names, of, strict=True)):
            parts = replace(name, left=names[0].left), replace(figure, left=names[-1].right)
            base = level[0].base + place * level[0].size
            rows.append([replace(level[0], parts=parts, base=base, bold=False)])
        return [*levels[: at - len(upper)], *rows, *levels[at + 1 :]]
    return levels


def _are_figures(level: Sequence[TextLine]) -> bool:
    return all(_FIGURE.fullmatch(part.text) for part in _cells(level))


def _is_over(part: LinePart, name: LinePart) -> bool:
    """Whether two parts have their middle at one place."""
    return abs(part.left + part.right - name.left - name.right) < 0.5 * (name.right - name.left)


def _cells(level: Sequence[TextLine]) -> list[LinePart]:
    """What stands at one height, from left to right."""
    parts = chain.from_iterable(line.parts for line in level)
    return sorted(parts, key=attrgetter("left"))


def _is_bar(row: Sequence[LinePart]) -> bool:
    """Whether a row is a word or more with one figure."""
    return len(row) == 2 and row[0].text[0].isalpha() and bool(_FIGURE.fullmatch(row[1].text))
