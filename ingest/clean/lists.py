"""Finds lists that a scrape ran into one paragraph: "Vi vill: * öka … * minska …"."""

from __future__ import annotations

import re

from corpus.model import Block, BlockKind, Cleaned
from corpus.swedish import sentences
from ingest.clean.rules import Pages, paragraphs, with_blocks

_BULLET = re.compile(r"(?<!\S)(?:[•▪●·■□➢►](?=\s*[^\W\d_])|\*(?=\s+[A-ZÅÄÖ]))")
_DASH = re.compile(r"(?:^|(?<=[:;.?!]\s))[-–](?=\s[^\W\d_])")
_FEWEST_BULLETS, _FEWEST_DASHES = 2, 3


def inline_lists(pages: Pages) -> Cleaned:
    """Breaks a paragraph before each bullet in it. The bullets stay."""
    kept = []
    for page in pages:
        blocks: list[Block] = []
        for block in page.blocks:
            blocks.extend(_parted(block))
        kept.append(blocks)
    return Cleaned(with_blocks(pages, kept))


def _parted(block: Block) -> list[Block]:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        return [block]
    starts = [match.start() for match in _BULLET.finditer(block.text)]
    if len(starts) < _FEWEST_BULLETS:
        starts = [match.start() for match in _DASH.finditer(block.text)]
        if len(starts) < _FEWEST_DASHES:
            return [block]
    stops = [*starts[1:], len(block.text)]
    items = [block.text[a:b].strip() for a, b in zip(starts, stops, strict=True)]
    before = list(paragraphs([block.text[: starts[0]]]))
    *first, last = items
    rest = ""
    # What follows the last item is not marked; where the others are a sentence each, so is it.
    spans = sentences(last)
    if all(len(sentences(item)) == 1 for item in first) and len(spans) > 1:
        last, rest = last[: spans[0][1]], last[spans[0][1] :]
    marked = [Block(BlockKind.ITEM, item) for item in [*first, last]]
    return [*before, *marked, *paragraphs([rest])]
