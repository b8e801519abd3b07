"""Captions below tables, put above them: they say what the rows are of, and in which unit."""

from __future__ import annotations

import re

from corpus.model import Block, BlockKind, Cleaned
from ingest.clean.rules import Pages, flat, regrouped

_CAPTION = re.compile(r"(?:tabell|table|figur|diagram)\s+\d+\s*(?:[.:–-])|enhet\s*:", re.IGNORECASE)


def captions(pages: Pages) -> Cleaned:
    """Moves a caption from below a table to above it, where none stands there."""
    done: list[tuple[int, Block]] = []
    first: int | None = None
    for index, block in flat(pages):
        if block.kind is BlockKind.ROW:
            first = len(done) if first is None else first
            done.append((index, block))
            continue
        below = first is not None and done[first][0] == index and _is_caption(block)
        if first is not None and below and not (first and _is_caption(done[first - 1][1])):
            done.insert(first, (index, block))
        else:
            done.append((index, block))
        first = None
    return Cleaned(regrouped(pages, done))


def _is_caption(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and _CAPTION.match(block.text) is not None
