"""Makes headings, paragraphs, list items and table rows of the lines of a PDF page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, repeat

from corpus.model import HEAD_ROW, Block, BlockKind
from ingest.readers.data_tables import TableCell, table_blocks
from ingest.readers.hyphens import join_lines
from ingest.readers.pdf_lines import LinePart, TextLine
from ingest.readers.pdf_type import SAME_SIZE, TypeStyle, overlap
from ingest.readers.reading import is_item, row

_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\))\s+\S")
_LABEL = re.compile(r"[A-ZÅÄÖ][^.:;!?]{1,50}:\s+\S")
_UNBROKEN = re.compile(r"\d[\d-]*(?:\s\d+)*\S*|\S+")
_LEADERS = re.compile(r"[.…_·]{3,}\s*\d{1,4}$|(?:\s\.){3,}\s*\d{1,4}$")
_ENDS = (".", "!", "?", ":", ";", "”", '"')


_NEIGHBOURS = 8
_NARROW = 15


def _table(
    lines: Sequence[TextLine], vocabulary: Collection[str]
) -> Iterator[tuple[int, Block | None]]:
    """The rows of a table without rules.

    Where all their cells stand under one of the longest row, the first may be its head.
    """
    whole = _whole_rows(lines)
    rows = [[part.text for part in group[0].parts] for group in whole]
    for cells, group in zip(rows, whole, strict=True):
        for line in group[1:]:
            at = _column(group[0], line)
            cells[at] = join_lines([cells[at], line.text], vocabulary)
    blocks = [row(cells) for cells in rows]
    spread = list(map(_spread, rows, [group[0].parts for group in whole], repeat(_columns(whole))))
    if all(spread):
        headed = list(table_blocks(spread))
        has_head = headed[0] is not None and headed[0].level == HEAD_ROW
        blocks = headed if has_head and len(headed) == len(rows) else blocks
    return zip([group[0].place for group in whole], blocks, strict=True)


def _columns(rows: Sequence[Sequence[TextLine]]) -> list[LinePart]:
    """The columns of a table, as wide as they are in its longest rows."""
    most = max(len(group[0].parts) for group in rows)
    longest = [group[0].parts for group in rows if len(group[0].parts) == most > 1]
    return [
        replace(cells[0], left=min(c.left for c in cells), right=max(c.right for c in cells))
        for cells in zip(*longest, strict=True)
    ]


def _spread(
    texts: Sequence[str], parts: Sequence[LinePart], columns: Sequence[LinePart]
) -> list[TableCell]:
    """The cells of a row under the columns, with empty ones between; none where it does not fit."""
    if len(parts) == len(columns):
        return list(map(TableCell, texts))
    filled = dict(zip(_cells_above(parts, columns), texts, strict=False))
    return [TableCell(filled.get(at, "")) for at in range(len(columns))] if filled else []


def blocks_of(
    lines: Sequence[TextLine], style: TypeStyle, vocabulary: Collection[str] = ()
) -> Iterator[tuple[int, Block | None]]:
    """The blocks of the lines of a page, each with the place where it begins on the page.

    Args:
        lines: in the order that they are read.
        style: the document's.
        vocabulary: the document's words in lower case, to join split words by.
    """
    for group, is_table in _Grouping(_as_neighbours(lines), style).groups():
        if is_table:
            yield from _table(group, vocabulary)
            continue
        text = join_lines([line.text for line in group], vocabulary)
        if group[0].note:
            yield group[0].place, Block(BlockKind.ITEM, text)
        elif level := style.level(group, text):
            yield group[0].place, Block(BlockKind.HEADING, text, level)
        elif is_item(text) or _NUMBERED.match(text):
            yield group[0].place, Block(BlockKind.ITEM, text)
        else:
            yield group[0].place, Block(BlockKind.PARAGRAPH, text)


class _Grouping:
    """Gathers the lines of a page to blocks, by the edges of its columns and its rows."""

    def __init__(self, lines: Sequence[TextLine], style: TypeStyle) -> None:
        self._lines = lines
        self._style = style
        self._rows = _rows(lines)
        self._right = {
            line.place: max(
                (
                    other.right
                    for other in lines[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
                    if abs(other.left - line.left) < 5 * line.size and overlap(line, other)
                ),
                default=line.right,
            )
            for index, line in enumerate(lines)
        }

    def groups(self) -> Iterator[tuple[list[TextLine], bool]]:
        """The lines of each block, and whether they are rows."""
        group: list[TextLine] = []
        for line in self._lines:
            if group and not self._continues(group, line):
                yield group, group[0] in self._rows
                group = []
            group.append(line)
        if group:
            yield group, group[0] in self._rows

    def _continues(self, group: Sequence[TextLine], line: TextLine) -> bool:
        """Whether a line belongs to the block of the lines before it."""
        before = group[-1]
        if line.note or line.sideways != before.sideways:
            return False
        if before in self._rows or line in self._rows:
            return before in self._rows and line in self._rows
        ended = before.text.endswith(_ENDS)
        runs_on = not ended and line.text[0].islower()
        large = self._style.is_large(line) or self._style.is_large(before)
        if abs(line.size - before.size) > SAME_SIZE * before.size and (ended or large):
            return False
        if (line.bold != before.bold and not runs_on) or _starts_item(line, before):
            return False
        if not self._near(before, line):
            # A paragraph may go on at the head of the next column.
            full = before.right > self._right[before.place] - 5 * before.size
            fills = full and not large and not line.bold and not ended
            return line.base < before.top and (runs_on or fills)
        return runs_on or self._style.is_large(line) or not self._starts_paragraph(group, line)

    def _starts_paragraph(self, group: Sequence[TextLine], line: TextLine) -> bool:
        """Whether a line that follows close is the first of a paragraph all the same."""
        before = group[-1]
        ended = before.text.endswith(_ENDS)
        if _LABEL.match(group[0].text) and _LABEL.match(line.text):
            return True
        if is_item(group[0].text) or _NUMBERED.match(group[0].text):
            # Back at the margin after the hanging lines of an item.
            outdented = len(group) > 1 and line.left < before.left - 0.4 * line.size
            return outdented or (self._has_room(before, line) and (ended or len(group) > 1))
        indented = len(group) > 1 and line.left > before.left + 0.8 * line.size
        return (indented and ended) or self._has_room(before, line)

    def _near(self, first: TextLine, second: TextLine) -> bool:
        """Whether the second line follows the first as close as lines of a paragraph do."""
        if self._style.is_large(first):
            most = 1.6 * first.size
        elif abs(first.size - self._style.body) > SAME_SIZE * first.size:
            most = 1.3 * first.size
        else:
            most = 1.22 * self._style.leading
        return 0 < second.base - first.base <= most

    def _has_room(self, line: TextLine, following: TextLine) -> bool:
        """Whether the following line's first words would have found room on a line.

        Then the line was not broken for its width: it is the last of its paragraph. One word is
        enough after the end of a sentence; else two, for the first may be bound to the second.
        """
        count = 1 if line.text.endswith(_ENDS) else 2
        words = " ".join(_UNBROKEN.findall(following.text)[:count])
        width = (following.right - following.left) * len(words) / len(following.text)
        return line.right + width + line.size < self._right[line.place]


def _as_neighbours(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, with those that are rows parted as the row above or below them is.

    Names of columns may stand closer to each other than the figures below them.
    """
    parted = []
    for at, line in enumerate(lines):
        parts = [piece for part in line.parts for piece in part.pieces or (part,)]
        near = (other for other in lines[max(0, at - 1) : at + 2] if _may_tell(other, line))
        alike = any(_cells_above(parts, other.parts) for other in near)
        parted.append(replace(line, parts=tuple(parts)) if alike else line)
    return parted


def _may_tell(other: TextLine, line: TextLine) -> bool:
    """Whether a line is a row that has more cells than another one, which stands close."""
    close = 0 < abs(other.base - line.base) < 3 * line.size
    return close and 1 < len(line.parts) < len(other.parts)


def _cells_above(parts: Sequence[LinePart], cells: Sequence[LinePart]) -> list[int]:
    """Which cell of a row each part stands under; empty where not each has one of its own."""
    under = [
        [at for at, cell in enumerate(cells) if part.left < cell.right and cell.left < part.right]
        for part in parts
    ]
    places = [of[0] for of in under if len(of) == 1]
    return places if len(set(places)) == len(parts) else []


def _rows(lines: Sequence[TextLine]) -> set[TextLine]:
    """The lines that are rows: of a table without rules, or of a table of contents.

    Lines that go on with a cell belong to its row.
    """
    rows = {line for line in lines if _LEADERS.search(line.text)}
    whole = _whole_rows(lines)
    for above, line in pairwise(whole):
        first, last, second = above[0], above[-1], line[0]
        below = 0 < second.base - last.base < 3 * first.size
        if below and len(first.parts) > 1 and len(second.parts) > 1 and _share_edge(first, second):
            rows |= {first, second}
    return rows | {line for group in whole if group[0] in rows for line in group}


def _whole_rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Each line with those below it that go on with one of its cells."""
    groups: list[list[TextLine]] = []
    for line in lines:
        close = groups and 0 < line.base - groups[-1][-1].base < 2 * line.size
        if close and len(line.parts) == 1 and _column(groups[-1][0], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _column(first: TextLine, line: TextLine) -> int:
    """Which part of a row a line stands under; 0 where it is the first, or none."""
    near = 0.4 * first.size
    places = (at for at, part in enumerate(first.parts) if abs(part.left - line.left) < near)
    return next(places, 0)


def _share_edge(first: TextLine, second: TextLine) -> bool:
    """Whether parts of two lines, but for the first, begin or end at the same edge.

    Only narrow parts, such as numbers, are compared by their right edges: justified text ends
    at one edge too.
    """
    near = 0.4 * first.size
    return any(
        abs(one.left - other.left) < near
        or (abs(one.right - other.right) < near and max(len(one.text), len(other.text)) < _NARROW)
        for one in first.parts[1:]
        for other in second.parts[1:]
    )


def _starts_item(line: TextLine, before: TextLine) -> bool:
    if is_item(line.text):
        return True
    return bool(_NUMBERED.match(line.text)) and (
        before.text.endswith((*_ENDS, ",")) or bool(_NUMBERED.match(before.text))
    )
