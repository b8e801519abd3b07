"""Lines of a text whose words tabs set under each other, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.model import Block, BlockKind
from ingest.readers.data_tables import TableCell, placed_blocks
from ingest.readers.reading import tidy


def tabbed(placed: Sequence[tuple[int, Block]]) -> Iterator[tuple[int, Block]]:
    """Paragraphs whose words tabs set under each other, as rows of a table; other tabs as spaces.

    Each block comes with the place of its page. A label with its value is no row, nor is an item
    whose number somebody typed.
    """
    for (kind, count), run in groupby(placed, lambda one: (one[1].kind, _tab_cells(one[1]))):
        blocks = list(run)
        if kind is BlockKind.PARAGRAPH and len(blocks) >= max(2, 5 - count) and count > 1:
            cells = [[TableCell(text, page=p) for text in b.text.split("\t")] for p, b in blocks]
            yield from ((page, block) for page, block in placed_blocks(cells) if block is not None)
        else:
            yield from ((page, replace(one, text=tidy(one.text))) for page, one in blocks)


def _tab_cells(block: Block) -> int:
    """How many cells tabs make of a paragraph; 0 where they part a number or a label from it."""
    first, tab, _ = block.text.partition("\t")
    is_mark = len(first) < 4 or first.endswith(":")
    return 0 if not tab or is_mark else block.text.count("\t") + 1
