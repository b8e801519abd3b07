"""Running headers and footers: lines that most pages share at the same place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import Block, BlockKind, Cleaned, Dropped
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
_PREFIX_WORDS = 12
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


def running_words(pages: Pages) -> Cleaned:
    """Drops the words of a running header or footer that a scrape put into the page's own text.

    Where the file has pages they stand on lines of their own.
    """
    cleaned = Cleaned(pages)
    if any(page.sheet for page in pages):
        return cleaned
    for at_end in (False, True):
        further = _common_words(cleaned.pages, at_end=at_end)
        cleaned = Cleaned(further.pages, cleaned.dropped + further.dropped)
    return cleaned


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


def _common_words(pages: Pages, *, at_end: bool) -> Cleaned:
    edge = -1 if at_end else 0
    filled = [
        index
        for index, page in enumerate(pages)
        if page.blocks and page.blocks[edge].kind not in _MARKED
    ]
    least = max(_FEWEST, 0.6 * len(filled))
    starts: dict[int, list[str]] = {}
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in filled:
        words = pages[index].blocks[edge].text.split(" ")
        words = words[::-1][:_PREFIX_WORDS] if at_end else words[:_PREFIX_WORDS]
        starts[index] = words
        for count in range(1, len(words) + 1):
            groups[tuple(_DIGITS.sub("#", word.lower()) for word in words[:count])].append(index)
    shared = [key for key, members in groups.items() if len(members) >= least]
    if not shared:
        return Cleaned(pages)
    longest = max(shared, key=len)
    members = groups[longest]
    spelling = starts[members[0]][: len(longest)]
    if len(longest) < 2 and not (spelling[0].isupper() and len(spelling[0]) > 3):
        return Cleaned(pages)
    count = len(longest)
    whole = sum(
        len(pages[index].blocks) == 1 and len(pages[index].blocks[0].text.split(" ")) <= count
        for index in members
    )
    if whole > len(members) / 2:
        return Cleaned(pages)  # nothing would be left of most pages
    done = list(pages)
    dropped = []
    for index in members:
        number, blocks = pages[index].number, list(pages[index].blocks)
        words = blocks[edge].text.split(" ")
        header, rest = (
            (words[-count:], words[:-count]) if at_end else (words[:count], words[count:])
        )
        dropped.append(Dropped(DropReason.RUNNING, " ".join(header), number))
        blocks[edge] = replace(blocks[edge], text=" ".join(rest))
        done[index] = replace(pages[index], blocks=tuple(block for block in blocks if block.text))
    return Cleaned(tuple(done), tuple(dropped))
