"""The sentences of a whole document, also those that run on over a page break."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from corpus.data_files import word_lists
from corpus.model import Block, BlockKind, Document
from corpus.swedish import sentences

ITEM_MARK = re.compile(r"^(?:[•·▪‣◦●○■□➢►*\uf0b7\uf0a7\uf076]|[-–—o](?=\s))\s*(?=\S)")
"""The mark that a list item begins with; no part of its sentence."""

_ENDED = re.compile(r"[.!?:…][\"”’')\]]*$")
# What a sentence may go on with on the next page, and no list or heading begins with: "640 kronor".
_FIGURE = re.compile(r"\d[\d\s]*(?:,\d+)?(?: ?[a-zåäö%]|[.,]?$|, )")
# A line that ends in one of these goes on, however the next one begins.
_OPEN_WORDS = frozenset(word_lists("sentences.toml")["open"])


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    block: Block
    page: int


def sentence_spans(document: Document) -> list[tuple[int, int]]:
    """The spans ``(start, end)`` of a document's sentences in its text, in reading order.

    A block ends a sentence, but for the last one of a page where the next page goes on with it:
    then the span holds the line break between the pages. Headings are no sentences, and the mark
    of a list item stands outside its first sentence.
    """
    spans: list[tuple[int, int]] = []
    previous: _Line | None = None
    page_starts = [start for start, _ in document.page_spans]
    for start, block in document.blocks():
        line = _Line(start, block, bisect_right(page_starts, start))
        if line.block.kind is not BlockKind.HEADING:
            inside = _in_block(line)
            if inside and spans and previous is not None and _runs_on(previous, line):
                first = spans.pop()
                inside[0] = (first[0], inside[0][1])
            spans.extend(inside)
        previous = line
    return spans


def item_starts(document: Document) -> set[int]:
    """Where the first sentences of list items begin, but for footnotes."""
    return {
        start + _mark_length(block)
        for start, block in document.blocks()
        if block.kind is BlockKind.ITEM and not block.marked
    }


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a mark that closes a sentence or announces a list."""
    return _ENDED.search(text.rstrip()) is not None


def goes_on(first: str, second: str) -> bool:
    """Whether a sentence that breaks off at the end of ``first`` goes on with ``second``."""
    words = first.split()
    if not words or not second or ends_sentence(first):
        return False
    last = words[-1]
    return second[0].islower() or last.endswith((",", "-")) or last.lower() in _OPEN_WORDS


def _in_block(line: _Line) -> list[tuple[int, int]]:
    text = line.block.text
    if line.block.kind is BlockKind.ROW:
        # The cells of a row belong together, however they are punctuated.
        return [(line.start, line.start + len(text))] if text.strip() else []
    skip = _mark_length(line.block)
    start = line.start + skip
    return [(start + first, start + last) for first, last in sentences(text[skip:])]


def _mark_length(block: Block) -> int:
    """The characters of the mark that a list item begins with, such as "– "."""
    mark = ITEM_MARK.match(block.text) if block.kind is BlockKind.ITEM else None
    return mark.end() if mark else 0


def _runs_on(previous: _Line, line: _Line) -> bool:
    return (
        previous.page != line.page
        and previous.block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        and line.block.kind is BlockKind.PARAGRAPH
        and (
            goes_on(previous.block.text, line.block.text)
            or (not ends_sentence(previous.block.text) and bool(_FIGURE.match(line.block.text)))
        )
    )
