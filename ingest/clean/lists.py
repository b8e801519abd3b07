"""Finds lists that a scrape ran into one paragraph: "Vi vill: * öka … * minska …"."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.model import Block, BlockKind, Cleaned
from corpus.sentences import ends_sentence
from corpus.swedish import sentences
from ingest.clean.rules import Pages, each_block, paragraph

_BULLET = re.compile(r"(?<!\S)(?:[•▪●·■□➢►](?=\s*[^\W\d_])|\*(?=\s+[A-ZÅÄÖ]))")
_DASH = re.compile(r"(?:^|(?<=[:;.?!]\s))[-–](?=\s[^\W\d_])")
_FEWEST_BULLETS, _FEWEST_DASHES, _FEWEST_PLACES = 2, 3, 2

_LONG = 300
"""Shortest "sentence", in characters, that is taken for a list without marks."""

# "… (Solna) Framtidskraft … (Sigtuna) Ung i Nynäs …": within a sentence, no word after a bracket
# has a capital but a name, and names do not come so in a row.
_AFTER_BRACKET = re.compile(r"(?<=\) )(?=[A-ZÅÄÖ])")
_AFTER_COLON = re.compile(r"(?<=: )(?=[A-ZÅÄÖ])")


def inline_lists(pages: Pages) -> Cleaned:
    """Breaks a paragraph before each item of a list in it. Bullets and dashes stay."""
    return Cleaned(each_block(pages, _items))


def _items(block: Block) -> list[Block]:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        return [block]
    for pattern, fewest in ((_BULLET, _FEWEST_BULLETS), (_DASH, _FEWEST_DASHES)):
        starts = [match.start() for match in pattern.finditer(block.text)]
        if len(starts) >= fewest:
            return _marked_items(block.text, starts)
    return _unmarked_items(block)


def _marked_items(text: str, starts: list[int]) -> list[Block]:
    stops = [*starts[1:], len(text)]
    *first, last = [text[a:b].strip() for a, b in zip(starts, stops, strict=True)]
    rest = ""
    # What follows the last item is not marked; where the others are a sentence each, so is it.
    spans = sentences(last)
    if all(len(sentences(item)) == 1 for item in first) and len(spans) > 1:
        last, rest = last[: spans[0][1]], last[spans[0][1] :]
    items = [Block(BlockKind.ITEM, item) for item in [*first, last]]
    return [*paragraph(text[: starts[0]]), *items, *paragraph(rest)]


def _unmarked_items(block: Block) -> list[Block]:
    if block.kind is not BlockKind.PARAGRAPH or len(block.text) < _LONG:
        return [block]
    parts: list[Block] = []
    done = 0
    for start, end in sentences(block.text):
        places = [m.start() for m in _AFTER_BRACKET.finditer(block.text, start, end)]
        if end - start < _LONG or len(places) < _FEWEST_PLACES:
            continue
        colon = _AFTER_COLON.search(block.text, start, places[0])
        cuts = [colon.start() if colon else start, *places, end]
        items = [block.text[a:b].strip() for a, b in pairwise(cuts)]
        # The sentence after the list ran into it too; it has an end of its own.
        after = items.pop() if ends_sentence(items[-1]) else ""
        parts.extend(paragraph(block.text[done : cuts[0]]))
        parts.extend(Block(BlockKind.ITEM, item) for item in items)
        parts.extend(paragraph(after))
        done = end
    return [*parts, *paragraph(block.text[done:])] if parts else [block]
