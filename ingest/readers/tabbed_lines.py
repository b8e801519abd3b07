"""Lines of a text whose words tabs or spaces set under each other, as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.model import Block, BlockKind
from ingest.readers.data_tables import TableCell, placed_blocks
from ingest.readers.reading import tidy

_GAP = re.compile(r"(?<=\S)(?:\s*\t\s*| {2,})(?=\S)")


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
    is_mark = first.endswith(":") or len(first) < (2 if first.isalpha() else 4)
    return 0 if not tab or is_mark else block.text.count("\t") + 1


def spaced(lines: Iterable[str]) -> Iterator[str]:
    """Lines with a tab for every gap in which spaces set words under those of the next lines.

    The first of several may name what stands below at its other edge.
    """
    for _, run in groupby(lines, lambda line: len(_GAP.findall(line))):
        rows = list(run)
        cells = [[*_spans(row)] for row in rows]
        aligned = len(rows) > 1 and all(
            any(len(set(sides)) == 1 for sides in zip(*column, strict=True))
            for column in zip(*cells[len(cells) > 2 :], strict=True)
        )
        for row in rows:
            parts = _GAP.split(row) if aligned or "\t" in row else [row]
            yield "\t".join(map(tidy, parts))


def _spans(row: str) -> Iterator[tuple[int, int]]:
    """Where each cell of a line begins and ends."""
    gaps = [(gap.start(), gap.end()) for gap in _GAP.finditer(row)]
    begins, ends = (
        [0, *(end for _, end in gaps)],
        [*(start for start, _ in gaps), len(row.rstrip())],
    )
    return zip(begins, ends, strict=True)
