"""Puts the pages of a PDF together from what was found on its sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from corpus.model import Block, BlockKind, Page
from corpus.swedish import words
from ingest.readers.page_numbers import is_number_line, line_shape
from ingest.readers.pdf_layout import TypeStyle, blocks_of, style_of
from ingest.readers.pdf_lines import TextLine
from ingest.readers.pdf_tables import RuledTable
from ingest.readers.reading import blocks_only

EDGE_LINES = 3
"""Lines at the head and the foot of a page that may be running ones."""

_RUNNING_PAGES = 3


@dataclass(frozen=True, slots=True)
class PdfSheet:
    """One page of a file as it was found.

    ``broken`` tells that it could not be opened, ``scanned`` that its text stands only in a
    picture, ``hidden`` that its text is that of a picture, recognised by another program before;
    ``recognition`` is what character recognition makes of it here.
    """

    height: float = 0.0
    lines: tuple[TextLine, ...] = ()
    tables: tuple[RuledTable, ...] = ()
    broken: bool = False
    scanned: bool = False
    hidden: bool = False
    recognition: tuple[Block, ...] = ()

    @property
    def head(self) -> list[TextLine]:
        """The first lines of the upper half, by their place on the page."""
        upper = [line for line in self.lines if line.top < self.height / 2]
        return sorted(upper, key=lambda line: line.top)[:EDGE_LINES]

    @property
    def foot(self) -> list[TextLine]:
        """The last lines of the lower half."""
        lower = [line for line in self.lines if line.top >= self.height / 2]
        return sorted(lower, key=lambda line: line.top)[-EDGE_LINES:]

    @property
    def edge_lines(self) -> list[TextLine]:
        """The first and last lines."""
        return [*self.head, *self.foot]

    @property
    def edges(self) -> list[str]:
        """The text at the head and foot of the page."""
        texts = [block.text for block in self.recognition]
        recognised = [*texts[:EDGE_LINES], *texts[EDGE_LINES:][-EDGE_LINES:]]
        return recognised or [line.text for line in self.edge_lines]


def pages_of(
    sheets: Sequence[PdfSheet], numbers: Sequence[int | None], outline: Mapping[str, int]
) -> tuple[Page, ...]:
    """The pages with their blocks: running lines first and last, the body between them.

    ``numbers`` are those printed on the pages, ``outline`` the levels of headings that the file
    itself names, by folded text.
    """
    style = style_of([sheet.lines for sheet in sheets], outline)
    shapes = Counter(shape for sheet in sheets for shape in set(map(_shape, sheet.edge_lines)))

    def is_running(number: int | None, line: TextLine) -> bool:
        # What is set larger than the body is a title or a heading: "Kapitel 1", "Kapitel 2".
        on_others = shapes[_shape(line)] >= _RUNNING_PAGES and not style.is_large(line)
        return on_others or is_number_line(line.text, number)

    parts = []
    for sheet, number in zip(sheets, numbers, strict=True):
        head = list(takewhile(partial(is_running, number), sheet.head))
        foot = list(takewhile(partial(is_running, number), reversed(sheet.foot)))[::-1]
        body = [line for line in sheet.lines if line not in head and line not in foot]
        parts.append((head, body, foot))
    vocabulary = {word for _, body, _ in parts for line in body for word in words(line.text)}
    blocks = [
        sheet.recognition
        or blocks_only([*_plain(head), *_inner(sheet, body, style, vocabulary), *_plain(foot)])
        for sheet, (head, body, foot) in zip(sheets, parts, strict=True)
    ]
    return tuple(map(Page, numbers, blocks))


def _shape(line: TextLine) -> tuple[str, int]:
    return line_shape(line.text), round(line.size / 2)


def _inner(
    sheet: PdfSheet, body: Sequence[TextLine], style: TypeStyle, vocabulary: set[str]
) -> list[Block | None]:
    """The blocks of a page between its running lines, in the order that the file draws them."""
    blocks = list(blocks_of(body, style, vocabulary))
    blocks += [(table.place, block) for table in sheet.tables for block in table.rows]
    return [block for _, block in sorted(blocks, key=lambda entry: entry[0])]


def _plain(lines: Iterable[TextLine]) -> Iterator[Block]:
    return (Block(BlockKind.PARAGRAPH, line.text) for line in lines)
