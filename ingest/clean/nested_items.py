"""Items of a list inside another: each says what it is an item of, as a row says its group."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.model import Block, BlockKind, Cleaned
from corpus.sentences import ITEM_MARK
from ingest.clean.rules import Pages, flat, regrouped

LONGEST, LONGEST_OPEN = 80, 30
"""Characters of the longest item that names those inside it; a longer one says something itself, as
does one that announces them with a colon: "Kommunen ska lämna uppgift om:"."""

_NUMBER = re.compile(r"\d+(?:\.\d+)*(?=\.?\s)")


def nested_items(pages: Pages) -> Cleaned:
    """Puts the name of an item in front of those inside it.

    "Komvux" above "anställer två vägledare" becomes "Komvux: anställer två vägledare". An item
    that is numbered after the one that it is in ("2.3" in "2") says so itself.
    """
    blocks = flat(pages)
    named: list[tuple[int, Block]] = []
    above: list[Block] = []
    for at, (index, item) in enumerate(blocks):
        block = item
        if block.kind is not BlockKind.ITEM:
            above.clear()
            named.append((index, block))
            continue
        while above and above[-1].level >= block.level:
            above.pop()
        if above and (name := _name(above[-1])) and not _counts_on(above[-1], block):
            block = replace(block, text=f"{name}: {ITEM_MARK.sub('', block.text)}")
        above.append(block)
        following = blocks[at + 1][1] if at + 1 < len(blocks) else block
        inside = following.kind is BlockKind.ITEM and following.level > block.level
        inside = inside and not _counts_on(block, following)
        if not (inside and _name(block)):
            named.append((index, block))
    return Cleaned(regrouped(pages, named))


def _counts_on(outer: Block, inner: Block) -> bool:
    """Whether the number of an item begins with that of another."""
    one, other = _NUMBER.match(outer.text), _NUMBER.match(inner.text)
    return one is not None and other is not None and other[0].startswith(f"{one[0]}.")


def _name(item: Block) -> str:
    """What items inside another are called by; empty where it says something itself."""
    text = item.text.rstrip(": ")
    longest = LONGEST_OPEN if text != item.text else LONGEST
    return text if len(text) <= longest and not text.endswith((".", "!", "?", ";", ",")) else ""
