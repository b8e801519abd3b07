"""Finds the headings of a text that lost its line breaks, by the titles in its contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Block, BlockKind, Cleaned, Page
from ingest.clean.contents import Entry, entries, is_contents_heading
from ingest.clean.rules import Pages, flat, letters

_NUMBERED = re.compile(r"(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*)\.?$")
_TITLE_LENGTH = 160
_ALIKE = 0.6
"""Least share of a title's words that a heading worded otherwise must have, in their order."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a heading stands: the page, the block on it, and the span in the block."""

    page: int
    block: int
    start: int
    end: int


def headings_from_contents(pages: Pages) -> Cleaned:
    """Breaks running text at the titles that the table of contents names, in their order.

    A title counts where it stands on the page that the table names, or one beside it, between the
    end of a sentence and the beginning of one.
    """
    table = entries(pages)
    contents = next((i for i, b in flat(pages) if is_contents_heading(b.text)), 0)
    done: list[Page] = list(pages)
    after = (contents, -1)
    for entry in table:
        place = _find(done, entry, after)
        if place is None:
            continue
        blocks = done[place.page].blocks
        new = _broken(blocks[place.block], place, entry.level)
        done[place.page] = Page(
            done[place.page].number,
            (*blocks[: place.block], *new, *blocks[place.block + 1 :]),
        )
        ahead = next(i for i, block in enumerate(new) if block.kind is BlockKind.HEADING)
        after = (place.page, place.block + ahead)
    return Cleaned(tuple(done))


def _find(pages: Sequence[Page], entry: Entry, after: tuple[int, int]) -> _Place | None:
    title = r"\s+".join(re.escape(word) for word in entry.title.split())
    before = "" if len(entry.title.split()) >= 3 else r"(?:^|(?<=[.!?:…)”\"]\s))"
    pattern = re.compile(rf"{before}(?<!\S){title}(?=$|\s+[A-ZÅÄÖ\d\"”(])")
    for page, place, block in _candidates(pages, entry, after):
        match = pattern.search(block.text)
        if match is not None:
            return _Place(page, place, match.start(), match.end())
        if letters(block.text) == letters(entry.title):
            return _Place(page, place, 0, len(block.text))
    for page, place, block in _candidates(pages, entry, after):
        span = _reworded(block.text, entry.title)
        if span is not None:
            return _Place(page, place, *span)
    return None


def _candidates(
    pages: Sequence[Page], entry: Entry, after: tuple[int, int]
) -> Iterator[tuple[int, int, Block]]:
    """Text that may hold a heading, that on the named page first."""
    numbered = any(page.number is not None for page in pages)
    wanted = [entry.page, entry.page - 1, entry.page + 1] if numbered else [None]
    for number in wanted:
        for index in range(after[0], len(pages)):
            if number is not None and pages[index].number != number:
                continue
            for place, block in enumerate(pages[index].blocks):
                if (index, place) > after and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
                    yield index, place, block


def _reworded(text: str, title: str) -> tuple[int, int] | None:
    """The span of a numbered heading that begins as in the contents and goes on a little otherwise.

    "II Vad pågår i vår omvärld och på arbetsmarknaden" for "II Vad pågår på arbetsmarknaden": the
    heading ends before the next word with a capital.
    """
    words = title.split()
    if len(words) < 4 or not _NUMBERED.match(words[0]):
        return None
    begins = r"\s+".join(map(re.escape, words[:3]))
    start = re.search(rf"(?<!\S){begins}(?!\S)", text)
    if start is None:
        return None
    following = re.compile(r"\s+(?=[A-ZÅÄÖ])").search(text, start.end())
    end = following.start() if following else len(text)
    heading = text[start.start() : end]
    if len(heading) > _TITLE_LENGTH or re.search(r"[^\W\d_]{2}[.;:]", heading):
        return None
    found = {letters(word) for word in heading.split()}
    share = sum(letters(word) in found for word in words) / len(words)
    return (start.start(), end) if share >= _ALIKE else None


def _broken(block: Block, place: _Place, level: int) -> list[Block]:
    before, after = block.text[: place.start].strip(), block.text[place.end :].strip()
    parts = [Block(BlockKind.HEADING, block.text[place.start : place.end], level)]
    if before:
        parts.insert(0, Block(block.kind, before))
    if after:
        parts.append(Block(BlockKind.PARAGRAPH, after))
    return parts
