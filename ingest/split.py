"""Cuts a document into passages at the ends of sentences, section by section.

Within a section the cuts are those that cost least: passages of even length close to the limit,
cut between paragraphs rather than inside one, lists and tables whole where they fit, and a line
that announces a list together with its first item.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from math import ceil, inf

from corpus.model import Block, BlockKind, Document, Passage
from corpus.sentences import ends_sentence, item_starts, sentence_spans
from corpus.swedish import fold
from ingest.clean.contents import is_contents_heading

LIMIT = 900
"""Longest passage in characters; only a heading in front of one long sentence goes beyond it."""

HEADING_SEPARATOR = " › "

_MOST_UNITS = 150
"""Most sentences in a passage; keeps the search for the best cuts short."""

_LETTER = re.compile(r"\w")
_SPACE = re.compile(r"\s+")

_SHORT = 100
"""Longest sentence, in characters, that is taken for one of a list where its neighbour is too."""

# What a cut costs; a passage that is half empty costs .25.
_AT_LINE, _IN_PARAGRAPH, _IN_LIST, _IN_TABLE, _IN_ANNOUNCED = 0.1, 0.3, 0.5, 0.6, 0.8
_AFTER_INTRODUCTION = 1.0

# A sentence that announces others: "Vi vill: öka utbudet."
_ANNOUNCES = re.compile(r":\s.{0,120}$")


@dataclass(frozen=True, slots=True)
class _SentencePiece:
    """Text that is never cut: a sentence, or a part of one that is longer than a passage."""

    start: int
    end: int
    cut: float
    """What it costs to begin a passage here."""


@dataclass(slots=True)
class _Section:
    """The text between two headings, with the headings right above it."""

    headings: tuple[str, ...]
    heading_start: int | None
    blocks: list[tuple[int, Block]] = field(default_factory=list)


def split(document: Document) -> list[Passage]:
    """The passages of a document, in reading order and without overlap.

    Every passage is a stretch of one section. The first of a section begins with the headings
    right above it, so that no text is left out; tables of contents are, and headings that nothing
    follows. A document of headings alone, or of one line that passes for one, is a text all the
    same.
    """
    return _passages(document) or _passages(_without_headings(document))


def _without_headings(document: Document) -> Document:
    """The same text with its headings as paragraphs."""
    pages = tuple(
        replace(page, blocks=tuple(map(_as_paragraph, page.blocks))) for page in document.pages
    )
    return replace(document, pages=pages)


def _as_paragraph(block: Block) -> Block:
    out = block.kind in (BlockKind.HEADING, BlockKind.CONTENTS)
    return Block(BlockKind.PARAGRAPH, block.text) if out else block


def _passages(document: Document) -> list[Passage]:
    sentences = sentence_spans(document)
    items = item_starts(document)
    heads = {start for start, block in document.blocks() if block.is_head}
    page_starts = frozenset(start for start, _ in document.page_spans)
    passages: list[Passage] = []
    for section in _sections(document):
        units = list(_units(section, sentences, page_starts, document.text))
        if not units:
            continue
        lead = section.heading_start if section.heading_start is not None else units[0].start
        for first, last in _cuts(units, units[0].start - lead):
            start = lead if first == 0 else units[first].start
            end = units[last].end
            # A passage that begins inside a table stands under the names of its columns.
            columns = document.columns_of(start)
            heading = HEADING_SEPARATOR.join(filter(None, [*section.headings, columns]))
            places = document.places_of(start, end)
            within = tuple(_within(sentences, start, end))
            passages.append(
                Passage(
                    document_id=document.id,
                    ordinal=len(passages),
                    start=start,
                    end=end,
                    text=document.text[start:end],
                    heading=heading,
                    pages=places.pages,
                    sentences=within,
                    page_labels=places.page_labels,
                    sheets=places.sheets,
                    items=tuple(first for first, _ in within if first in items),
                    heads=tuple(first for first, _ in within if first in heads),
                )
            )
    return passages


def _within(
    sentences: Sequence[tuple[int, int]], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch; of one that is longer than a passage the part that is here."""
    index = max(0, bisect_right(sentences, (start, -1)) - 1)
    while index < len(sentences) and sentences[index][0] < end:
        first, last = sentences[index]
        if last > start:
            yield max(first, start), min(last, end)
        index += 1


def _sections(document: Document) -> Iterator[_Section]:
    title = fold(document.metadata.title)
    path: list[Block] = []
    section = _Section((), None)

    def names() -> tuple[str, ...]:
        return tuple(part.text for part in path if fold(part.text) != title)

    for start, block in document.blocks():
        if block.kind is BlockKind.CONTENTS:
            if section.blocks:
                yield section
            if path and is_contents_heading(path[-1].text):
                path.pop()
            section = _Section(names(), None)
            continue
        if block.kind is not BlockKind.HEADING:
            section.blocks.append((start, block))
            continue
        fresh = any(_LETTER.search(line.text) for _, line in section.blocks)
        if fresh:
            yield section
        while path and path[-1].level >= block.level:
            path.pop()
        path.append(block)
        if fresh or section.heading_start is None:
            section = _Section(names(), start)
        else:
            section = _Section(names(), section.heading_start)
    yield section


def _units(
    section: _Section, sentences: Sequence[tuple[int, int]], page_starts: Set[int], text: str
) -> Iterator[_SentencePiece]:
    if not section.blocks:
        return
    starts = [start for start, _ in section.blocks]
    end = starts[-1] + len(section.blocks[-1][1].text)
    previous: tuple[int, str] | None = None
    for index in range(bisect_right(sentences, (starts[0], -1)), len(sentences)):
        first, last = sentences[index]
        if first >= end:
            break
        place = bisect_right(starts, first) - 1
        block = section.blocks[place][1]
        begin, cost = first, 0.0
        if previous is None or previous[0] != place:
            # The mark of a list item stands before its first sentence.
            begin = starts[place]
        if previous is not None:
            before_line = section.blocks[previous[0]][1] if previous[0] != place else None
            cost = _cost(previous[1], text[first:last], block, before_line)
            if starts[place] in page_starts:
                cost -= _AT_LINE
        for piece_start, piece_end in _pieces(text, begin, last):
            yield _SentencePiece(piece_start, piece_end, cost)
            cost = _IN_TABLE
        previous = bisect_right(starts, last - 1) - 1, text[first:last]


def _cost(before: str, after: str, line: Block, before_line: Block | None) -> float:
    """What it costs to cut between two sentences; ``before_line`` where a line ends there too."""
    if before_line is None:
        if _ANNOUNCES.search(before):
            return _IN_ANNOUNCED
        short = len(before) <= _SHORT and len(after) <= _SHORT
        return _IN_LIST if short else _IN_PARAGRAPH
    if line.kind is BlockKind.ROW and before_line.kind is BlockKind.ROW:
        return _AFTER_INTRODUCTION if before_line.is_head else _IN_TABLE
    if line.kind is BlockKind.ITEM and before_line.kind is BlockKind.ITEM:
        return _IN_LIST
    if before.endswith(":") or (len(before) <= _SHORT and not ends_sentence(before)):
        return _AFTER_INTRODUCTION
    return _IN_LIST if line.kind is BlockKind.ITEM else _AT_LINE


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence whole, or in even parts cut at white space where it is longer than a passage."""
    while end - start > LIMIT:
        even = (end - start) // ceil((end - start) / LIMIT)
        reach = text[start : start + LIMIT + 1]
        spaces = [match.start() for match in _SPACE.finditer(reach) if match.start() > 0]
        late = [at for at in spaces if at >= 0.8 * even]
        near = [at for at in late if reach[at - 1] in ",;:"] or late or spaces or [LIMIT]
        cut = start + min(near, key=lambda at: abs(at - even))
        yield start, cut
        start = cut
        while text[start].isspace():
            start += 1
    yield start, end


def _cuts(units: Sequence[_SentencePiece], lead: int) -> list[tuple[int, int]]:
    """The cheapest way to part the units: the first and last unit of each passage."""
    best: list[float] = [0.0]
    origin: list[int] = [0]
    for last in range(len(units)):
        cheapest, chosen = inf, last
        for first in range(last, max(-1, last - _MOST_UNITS), -1):
            start = units[first].start - (lead if first == 0 else 0)
            length = units[last].end - start
            if length > LIMIT and first < last:
                break
            waste = max(0.0, 1 - length / LIMIT)
            cost = best[first] + waste * waste + (units[first].cut if first else 0.0)
            if cost <= cheapest:
                cheapest, chosen = cost, first
        best.append(cheapest)
        origin.append(chosen)
    cuts = []
    last = len(units)
    while last:
        cuts.append((origin[last], last - 1))
        last = origin[last]
    return cuts[::-1]
