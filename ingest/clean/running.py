"""Running headers and footers: lines that most pages share at the same place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from corpus.model import Block, BlockKind, Cleaned, Dropped
from ingest.clean.rules import Pages, Reason, fold_space, with_blocks

_DEPTH = 3
"""How many lines at either edge of a page are compared."""

_FEWEST = 3
"""Fewest pages that make a line a running one."""

_SHARE = 0.4
"""Least share of the pages that a running line stands on: a little under every other."""

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
    least = max(_FEWEST, _SHARE * filled)
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(block) for _, block in _edges(page.blocks) if _may_run(block)})
    running = {shape for shape, count in counts.items() if count >= least}
    dropped: list[Dropped] = []
    kept = []
    for page in pages:
        gone = {
            place
            for place, block in _edges(page.blocks)
            if _may_run(block) and _shape(block) in running
        }
        dropped.extend(
            Dropped(Reason.RUNNING, page.blocks[place].text, page.number) for place in sorted(gone)
        )
        kept.append([block for place, block in enumerate(page.blocks) if place not in gone])
    return Cleaned(with_blocks(pages, kept), tuple(dropped))


def running_words(pages: Pages) -> Cleaned:
    """Drops the words of a running header or footer that a scrape put into the page's own text."""
    cleaned = Cleaned(pages)
    for at_end in (False, True):
        further = _common_words(cleaned.pages, at_end=at_end)
        cleaned = Cleaned(further.pages, cleaned.dropped + further.dropped)
    return cleaned


def _edges(blocks: Sequence[Block]) -> list[tuple[int, Block]]:
    last = len(blocks) - _DEPTH
    return [(i, block) for i, block in enumerate(blocks) if i < _DEPTH or i >= last]


def _may_run(block: Block) -> bool:
    return block.kind not in _MARKED and len(block.text) <= _LENGTH


def _shape(block: Block) -> str:
    return _DIGITS.sub("#", fold_space(block.text).lower())


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
    shown = starts[members[0]][: len(longest)]
    if len(longest) < 2 and not (shown[0].isupper() and len(shown[0]) > 3):
        return Cleaned(pages)
    kept = [list(page.blocks) for page in pages]
    dropped = []
    for index in members:
        block = pages[index].blocks[edge]
        words = block.text.split(" ")
        count = len(longest)
        gone, rest = (words[-count:], words[:-count]) if at_end else (words[:count], words[count:])
        dropped.append(Dropped(Reason.RUNNING, " ".join(gone), pages[index].number))
        kept[index][edge] = Block(block.kind, " ".join(rest), block.level)
    blocks = [[block for block in page if block.text] for page in kept]
    return Cleaned(with_blocks(pages, blocks), tuple(dropped))
