"""Puts the pages of a PDF together from what was found on its sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Block, BlockKind, Page
from corpus.swedish import words
from ingest.readers.page_numbers import is_number_line, line_shape
from ingest.readers.pdf_layout import Style, blocks_of, style_of
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_tables import Table
from ingest.readers.reading import blocks_only

EDGE_LINES = 3
"""Lines at the head and the foot of a page that may be running ones."""

_RUNNING_PAGES = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a file as it was found.

    ``broken`` tells that it could not be opened, ``scanned`` that its text stands only in a
    picture, ``hidden`` that its text is that of a picture, recognised by another program before;
    ``seen`` is what character recognition makes of it here.
    """

    height: float = 0.0
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    broken: bool = False
    scanned: bool = False
    hidden: bool = False
    seen: tuple[Block, ...] = ()

    @property
    def head(self) -> list[Line]:
        """The first lines of the upper half, by their place on the page."""
        upper = [line for line in self.lines if line.top < self.height / 2]
        return sorted(upper, key=lambda line: line.top)[:EDGE_LINES]

    @property
    def foot(self) -> list[Line]:
        """The last lines of the lower half."""
        lower = [line for line in self.lines if line.top >= self.height / 2]
        return sorted(lower, key=lambda line: line.top)[-EDGE_LINES:]

    @property
    def edge_lines(self) -> list[Line]:
        """The first and last lines."""
        return [*self.head, *self.foot]

    @property
    def edges(self) -> list[str]:
        """The text at the head and foot of the page."""
        texts = [block.text for block in self.seen]
        recognised = [*texts[:EDGE_LINES], *texts[EDGE_LINES:][-EDGE_LINES:]]
        return recognised or [line.text for line in self.edge_lines]


def pages_of(
    sheets: Sequence[Sheet], numbers: Sequence[int | None], outline: Mapping[str, int]
) -> tuple[Page, ...]:
    """The pages with their blocks: running lines first and last, the body between them.

    ``numbers`` are those printed on the pages, ``outline`` the levels of headings that the file
    itself names, by folded text.
    """
    style = style_of([sheet.lines for sheet in sheets], outline)
    margins = _margins(sheets, numbers, style)
    bodies = [
        [line for line in sheet.lines if line not in margin.lines]
        for sheet, margin in zip(sheets, margins, strict=True)
    ]
    known = {word for lines in bodies for line in lines for word in words(line.text)}
    return tuple(
        Page(number, _blocks(sheet, body, margin, style, known))
        for sheet, body, margin, number in zip(sheets, bodies, margins, numbers, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Margin:
    """The running lines of a page."""

    head: tuple[Line, ...]
    foot: tuple[Line, ...]

    @property
    def lines(self) -> frozenset[Line]:
        """All of them."""
        return frozenset(self.head + self.foot)


def _margins(sheets: Sequence[Sheet], numbers: Sequence[int | None], style: Style) -> list[_Margin]:
    """For each page the outermost lines that other pages have too, or that number it.

    What is set larger than the body is a title or a heading: "Kapitel 1", "Kapitel 2".
    """
    shapes = Counter(
        shape for sheet in sheets for shape in {_shape(line) for line in sheet.edge_lines}
    )

    def running(lines: Iterable[Line], number: int | None) -> Iterator[Line]:
        for line in lines:
            shared = shapes[_shape(line)] >= _RUNNING_PAGES and not style.is_large(line)
            if not shared and not is_number_line(line.text, number):
                return
            yield line

    return [
        _Margin(
            tuple(running(sheet.head, number)),
            tuple(running(reversed(sheet.foot), number))[::-1],
        )
        for sheet, number in zip(sheets, numbers, strict=True)
    ]


def _shape(line: Line) -> tuple[str, int]:
    return line_shape(line.text), round(line.size / 2)


def _blocks(
    sheet: Sheet, body: Sequence[Line], margin: _Margin, style: Style, known: set[str]
) -> tuple[Block, ...]:
    """A page's blocks: running lines first and last, where they stand, whatever drew them when."""
    if sheet.seen:
        return sheet.seen
    placed = list(blocks_of(body, style, known))
    placed += [(table.place, block) for table in sheet.tables for block in table.rows]
    inner = [block for _, block in sorted(placed, key=lambda entry: entry[0])]
    return blocks_only([*map(_plain, margin.head), *inner, *map(_plain, margin.foot)])


def _plain(line: Line) -> Block:
    return Block(BlockKind.PARAGRAPH, line.text)
