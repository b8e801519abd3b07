"""Running headers and footers: lines that most pages share at the same place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from corpus.model import Block, BlockKind, Cleaned
from ingest.clean.rules import DropReason, Pages, without
from ingest.readers.page_numbers import running_shapes

_DEPTH = 5
"""How many lines at either edge of a page are compared."""

_FEWEST = 3
"""Fewest pages that make a line a running one."""

_SHARE = 0.4
"""Least share of the pages that a running line stands on: a little under every other."""

_SHARE_OF_SHEETS = 0.25
"""The same where the file has pages: left and right ones differ, and covers have none."""

_LENGTH = 200
"""Longest running line, in characters."""

_MARKED = frozenset([BlockKind.ROW, BlockKind.HEADING])


def running_lines(pages: Pages) -> Cleaned:
    """Drops lines that stand at the same place on most pages, or on every other one.

    A number in them may count with the pages. Rows of tables stay: a table that runs over pages
    repeats its head.
    So do headings that the file marks: "Kapitel 1" and "Kapitel 2" may each open a page.
    """
    filled = sum(bool(page.blocks) for page in pages)
    share = _SHARE_OF_SHEETS if any(page.sheet for page in pages) else _SHARE
    least = max(_FEWEST, share * filled)
    shapes = [
        _edge_shapes(page.blocks, index if page.number is None else page.number)
        for index, page in enumerate(pages)
    ]
    counts = Counter(shape for page in shapes for shape in set().union(*page))
    running = {shape for shape, count in counts.items() if count >= least}
    edges = [[not running.isdisjoint(of_block) for of_block in page] for page in shapes]
    if sum(bool(page) and all(page) for page in edges) > filled / 2:
        return Cleaned(pages)  # pages that say all the same, but for numbers, are the text
    places = (place for place, runs in enumerate(chain.from_iterable(edges)) if runs)
    return without(pages, dict.fromkeys(places, DropReason.RUNNING))


def _edge_shapes(blocks: Sequence[Block], number: int) -> list[set[str]]:
    """What pages compare of each block, where it may be running."""
    return [
        running_shapes(block.text, number)
        if (place < _DEPTH or place >= len(blocks) - _DEPTH)
        and block.kind not in _MARKED
        and len(block.text) <= _LENGTH
        else set()
        for place, block in enumerate(blocks)
    ]
