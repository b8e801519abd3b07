"""Makes headings, paragraphs, list items and table rows of the lines of a PDF page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from corpus.model import Block, BlockKind
from ingest.readers.hyphens import join_lines
from ingest.readers.pdf_lines import TextLine
from ingest.readers.pdf_rows import TableHead, as_neighbours, rows_of, table_rows
from ingest.readers.pdf_type import SAME_SIZE, TypeStyle, overlap
from ingest.readers.reading import is_item

_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\))\s+\S")
_LABEL = re.compile(r"[A-ZÅÄÖ][^.:;!?]{1,50}:\s+\S")
_UNBROKEN = re.compile(r"\d[\d-]*(?:\s\d+)*\S*|\S+")
_ENDS = (".", "!", "?", ":", ";", "”", '"')
_NEIGHBOURS = 8
_NAME = 40
_SHORTEST = 24
"""Characters of the shortest line that fills a column of text."""


def blocks_of(
    lines: Sequence[TextLine],
    style: TypeStyle,
    vocabulary: Collection[str] = (),
    head: TableHead | None = None,
) -> Iterator[tuple[int, Block | None]]:
    """The blocks of the lines of a page, each with the place where it begins on the page.

    The ``vocabulary`` joins split words; ``head`` is that of the last table without rules.
    """
    head = head or TableHead()
    edges: list[float] = []
    """The left edges of the items that the next one may stand inside."""
    for group, is_table in _Grouping(as_neighbours(lines), style, head).groups():
        if is_table:
            yield from table_rows(group, vocabulary, head)
            edges = []
            continue
        text = join_lines([line.text for line in group], vocabulary)
        if group[0].note:
            yield group[0].place, Block(BlockKind.ITEM, text)
        elif level := style.level(group, text):
            yield group[0].place, Block(BlockKind.HEADING, text, level)
        elif is_item(text) or _NUMBERED.match(text):
            left, indent = group[0].left, 0.5 * group[0].size
            edges = [*(edge for edge in edges if edge < left - indent), left]
            yield group[0].place, Block(BlockKind.ITEM, text, len(edges) - 1)
            continue
        else:
            yield group[0].place, Block(BlockKind.PARAGRAPH, text)
        edges = []


class _Grouping:
    """Gathers the lines of a page to blocks, by the edges of its columns and its rows."""

    def __init__(self, lines: Sequence[TextLine], style: TypeStyle, head: TableHead) -> None:
        self._lines = lines
        self._style = style
        goes_on = takewhile(lambda line: head.of(line.parts) is not None, lines)
        self._rows = dict.fromkeys(goes_on, 0) | rows_of(lines)
        self._right = {
            (line.place, line.base): max(
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
            return self._rows.get(before) == self._rows.get(line)
        ended = before.text.endswith(_ENDS)
        runs_on = not ended and line.text[0].islower()
        large = self._style.is_large(line) or self._style.is_large(before)
        if abs(line.size - before.size) > SAME_SIZE * before.size and (ended or large):
            return False
        if (line.bold != before.bold and not runs_on) or _starts_item(line, before):
            return False
        if not self._near(before, line):
            # A paragraph may go on at the head of the next column.
            full = before.right > self._right[before.place, before.base] - 5 * before.size
            bare = large or line.bold or _LABEL.match(before.text) is not None
            fills = full and not bare and not ended and len(before.text) >= _SHORTEST
            return line.base < before.top and (runs_on or fills)
        return runs_on or self._style.is_large(line) or not self._starts_paragraph(group, line)

    def _starts_paragraph(self, group: Sequence[TextLine], line: TextLine) -> bool:
        """Whether a line that follows close is the first of a paragraph all the same."""
        before = group[-1]
        ended = before.text.endswith(_ENDS)
        # Above the labels of a card stands its name.
        is_name = len(group) == 1 and len(before.text) <= _NAME
        if _LABEL.match(line.text) and (is_name or _LABEL.match(group[0].text)):
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
        return line.right + width + line.size < self._right[line.place, line.base]


def _starts_item(line: TextLine, before: TextLine) -> bool:
    if is_item(line.text):
        return True
    return bool(_NUMBERED.match(line.text)) and (
        before.text.endswith((*_ENDS, ",")) or bool(_NUMBERED.match(before.text))
    )
