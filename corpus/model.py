"""The types that everything else speaks of: documents, their pages, and passages of them."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from unicodedata import normalize

CELL_SEPARATOR = " | "
"""What stands between the cells of a table's row, from the reader to the answer."""

HEAD_ROW = 1
"""The level of a table's row that names its columns."""


_UNIT = re.compile(
    r".{0,80}\b(?:tusental|miljoner|miljarder|[tm]n?kr|[km]sek|procent|kronor|kr)\b[\w ]{0,9}\)?:?",
    re.IGNORECASE,
)
"""A line above a table that ends with the unit of its figures."""

ATTACHED = "bilagan"
"""What the label of a page begins with that stands in a file attached to another."""


class Kind(StrEnum):
    """What sort of source a document is; the filter that a reader of answers sees."""

    COURSE = "course"
    STRATEGY = "strategy"
    REPORT = "report"
    PAGE = "page"
    GUIDANCE = "guidance"


class BlockKind(StrEnum):
    """The part that a block of text plays on its page.

    A line of a table of contents stands on its page and in no passage.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row: a single line without line breaks.

    ``level`` is the depth of a heading (1 is the highest), or of a list item (more inside another),
    and ``HEAD_ROW`` for the row of a table that names its columns; 0 for all else.
    A row's cells are parted by ``|``; an empty one has nothing between its marks ("a | | c").
    ``marked`` are of a footnote the words before each figure that it is of, on the same page.
    """

    kind: BlockKind
    text: str
    level: int = 0
    marked: tuple[str, ...] = ()

    @property
    def is_head(self) -> bool:
        """Whether it names the columns of the rows below it."""
        return self.kind is BlockKind.ROW and self.level == HEAD_ROW

    @property
    def cells(self) -> list[str]:
        """The cells of a row."""
        return row_cells(self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document as its blocks.

    ``number`` is the number printed on the page, or None where none is printed. ``label`` is what
    else the page is called, as it is printed or as the file says ("iv", "A-3"), and in which
    attached file it stands ("bilagan taxa.docx", "3 i bilagan taxa.pdf"). ``sheet`` is its place in
    the file from 1, where the file has pages; two pages may be printed on one sheet.
    ``ocr`` tells that the text was read from a picture and may hold misread characters.
    """

    number: int | None
    blocks: tuple[Block, ...]
    label: str | None = None
    sheet: int | None = None
    ocr: bool = False

    @property
    def text(self) -> str:
        """The page's text, one block a line."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def name(self) -> str | None:
        """What the page is called: its label, or its number."""
        return self.label or (None if self.number is None else str(self.number))


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; None where neither its text nor its file tells.

    ``published`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``language`` an ISO 639-1 code.
    ``ocr`` is true where most pages were read from pictures and may hold misread characters.
    ``record_number`` is what its archive knows it by ("KS 2026/114"), ``period`` the time that it
    is for ("2025–2028"), both as they are written.
    """

    title: str
    kind: Kind
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    ocr: bool = False
    record_number: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """Pages by the numbers printed on them, by their labels, and by their places in the file."""

    pages: tuple[int, ...]
    page_labels: tuple[str, ...]
    sheets: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """A document as it is kept: cleaned pages with their metadata.

    ``location`` is where it was read (an absolute path, or ``upload:`` and a name) and makes its
    identity, unless it has an ``identifier`` from another place; ``source`` is the path shown to
    people, relative to the ingested folder.
    ``text`` is all pages joined by line breaks; every offset in this program counts in it.
    """

    location: str
    source: str
    content_hash: str
    metadata: Metadata
    pages: tuple[Page, ...]
    identifier: str | None = None

    @cached_property
    def id(self) -> str:
        """Stable for one location: the first 16 hexadecimal digits of its SHA-256."""
        return self.identifier or document_id(self.location)

    @cached_property
    def text(self) -> str:
        """The whole text, pages joined by line breaks."""
        return "\n".join(page.text for page in self.pages)

    @cached_property
    def page_spans(self) -> tuple[tuple[int, int], ...]:
        """For each page the offsets ``(start, end)`` of its text in the document's text."""
        lengths = [len(page.text) for page in self.pages]
        ends = accumulate(lengths, lambda end, length: end + 1 + length)
        return tuple((end - length, end) for end, length in zip(ends, lengths, strict=True))

    def pages_of(self, start: int, end: int) -> tuple[Page, ...]:
        """The pages that the text between two offsets touches, in reading order."""
        first = bisect_right(self.page_spans, start, key=itemgetter(1))
        last = bisect_left(self.page_spans, end, key=itemgetter(0))
        return tuple(
            page
            for page, (a, b) in zip(
                self.pages[first:last], self.page_spans[first:last], strict=True
            )
            if a < end and start < b
        )

    def places_of(self, start: int, end: int) -> PagePlaces:
        """How the pages that the text between two offsets touches are named."""
        pages = self.pages_of(start, end)
        return PagePlaces(
            tuple(dict.fromkeys(page.number for page in pages if page.number is not None)),
            tuple(dict.fromkeys(page.name for page in pages if page.name)),
            tuple(dict.fromkeys(page.sheet for page in pages if page.sheet)),
        )

    def blocks(self) -> Iterator[tuple[int, Block]]:
        """Every block with the offset of its first character in the document's text."""
        for page, (start, _) in zip(self.pages, self.page_spans, strict=True):
            offset = start
            for block in page.blocks:
                yield offset, block
                offset += len(block.text) + 1

    def notes_of(self, start: int, end: int, *above: str) -> Iterator[tuple[int, int]]:
        """Where the footnotes stand whose marks stand between two offsets, or in what is above."""
        texts = [*above, self.text[start:end]]
        for page, (first, last) in zip(self.pages, self.page_spans, strict=True):
            at = first
            for block in page.blocks if first < end and start < last else ():
                if any(words in text for words in block.marked for text in texts):
                    yield at, at + len(block.text)
                at += len(block.text) + 1

    def columns_of(self, start: int) -> str:
        """The row that names the columns of the table row at an offset.

        Empty where no row stands there, where its table names no columns, and where it is that row
        itself. A table may go on over pages. The unit that stands above the table is in front.
        """
        starts, columns = self._columns
        place = bisect_right(starts, start) - 1
        return columns[place] if place >= 0 else ""

    @cached_property
    def _columns(self) -> tuple[list[int], list[str]]:
        """Where each block begins, and the row that names the columns of each."""
        starts, columns = [], []
        head, width, above = "", 0, ""
        for start, block in self.blocks():
            size = len(block.cells) if block.kind is BlockKind.ROW else 0
            if block.is_head or size != width:
                head, width = "", size
            starts.append(start)
            columns.append(head)
            if block.is_head:
                unit = f"{above.rstrip(':')}: " if _UNIT.fullmatch(above) else ""
                head = f"{unit}{block.text}"
            # A heading is told of a quoted row by itself.
            above = block.text if block.kind is BlockKind.PARAGRAPH else ""
        return starts, columns


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document that is found and shown as a unit.

    ``text`` is the document's text from ``start`` to ``end``. ``pages`` are the printed numbers of
    every page that it touches, ``page_labels`` what those pages are called, and ``sheets`` their
    places in the file; ``heading`` names the sections it stands under, outermost first,
    joined by " › ", or is empty. ``sentences`` are the spans of its sentences, in order, in the
    document's text; one that runs over a page break is one sentence. ``items`` are the starts of
    those that begin an item of a list, ``heads`` of those that name the columns of a table.
    """

    document_id: str
    ordinal: int
    start: int
    end: int
    text: str
    heading: str
    pages: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...] = ()
    page_labels: tuple[str, ...] = ()
    sheets: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    heads: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """The document's id and the passage's place in it."""
        return f"{self.document_id}-{self.ordinal:04d}"

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Its sentences by their spans; all of it where it has none."""
        return self.sentences or ((self.start, self.end),)


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What a list of documents shows: everything but the text.

    ``copies`` are the other places of the same content: location and source of each.
    """

    id: str
    location: str
    source: str
    content_hash: str
    metadata: Metadata
    page_count: int
    passage_count: int
    ingested_at: str
    copies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may be searched; an empty field allows all.

    Years are those of ``published``; a document without a date is left out where a year is asked.
    """

    kinds: frozenset[Kind] = frozenset()
    publishers: frozenset[str] = frozenset()
    year_from: int | None = None
    year_to: int | None = None
    documents: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self != Filters()

    def among(self, documents: Iterable[str]) -> Filters:
        """The same filters among some documents; all where none are named."""
        some = frozenset(documents)
        return replace(self, documents=some) if some else self

    def allow(self, record: DocumentRecord) -> bool:
        """Whether the passages of this document may be shown."""
        meta = record.metadata
        year = int(meta.published[:4]) if meta.published else None
        return (
            (not self.kinds or meta.kind in self.kinds)
            and (not self.publishers or meta.publisher in self.publishers)
            and (not self.documents or record.id in self.documents)
            and (self.year_from is None or (year is not None and year >= self.year_from))
            and (self.year_to is None or (year is not None and year <= self.year_to))
        )


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that cleaning left out, and the rule that says why."""

    rule: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Pages after cleaning, and what was left out on the way."""

    pages: tuple[Page, ...]
    dropped: tuple[Dropped, ...] = ()


def row_cells(text: str) -> list[str]:
    """The cells of a table's row from its text; an empty cell is an empty string."""
    return [cell.strip() for cell in text.split("|")]


def document_id(location: str) -> str:
    """The identity of what is read from a location; its name counts in Unicode NFC."""
    return hashlib.sha256(normalize("NFC", location).encode()).hexdigest()[:16]
