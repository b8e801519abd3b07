"""Puts the pages of a PDF together from what was found on its sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile

from corpus.model import Block, BlockKind, Dropped, Page
from corpus.swedish import words
from ingest.readers.page_numbers import (
    EdgeLine,
    arabic,
    is_number_line,
    line_shape,
    printed_numbers,
)
from ingest.readers.pdf_layout import blocks_of
from ingest.readers.pdf_lines import TextLine
from ingest.readers.pdf_tables import RuledTable
from ingest.readers.pdf_type import TypeStyle, style_of
from ingest.readers.reading import blocks_only

EDGE_LINES = 4
"""Lines at the head and the foot of a page that may be running ones."""

RUNNING = "sidhuvud eller sidfot"
"""What is told of running lines."""

_RUNNING_PAGES = 3
_SMALL = 0.95
_SAME_HEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class PdfSheet:
    """One page of a file as it was found; ``place`` is its place from 1.

    ``broken`` tells that it could not be opened, ``scanned`` that its text stands only in a
    picture, ``garbled`` that its fonts do not tell its letters, ``hidden`` that its text is that
    of a picture, recognised by another program before; ``recognition`` is what character
    recognition makes of it here. ``unseen`` are words that no viewer shows, ``margin`` the numbers
    of lines that stand in its margin, ``slanted`` what stands aslant. These were left out.
    """

    place: int
    width: float = 0.0
    height: float = 0.0
    lines: tuple[TextLine, ...] = ()
    tables: tuple[RuledTable, ...] = ()
    broken: bool = False
    scanned: bool = False
    garbled: bool = False
    hidden: bool = False
    recognition: tuple[Block, ...] = ()
    unseen: tuple[str, ...] = ()
    margin: tuple[str, ...] = ()
    slanted: tuple[str, ...] = ()

    @property
    def head(self) -> list[TextLine]:
        """The first lines of the upper half, by their place on the page."""
        upper = [line for line in self._upright if line.top < self.height / 2]
        return sorted(upper, key=lambda line: line.top)[:EDGE_LINES]

    @property
    def foot(self) -> list[TextLine]:
        """The last lines of the lower half; footnotes are none of them."""
        lower = [line for line in self._upright if line.top >= self.height / 2 and not line.note]
        return sorted(lower, key=lambda line: line.top)[-EDGE_LINES:]

    @property
    def _upright(self) -> list[TextLine]:
        return [line for line in self.lines if not line.sideways]

    @property
    def edge_lines(self) -> list[TextLine]:
        """The first and last lines."""
        return [*self.head, *self.foot]

    @property
    def edges(self) -> list[EdgeLine]:
        """The text at the head and foot of the page."""
        texts = [block.text for block in self.recognition]
        recognised = [*texts[:EDGE_LINES], *texts[EDGE_LINES:][-EDGE_LINES:]]
        if recognised:
            return [EdgeLine(text) for text in recognised]
        return [EdgeLine(line.text, line.top) for line in self.edge_lines]


def labelled(
    sheets: Sequence[PdfSheet], stated: Sequence[str | None]
) -> tuple[list[PdfSheet], list[str | None]]:
    """The pages, and what each is called.

    Where two pages are printed on each sheet, every sheet becomes two: their numbers prove it.
    ``stated`` are the labels that the file has for its sheets; they count where none is printed.
    """
    halves = [half for sheet in sheets for half in _halves(sheet)]
    if len(halves) > len(sheets):
        numbers = printed_numbers([half.edges for half in halves])
        if sum(number is not None for number in numbers) > len(halves) / 2:
            return halves, numbers
    printed = printed_numbers([sheet.edges for sheet in sheets])
    return list(sheets), _with_stated(printed, stated)


def _with_stated(printed: Sequence[str | None], stated: Sequence[str | None]) -> list[str | None]:
    """The printed numbers, and the labels of the file where they do not contradict them."""
    pairs = [(one, other) for one, other in zip(printed, stated, strict=True) if one]
    agree = all(one == other for one, other in pairs)
    return [
        one or (other if agree or (other and not other.isdecimal()) else None)
        for one, other in zip(printed, stated, strict=True)
    ]


def _halves(sheet: PdfSheet) -> list[PdfSheet]:
    """The two pages of a sheet that is wider than high and leaves its middle free; or it alone."""
    middle = sheet.width / 2
    sides: tuple[list[TextLine], list[TextLine]] = [], []
    for line in sheet.lines:
        left = tuple(part for part in line.parts if part.right <= middle)
        right = tuple(part for part in line.parts if part.left >= middle)
        if line.sideways or len(left) + len(right) < len(line.parts):
            return [sheet]
        for side, parts in zip(sides, (left, right), strict=True):
            if parts:
                side.append(replace(line, parts=parts))
    if sheet.width <= sheet.height or not all(sides):
        return [sheet]
    tables = [[table for table in sheet.tables if table.left < middle]]
    tables.append([table for table in sheet.tables if table.left >= middle])
    first, second = (
        replace(sheet, width=middle, lines=tuple(side), tables=tuple(own))
        for side, own in zip(sides, tables, strict=True)
    )
    return [first, replace(second, unseen=(), margin=(), slanted=())]


def pages_of(
    sheets: Sequence[PdfSheet], labels: Sequence[str | None], outline: Mapping[str, int]
) -> tuple[tuple[Page, ...], tuple[Dropped, ...]]:
    """The pages with their blocks, and the running lines that are no text for sure.

    Others that may be running stand first and last on their page, the body between them.
    ``labels`` are those printed on the pages, ``outline`` the levels of headings that the file
    itself names, by folded text.
    """
    style = style_of([sheet.lines for sheet in sheets], outline)
    running = _Running(sheets, labels, style)
    parts = []
    for sheet, label in zip(sheets, labels, strict=True):
        head = list(takewhile(partial(running.holds, label), sheet.head))
        foot = list(takewhile(partial(running.holds, label), reversed(sheet.foot)))[::-1]
        body = [line for line in sheet.lines if line not in head and line not in foot]
        parts.append((head, body, foot))
    vocabulary = {word for _, body, _ in parts for line in body for word in words(line.text)}
    pages, dropped = [], []
    for sheet, label, (head, body, foot) in zip(sheets, labels, parts, strict=True):
        number = arabic(label)
        furniture = [line for line in (*head, *foot) if running.surrounds(label, line)]
        dropped += [Dropped(RUNNING, line.text, number) for line in furniture]
        first, last = ([line for line in edge if line not in furniture] for edge in (head, foot))
        blocks = sheet.recognition or blocks_only(
            [*_plain(first), *_inner(sheet, body, style, vocabulary), *_plain(last)]
        )
        ocr = bool(sheet.recognition) or sheet.hidden
        name = label if number is None else None
        pages.append(Page(number, blocks, name, sheet.place, ocr))
    return tuple(pages), tuple(dropped)


class _Running:
    """The lines that stand at one height on enough pages."""

    def __init__(
        self, sheets: Sequence[PdfSheet], labels: Sequence[str | None], style: TypeStyle
    ) -> None:
        self._style = style
        self._shapes = _running([sheet.edge_lines for sheet in sheets])
        self._heights = {
            round(line.top)
            for sheet, label in zip(sheets, labels, strict=True)
            for line in sheet.edge_lines
            if _shape(line) in self._shapes and _bears(label, line)
        }

    def holds(self, label: str | None, line: TextLine) -> bool:
        """Whether a line of a page is one of them, or prints the page's number."""
        # What is set larger than the body is a title or a heading: "Kapitel 1", "Kapitel 2".
        running = _shape(line) in self._shapes and not self._style.is_large(line)
        return running or is_number_line(line.text, label) or self.surrounds(label, line)

    def surrounds(self, label: str | None, line: TextLine) -> bool:
        """Whether a line is no text for sure: it bears the page's number, or is in small type.

        A line with the page's number at the height of such lines is one, whatever else it says:
        the names of chapters in it change.
        """
        if is_number_line(line.text, label) or self._style.is_large(line):
            return False
        bears = _bears(label, line)
        small = line.size < _SMALL * self._style.body
        if _shape(line) in self._shapes:
            return bears or small
        return bears and any(abs(line.top - height) <= _SAME_HEIGHT for height in self._heights)


def _bears(label: str | None, line: TextLine) -> bool:
    """Whether a line begins or ends with the page's number beside other words."""
    words_of = line.text.split()
    return label is not None and len(words_of) > 1 and label in (words_of[0], words_of[-1])


def _running(pages: Sequence[Sequence[TextLine]]) -> set[tuple[str, int]]:
    """The shapes of lines that stand at one height on enough pages."""
    heights: dict[tuple[str, int], list[float]] = defaultdict(list)
    for lines in pages:
        for line in lines:
            heights[_shape(line)].append(line.top)
    return {
        shape
        for shape, tops in heights.items()
        if any(
            sum(abs(top - other) <= _SAME_HEIGHT for other in tops) >= _RUNNING_PAGES
            for top in tops
        )
    }


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
