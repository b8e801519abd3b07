"""Puts the pages of a PDF together from what was found on its sheets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import accumulate, pairwise, takewhile
from operator import itemgetter

from corpus.model import Block, BlockKind, Dropped, Page
from corpus.sentences import ends_sentence, goes_on
from corpus.swedish import words
from ingest.readers.page_numbers import (
    EdgeLine,
    arabic,
    is_number_line,
    page_called,
    printed_numbers,
    running_shapes,
)
from ingest.readers.pdf_chars import Box
from ingest.readers.pdf_continued import continued, with_rest
from ingest.readers.pdf_layout import blocks_of
from ingest.readers.pdf_lines import TextLine
from ingest.readers.pdf_rows import TableHead
from ingest.readers.pdf_tables import RuledTable
from ingest.readers.pdf_type import TypeStyle, style_of
from ingest.readers.reading import blocks_only

EDGE_LINES = 4
"""Lines at the head and the foot of a page that may be running ones."""

RUNNING = "sidhuvud eller sidfot"
"""What is told of running lines."""

_FEWEST, _SHARE = 3, 0.25
"""Pages that have a running line, and their share where nothing else tells that it is one."""

_GAP = 1.8
"""Distance of a running line from the text, in heights of type."""

_FIGURE = re.compile(r"\d\S*(?: \S+)?$|(?:procent|kronor)$")
"""A figure before the mark of a note, or with its unit: others are notes of words and names."""

_MARKED = 40
"""Characters before the mark of a note that tell what it is of."""

_SMALL = 0.95
_SAME_HEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class TextPicture:
    """A picture of text on a page.

    ``typed`` are the boxes of the file's own characters on it; ``digest`` tells it from others.
    """

    box: Box
    typed: tuple[Box, ...]
    digest: int = 0


@dataclass(frozen=True)
class PdfSheet:
    """One page of a file as it was found; ``place`` is its place from 1.

    ``broken`` tells that it could not be opened, ``scanned`` that its text stands only in a
    picture, ``garbled`` that its fonts do not tell its letters, ``hidden`` that its text is that
    of a picture, recognised by another program before; ``recognised`` that it was so here, or some
    of it; ``pictures`` are those of text on other pages. These were left out: ``unseen`` are words
    that no viewer shows, ``struck`` those that are struck out, ``margin`` the numbers of lines that
    stand in its margin, ``slanted`` what stands aslant. ``references`` tells where the marks of
    each note stand, with the words before them.
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
    recognised: bool = False
    pictures: tuple[TextPicture, ...] = ()
    unseen: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    margin: tuple[str, ...] = ()
    slanted: tuple[str, ...] = ()
    references: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

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

    @cached_property
    def apart(self) -> frozenset[TextLine]:
        """Those of them that a gap parts from the text."""
        lines = sorted(self._upright, key=lambda line: line.top)
        head = {line for line in _before_gap(lines) if line.top < self.height / 2}
        foot = {line for line in _before_gap(lines[::-1]) if line.top >= self.height / 2}
        # On a short page the first lines may be all its text.
        return frozenset(head | foot if len(lines) > len(head) + len(foot) else foot)

    @property
    def edges(self) -> list[EdgeLine]:
        """The text at the head and foot of the page."""
        return [EdgeLine(one.text, one.top, one in self.apart) for one in self.edge_lines]


def _before_gap(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines before the first wide gap, where it is one of the first."""
    for at, (line, following) in enumerate(pairwise(lines[: EDGE_LINES + 1]), 1):
        if abs(following.top - line.top) > _GAP * max(line.size, following.size):
            return lines[:at]
    return ()


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
    return [first, replace(second, unseen=(), struck=(), margin=(), slanted=())]


def pages_of(
    sheets: Sequence[PdfSheet], labels: Sequence[str | None], outline: Mapping[str, int]
) -> tuple[tuple[Page, ...], tuple[Dropped, ...]]:
    """The pages with their blocks, and the running lines and page numbers, which are no text.

    ``labels`` are those printed on the pages, ``outline`` the levels of headings that the file
    itself names, by folded text.
    """
    sheets = _without_boxes(sheets)
    tables = continued([sheet.tables for sheet in sheets])
    sheets = [replace(one, tables=own) for one, own in zip(sheets, tables, strict=True)]
    style = style_of([sheet.lines for sheet in sheets], outline)
    running = _Running(sheets, labels, style)
    parts = []
    for index, sheet in enumerate(sheets):
        holds = partial(running.holds, index)
        edges = [*takewhile(holds, sheet.head), *takewhile(holds, reversed(sheet.foot))]
        parts.append((edges, [line for line in sheet.lines if line not in edges]))
    vocabulary = {word for _, body in parts for line in body for word in words(line.text)}
    pages: list[Page] = []
    dropped, head = [], TableHead()
    for sheet, label, (edges, body) in zip(sheets, labels, parts, strict=True):
        dropped += [Dropped(RUNNING, line.text, arabic(label)) for line in edges]
        above, rest = with_rest(pages[-1].blocks if pages else (), body, head)
        if above:
            pages[-1] = replace(pages[-1], blocks=tuple(above))
        blocks = blocks_only(_inner(sheet, rest, style, vocabulary, head))
        page = page_called(label, blocks, sheet.place)
        pages.append(replace(page, ocr=sheet.recognised or sheet.hidden))
    return tuple(pages), tuple(dropped)


def _without_boxes(sheets: Sequence[PdfSheet]) -> list[PdfSheet]:
    """The pages, with what stands in a row of boxes on several of them as lines."""

    def words_in(table: RuledTable) -> tuple[str, ...]:
        return tuple(line.text for line in table.typed)

    often = Counter(words_in(table) for sheet in sheets for table in sheet.tables if table.typed)
    moved = [[one for one in sheet.tables if often[words_in(one)] > 1] for sheet in sheets]
    return [
        replace(
            sheet,
            lines=(*sheet.lines, *(line for table in boxes for line in table.typed)),
            tables=tuple(table for table in sheet.tables if table not in boxes),
        )
        for sheet, boxes in zip(sheets, moved, strict=True)
    ]


class _Running:
    """The lines that stand at one height on enough pages."""

    def __init__(
        self, sheets: Sequence[PdfSheet], labels: Sequence[str | None], style: TypeStyle
    ) -> None:
        self._sheets, self._labels, self._style = sheets, labels, style
        self._tops: dict[tuple[str, int], list[float]] = defaultdict(list)
        for index, sheet in enumerate(sheets):
            for line in sheet.edge_lines:
                for shape in _shapes(line, index):
                    self._tops[shape].append(line.top)
        self._heights = {
            round(line.top)
            for index, (sheet, label) in enumerate(zip(sheets, labels, strict=True))
            for line in sheet.edge_lines
            if self._count(line, index) >= _FEWEST and _bears(label, line)
        }

    def holds(self, index: int, line: TextLine) -> bool:
        """Whether a line of a page is one of them, or prints the page's number.

        A line with the page's number at the height of such lines is one, whatever else it says:
        the names of chapters in it change.
        """
        label = self._labels[index]
        if is_number_line(line.text, label):
            return True
        small = line.size < _SMALL * self._style.body
        # What is set larger than the body is a title or a heading: "Kapitel 1", "Kapitel 2".
        if self._style.is_large(line) or not (small or line in self._sheets[index].apart):
            return False
        count, bears = self._count(line, index), _bears(label, line)
        sure = bears or small or count >= _SHARE * len(self._sheets)
        at_height = any(abs(line.top - height) <= _SAME_HEIGHT for height in self._heights)
        return (count >= _FEWEST and sure) or (bears and at_height)

    def _count(self, line: TextLine, index: int) -> int:
        """How many pages have a line like it at its height."""
        return max(
            sum(abs(line.top - other) <= _SAME_HEIGHT for other in self._tops[shape])
            for shape in _shapes(line, index)
        )


def _bears(label: str | None, line: TextLine) -> bool:
    """Whether a line begins or ends with the page's number beside other words."""
    words_of = line.text.split()
    return label is not None and len(words_of) > 1 and label in (words_of[0], words_of[-1])


def _shapes(line: TextLine, page: int) -> set[tuple[str, int]]:
    return {(shape, round(line.size / 2)) for shape in running_shapes(line.text, page)}


def _inner(
    sheet: PdfSheet,
    body: Sequence[TextLine],
    style: TypeStyle,
    vocabulary: set[str],
    head: TableHead,
) -> list[Block | None]:
    """The blocks of a page between its running lines, in the order that the file draws them."""
    blocks = list(blocks_of(body, style, vocabulary, head))
    marks = {line.place: line.note for line in body if line.note}
    notes = [(marks[place], block) for place, block in blocks if block and place in marks]
    rest = [(place, block) for place, block in blocks if place not in marks]
    # The text stays in the order that it is read in, whatever the file draws first.
    reached = accumulate((place for place, _ in rest), max)
    placed = [(place, block) for place, (_, block) in zip(reached, rest, strict=True)]
    placed += [(table.place, block) for table in sheet.tables for block in table.rows]
    return _with_notes(sorted(placed, key=itemgetter(0)), notes, sheet.references)


def _with_notes(
    placed: Sequence[tuple[int, Block | None]],
    notes: Sequence[tuple[str, Block]],
    references: Mapping[str, Mapping[int, str]],
) -> list[Block | None]:
    """The blocks of a page, each note below what refers to it, or else below them all.

    None parts what goes on: a table, or a paragraph from its rest in the next column or page.
    """
    blocks = [block for _, block in placed]
    places = [place for place, _ in placed]
    below: dict[int, list[Block | None]] = defaultdict(list)
    for mark, note in notes:
        marked = references.get(mark.strip("),;"), {})
        at = bisect_right(places, min(marked)) if marked else len(blocks)
        while 0 < at < len(blocks) and _go_on(blocks[at - 1], blocks[at]):
            at += 1
        below[at - (at == len(blocks) and _is_open(blocks))].append(
            replace(note, marked=tuple(_words_before(placed, marked)))
        )
    return [one for at in range(len(blocks) + 1) for one in (*below[at], *blocks[at : at + 1])]


def _words_before(
    placed: Sequence[tuple[int, Block | None]], marked: Mapping[int, str]
) -> Iterator[str]:
    """The words before each place that is behind a figure; of the row of a table its first ones."""
    for place, words_ in marked.items():
        near = max((own for own, _ in placed if own <= place), default=0)
        for own, block in placed:
            if block and own == near and words_ and (at := block.text.find(words_)) >= 0:
                end, is_row = at + len(words_), block.kind is BlockKind.ROW
                if is_row or _FIGURE.search(words_):
                    yield block.text[max(0, end - _MARKED) : max(end, _MARKED * is_row)]
                break


def _go_on(first: Block | None, second: Block | None) -> bool:
    """Whether nothing may stand between two blocks: a sentence goes on in them, or a table."""
    if first is None or second is None:
        return False
    in_table = first.kind is second.kind is BlockKind.ROW
    return in_table or goes_on(first.text, second.text)


def _is_open(blocks: Sequence[Block | None]) -> bool:
    """Whether the last block breaks off within a sentence."""
    last = blocks[-1] if blocks else None
    prose = last is not None and last.kind is BlockKind.PARAGRAPH
    return prose and not ends_sentence(last.text) if last else False
