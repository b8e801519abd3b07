"""Finds the headings of a text that lost its line breaks, by the titles in its contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.model import Block, BlockKind, Cleaned
from ingest.clean.contents import ContentsEntry, entries, is_contents_heading
from ingest.clean.rules import Pages, flat, letters, regrouped

_NUMBERED = re.compile(r"(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*)\.?$")
_CAPITAL = re.compile(r"\s+(?=[A-ZÅÄÖ])")
_WORD_END = re.compile(r"[^\W\d_]{2}[.;:]")
_MOST_COMPARISONS = 2_000_000
"""Titles of a table of contents times blocks of the text; a book of a thousand pages has fewer."""

_TITLE_LENGTH = 160
_ALIKE = 0.6
"""Least share of a title's words that a heading worded otherwise must have, in their order."""

Place = tuple[int, int, int]
"""Where a heading stands: the place of its block among all, and the span in the block."""


def headings_from_contents(pages: Pages) -> Cleaned:
    """Breaks running text at the titles that the table of contents names, in their order.

    A title counts where it stands on the page that the table names, or one beside it, between the
    end of a sentence and the beginning of one.
    """
    blocks = flat(pages)
    contents = next((index for index, block in blocks if is_contents_heading(block.text)), 0)
    after = next((place for place, (index, _) in enumerate(blocks) if index == contents), 0) - 1
    numbers = [page.number for page in pages]
    named = entries(pages)
    if len(named) * len(blocks) > _MOST_COMPARISONS:
        return Cleaned(pages)
    for entry in named:
        heading = _find(list(_candidates(blocks, numbers, entry, after)), entry.title)
        if heading is None:
            continue
        place, start, end = heading
        index, block = blocks[place]
        parts = _broken(block, start, end, entry.level)
        blocks[place : place + 1] = [(index, part) for part in parts]
        after = place + [part.kind for part in parts].index(BlockKind.HEADING)
    return Cleaned(regrouped(pages, blocks))


def _candidates(
    blocks: Sequence[tuple[int, Block]],
    numbers: Sequence[int | None],
    entry: ContentsEntry,
    after: int,
) -> Iterator[tuple[int, str]]:
    """The places and texts that may hold a heading, those on the page that the table names first.

    ``numbers`` are those printed on the pages.
    """
    numbered = any(one is not None for one in numbers)
    for number in (entry.page, entry.page - 1, entry.page + 1) if numbered else (None,):
        for place in range(after + 1, len(blocks)):
            index, block = blocks[place]
            on_page = number is None or numbers[index] == number
            if on_page and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
                yield place, block.text


def _find(candidates: Sequence[tuple[int, str]], title: str) -> Place | None:
    words = title.split()
    before = "" if len(words) >= 3 else r"(?:^|(?<=[.!?:…)”\"]\s))"
    spaced = r"\s+".join(map(re.escape, words))
    pattern = re.compile(rf"{before}(?<!\S){spaced}(?=$|\s+[A-ZÅÄÖ\d\"”(])")
    for place, text in candidates:
        if match := pattern.search(text):
            return place, *match.span()
        if letters(text) == letters(title):
            return place, 0, len(text)
    for place, text in candidates:
        if span := _reworded(text, words):
            return place, *span
    return None


def _reworded(text: str, words: Sequence[str]) -> tuple[int, int] | None:
    """The span of a numbered heading that begins as in the contents and goes on a little otherwise.

    "II Vad pågår i vår omvärld och på arbetsmarknaden" for "II Vad pågår på arbetsmarknaden": the
    heading ends before the next word with a capital.
    """
    if len(words) < 4 or not _NUMBERED.match(words[0]):
        return None
    begins = r"\s+".join(map(re.escape, words[:3]))
    start = re.search(rf"(?<!\S){begins}(?!\S)", text)
    if start is None:
        return None
    following = _CAPITAL.search(text, start.end())
    end = following.start() if following else len(text)
    heading = text[start.start() : end]
    if len(heading) > _TITLE_LENGTH or _WORD_END.search(heading):
        return None
    spelt = {letters(word) for word in heading.split()}
    share = sum(letters(word) in spelt for word in words) / len(words)
    return (start.start(), end) if share >= _ALIKE else None


def _broken(block: Block, start: int, end: int, level: int) -> list[Block]:
    parts = [
        Block(block.kind, block.text[:start].strip()),
        Block(BlockKind.HEADING, block.text[start:end], level),
        Block(BlockKind.PARAGRAPH, block.text[end:].strip()),
    ]
    return [part for part in parts if part.text]
