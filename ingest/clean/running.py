"""Running headers and footers: lines that most pages share at the same place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.model import Block, BlockKind, Cleaned
from ingest.clean.rules import DropReason, Pages, fold_space, without

_DEPTH = 3
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
_DIGITS = re.compile(r"\d+")


def running_lines(pages: Pages) -> Cleaned:
    """Drops lines that stand at the same place on most pages, or on every other one.

    Numbers in them may differ. Rows of tables stay: a table that runs over pages repeats its head.
    So do headings that the file marks: "Kapitel 1" and "Kapitel 2" may each open a page.
    """
    filled = sum(bool(page.blocks) for page in pages)
    share = _SHARE_OF_SHEETS if any(page.sheet for page in pages) else _SHARE
    least = max(_FEWEST, share * filled)
    shapes = [_edge_shapes(page.blocks) for page in pages]
    counts = Counter(shape for page in shapes for shape in set(page) if shape)
    running = {shape for shape, count in counts.items() if count >= least}
    if sum(bool(page) and running.issuperset(page) for page in shapes) > filled / 2:
        return Cleaned(pages)  # pages that say all the same, but for numbers, are the text
    edges = [shape for page in shapes for shape in page]
    return without(
        pages,
        {place: DropReason.RUNNING for place, shape in enumerate(edges) if shape in running},
    )


def _edge_shapes(blocks: Sequence[Block]) -> list[str]:
    """What pages compare of each block: its text with masked numbers, where it may be running."""
    return [
        _DIGITS.sub("#", fold_space(block.text).lower())
        if (place < _DEPTH or place >= len(blocks) - _DEPTH)
        and block.kind not in _MARKED
        and len(block.text) <= _LENGTH
        else ""
        for place, block in enumerate(blocks)
    ]
