"""Finds the page breaks and page numbers that are printed inside the text itself.

A scrape of a document keeps no pages, but the numbers that stood on them: "12 Lena berättade …",
"Rapport 3 (45) Innehåll", a line "12". A number alone proves nothing. Numbers that count up one by
one over the blocks of a text do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from corpus.model import Block, BlockKind, Cleaned, Dropped, Page
from ingest.clean.number_marks import (
    ALONE,
    COUNTED,
    COUNTED_LAST,
    FIRST,
    LAST,
    NumberMark,
    chain_of,
    is_steady,
    marks_in,
    of_one_total,
)
from ingest.clean.rules import DropReason, Pages, fold_space, letters

_FLAT_LENGTH = 400
"""Least mean length, in characters, of blocks that are a whole page each."""

_EDGE = 5
"""How many lines from the edge of a page its number may stand."""


def printed_pages(pages: Pages) -> Cleaned:
    """Breaks a text at the page breaks printed in it.

    The numbers are cut out of the text. Pages that are known from the file stay as they are.
    """
    if len(pages) > 1 or any(page.number is not None for page in pages):
        return Cleaned(pages)
    blocks = pages[0].blocks if pages else ()
    return (
        _by_heads(blocks)
        or _by_ordinals(blocks)
        or _by_lines(blocks)
        or _by_tails(blocks)
        or Cleaned(pages)
    )


def _by_heads(blocks: Sequence[Block]) -> Cleaned | None:
    """Pages that begin "Rapport 3 (45) …" with the same count in the brackets."""
    marks = of_one_total(marks_in(blocks, COUNTED))
    chain = chain_of(marks)
    if len(chain) < 2 or not is_steady(chain) or all(_is_alone(blocks, mark) for mark in chain):
        return None
    heads = [_words(blocks[mark.block].text[: mark.start]) for mark in chain]
    common, count = Counter(heads).most_common(1)[0]
    if count < 0.6 * len(chain) or (not common and len(chain) < 3):
        return None
    # A head that most pages share is part of the page's furniture, another is its text.
    whole = [
        NumberMark(mark.block, mark.number, 0, mark.end) if head == common else mark
        for mark, head in zip(chain, heads, strict=True)
    ]
    return _broken(blocks, whole)


def _words(head: str) -> str:
    """What a head says, without the numbers in it, which change from page to page."""
    return "".join(char for char in letters(head) if not char.isdigit())


def _by_ordinals(blocks: Sequence[Block]) -> Cleaned | None:
    """Pages that begin with their number, as portals print it, a block or more each."""
    chain = chain_of(marks_in(blocks, FIRST))
    if len(chain) < 3 or not is_steady(chain):
        return None
    stretch = blocks[chain[0].block : chain[-1].block + 1]
    mean_length = sum(len(blocks[mark.block].text) for mark in chain) / len(chain)
    ends = [mark.block - 1 for mark in chain[1:]] + [len(blocks) - 1]
    confirmed = sum(
        blocks[end].text.endswith(f" {mark.number}")
        or blocks[mark.block].text.startswith(f"{mark.number} {mark.number} ")
        for mark, end in zip(chain, ends, strict=True)
    )
    flat = len(chain) >= 0.3 * len(stretch) and mean_length >= _FLAT_LENGTH
    if not (flat and chain[0].number <= 3) and confirmed < 0.5 * len(chain):
        return None
    broken = _broken(blocks, chain)
    printed = _numbered(broken.pages, [page.number or 0 for page in broken.pages])
    return Cleaned(printed.pages, broken.dropped + printed.dropped)


def _by_lines(blocks: Sequence[Block]) -> Cleaned | None:
    """Pages whose number stands alone on a line above or below their text."""
    chain = chain_of([mark for mark in marks_in(blocks, ALONE) if _is_alone(blocks, mark)])
    if len(chain) < 3 or not is_steady(chain):
        return None
    lengths = [
        sum(len(block.text) for block in blocks[first.block + 1 : second.block])
        for first, second in pairwise(chain)
    ]
    usual = median(lengths)
    if usual < _FLAT_LENGTH / 2:
        return None
    before = sum(len(block.text) for block in blocks[: chain[0].block])
    after = sum(len(block.text) for block in blocks[chain[-1].block + 1 :])
    # Below their pages, the first number n has n pages before it; above them, it has n - 1.
    below = before > 0 and (after == 0 or before >= (chain[0].number - 0.5) * usual)
    return _broken(blocks, chain, below=below)


def _by_tails(blocks: Sequence[Block]) -> Cleaned | None:
    """Pages that end with their number."""
    if any(block.kind in (BlockKind.HEADING, BlockKind.ROW) for block in blocks):
        return None
    counted = of_one_total(marks_in(blocks, COUNTED_LAST))
    chain = chain_of(counted)
    if len(chain) < 3:
        chain = chain_of(marks_in(blocks, LAST))
        if len(chain) < 4 or len(chain) < 0.5 * (chain[-1].block - chain[0].block + 1):
            return None
    length = sum(len(block.text) for block in blocks[: chain[-1].block + 1]) if chain else 0
    if not is_steady(chain) or length < len(chain) * _FLAT_LENGTH / 2:
        return None
    return _broken(blocks, chain, below=True)


def _is_alone(blocks: Sequence[Block], mark: NumberMark) -> bool:
    """Whether a mark is all that its block says."""
    return mark.start == 0 and mark.end == len(blocks[mark.block].text)


def _broken(
    blocks: Sequence[Block], chain: Sequence[NumberMark], *, below: bool = False
) -> Cleaned:
    """Pages that begin at the marks, or end with them where the numbers stand below the text."""
    cuts = {mark.block: mark for mark in chain}
    if below:
        starts = [0, *(mark.block + 1 for mark in chain)]
        numbers = [*(mark.number for mark in chain), None]
    else:
        starts = [0, *cuts]
        numbers = [None, *(mark.number for mark in chain)]
    pages: list[Page] = []
    dropped = []
    for number, (start, stop) in zip(numbers, pairwise([*starts, len(blocks)]), strict=True):
        kept = []
        for place in range(start, stop):
            block = blocks[place]
            if mark := cuts.get(place):
                cut = block.text[mark.start : mark.end]
                dropped.append(Dropped(DropReason.PAGE_NUMBER, cut, mark.number))
                block = _cut(block, mark)
            if block.text:
                kept.append(block)
        if kept or number is not None:
            pages.append(Page(number, tuple(kept)))
    return Cleaned(tuple(pages), tuple(dropped))


def _cut(block: Block, mark: NumberMark) -> Block:
    return replace(block, text=fold_space(f"{block.text[: mark.start]} {block.text[mark.end :]}"))


def _numbered(pages: Pages, ordinals: Sequence[int]) -> Cleaned:
    """Gives every page the number printed at its edges, where most pages agree.

    The printed numbers may lag behind the order of the pages (covers, forewords), but by the same
    amount throughout.
    """
    lags = Counter(
        lag
        for page, ordinal in zip(pages, ordinals, strict=True)
        for lag in {mark.number - ordinal for mark in _edge_marks(page)}
    )
    lag, votes = lags.most_common(1)[0] if lags else (0, 0)
    if votes < max(3, 0.4 * len(pages)):
        return Cleaned(pages)
    numbers = [
        number if (number := ordinal + lag) > 0 and ordinal else None for ordinal in ordinals
    ]
    return _cut_numbers(pages, numbers)


def _cut_numbers(pages: Pages, numbers: Sequence[int | None]) -> Cleaned:
    cleaned = []
    dropped = []
    for page, number in zip(pages, numbers, strict=True):
        blocks = list(page.blocks)
        # From the end on, and by place, so that the marks before keep theirs.
        for mark in sorted(_edge_marks(page), key=lambda m: (-m.block, -m.start)):
            block = blocks[mark.block]
            if mark.number == number:
                cut = block.text[mark.start : mark.end]
                dropped.append(Dropped(DropReason.PAGE_NUMBER, cut, number))
                blocks[mark.block] = _cut(block, mark)
        kept = tuple(block for block in blocks if block.text)
        cleaned.append(replace(page, number=number, blocks=kept))
    return Cleaned(tuple(cleaned), tuple(dropped))


def _edge_marks(page: Page) -> list[NumberMark]:
    """Numbers alone on a line near the edges of a page, at its very start and at its very end."""
    last = len(page.blocks) - 1
    marks: list[NumberMark] = []
    for place, block in enumerate(page.blocks):
        if _EDGE <= place <= last - _EDGE:
            continue
        alone = [m for m in marks_in([block], ALONE) if m.end - m.start == len(block.text)]
        first = marks_in([block], COUNTED) or marks_in([block], FIRST) if place == 0 else []
        final = marks_in([block], COUNTED_LAST) or marks_in([block], LAST) if place == last else []
        # One block may be the whole page, and then hold both, but not one number twice.
        inner = [*first, *(m for m in final if not first or m.start >= first[0].end)]
        marks.extend(replace(mark, block=place) for mark in alone or inner)
    return marks
