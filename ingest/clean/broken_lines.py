"""Puts together what a line end, a column or a page of a PDF broke: words and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.model import Block, BlockKind, Cleaned
from corpus.sentences import ITEM_MARK, ends_sentence, goes_on
from corpus.swedish import words
from ingest.clean.rules import Pages, with_blocks
from ingest.readers.hyphens import join_lines, seam

_SOFT = re.compile("[\u00ad\ufffe]\\s*")
_SPLIT_WORD = re.compile(r"\b([^\W\d_]{2,})[-\u2010] ([a-zåäöéü]{2,})\b")

_FULL_LINE = 50
"""Shortest line, in characters, that is taken to have been broken for want of room."""

_FULL_PARAGRAPH = 120
"""Shortest text that is prose for sure, and ends with a full stop unless it was broken."""


def split_words(pages: Pages) -> Cleaned:
    """Joins words with a soft hyphen, or with a hyphen and a space that a line end left.

    "kompe- tens" is joined where the document writes "kompetens" elsewhere; "studie- och" never.
    """
    softened = [
        [Block(block.kind, _SOFT.sub("", block.text), block.level) for block in page.blocks]
        for page in pages
    ]
    if not any(_SPLIT_WORD.search(block.text) for blocks in softened for block in blocks):
        return Cleaned(with_blocks(pages, softened))
    known = _words(pages)
    blocks = [
        [Block(block.kind, _joined(block.text, known), block.level) for block in blocks]
        for blocks in softened
    ]
    return Cleaned(with_blocks(pages, blocks))


def _words(pages: Pages) -> frozenset[str]:
    return frozenset(word for page in pages for block in page.blocks for word in words(block.text))


def _joined(text: str, known: Collection[str]) -> str:
    def join(match: re.Match[str]) -> str:
        first, second = match.groups()
        whole = f"{first}{second}".lower() in known
        hyphenated = f"{first}-{second}".lower() in known
        between = seam(first, second, known) if whole or hyphenated else "- "
        return f"{first}{between}{second}"

    return _SPLIT_WORD.sub(join, text)


def broken_paragraphs(pages: Pages) -> Cleaned:
    """Joins a paragraph that breaks off in a full line with the one that goes on with it."""
    known: Collection[str] = ()
    kept = []
    for page in pages:
        blocks: list[Block] = []
        for block in page.blocks:
            if blocks and _broken(blocks[-1], block, paged=len(pages) > 1):
                known = known or _words(pages)
                first = blocks.pop()
                block = Block(first.kind, join_lines([first.text, block.text], known))  # noqa: PLW2901
            blocks.append(block)
        kept.append(blocks)
    return Cleaned(with_blocks(pages, kept))


def _broken(first: Block, second: Block, *, paged: bool) -> bool:
    # Only what is set in pages has columns, whose ends fall inside a sentence.
    return (
        first.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        and second.kind is BlockKind.PARAGRAPH
        and len(first.text) >= _FULL_LINE
        and not ITEM_MARK.match(second.text)
        and (_goes_on(first.text, second.text) or (paged and _ends_open(first, second)))
    )


def _goes_on(first: str, second: str) -> bool:
    return second[:1].islower() and goes_on(first, second)


def _ends_open(first: Block, second: Block) -> bool:
    return (
        first.kind is BlockKind.PARAGRAPH
        and len(first.text) >= _FULL_PARAGRAPH
        and first.text[-1].isalpha()
        and not first.text.isupper()
        and ends_sentence(second.text)
    )
