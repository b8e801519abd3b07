"""Puts together what a line end, a column or a page of a PDF broke: words and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import pairwise

from corpus.model import Block, BlockKind, Cleaned, Page
from corpus.sentences import ITEM_MARK, ends_sentence, goes_on
from corpus.swedish import words
from ingest.clean.rules import Pages, blocks_in, each_block
from ingest.readers.hyphens import join_lines, seam

_SOFT = re.compile("[\u00ad\ufffe]\\s*")
_SPLIT_WORD = re.compile(r"\b([^\W\d_]{2,})[-\u2010] ([a-zåäöéü]{2,})\b")

_PARTED = re.compile(r"([^\W\d_]{2,})[-\u2010]$")
_REST = re.compile(r"([a-zåäöéü]{2,})\S*\s+")

_FULL_LINE = 50
"""Shortest line, in characters, that is taken to have been broken for want of room."""

_FULL_PARAGRAPH = 120
"""Shortest text that is prose for sure, and ends with a full stop unless it was broken."""


def split_words(pages: Pages) -> Cleaned:
    """Joins words with a soft hyphen, or with a hyphen and a space that a line end left.

    "kompe- tens" is joined where the document writes "kompetens" elsewhere; "studie- och" never.
    """
    vocabulary: Collection[str] = ()
    if any(_SPLIT_WORD.search(_SOFT.sub("", block.text)) for block in blocks_in(pages)):
        vocabulary = _words(pages)

    def join(match: re.Match[str]) -> str:
        first, second = match.groups()
        spellings = f"{first}{second}".lower(), f"{first}-{second}".lower()
        written = any(spelling in vocabulary for spelling in spellings)
        return f"{first}{seam(first, second, vocabulary) if written else '- '}{second}"

    def joined(block: Block) -> tuple[Block]:
        return (replace(block, text=_SPLIT_WORD.sub(join, _SOFT.sub("", block.text))),)

    return Cleaned(each_block(pages, joined))


def _words(pages: Pages) -> frozenset[str]:
    return frozenset(word for block in blocks_in(pages) for word in words(block.text))


def broken_paragraphs(pages: Pages) -> Cleaned:
    """Joins a paragraph that breaks off in a full line with the one that goes on with it."""
    vocabulary: Collection[str] = ()
    done = []
    for page in pages:
        blocks: list[Block] = []
        for block in page.blocks:
            if blocks and _broken(blocks[-1], block, paged=len(pages) > 1):
                vocabulary = vocabulary or _words(pages)
                text = join_lines([blocks[-1].text, block.text], vocabulary)
                blocks[-1] = Block(blocks[-1].kind, text)
            else:
                blocks.append(block)
        done.append(replace(page, blocks=tuple(blocks)))
    return Cleaned(_with_whole_words(done, lambda: vocabulary or _words(pages)))


def _with_whole_words(pages: list[Page], vocabulary: Callable[[], Collection[str]]) -> Pages:
    """The pages with a word that the end of one parts whole on that."""
    for at, (page, following) in enumerate(pairwise(pages)):
        if not page.blocks or not following.blocks:
            continue
        last, first = page.blocks[-1], pages[at + 1].blocks[0]
        start, rest = _PARTED.search(last.text), _REST.match(first.text)
        prose = last.kind is not BlockKind.ROW and first.kind is BlockKind.PARAGRAPH
        if not (prose and start and rest and rest.end() < len(first.text)):
            continue
        between = seam(start[1], rest[1], vocabulary())
        if between != "- ":
            whole = replace(last, text=f"{last.text[:-1]}{between}{rest[0].strip()}")
            left = replace(first, text=first.text[rest.end() :])
            pages[at] = replace(page, blocks=(*page.blocks[:-1], whole))
            pages[at + 1] = replace(following, blocks=(left, *following.blocks[1:]))
    return tuple(pages)


def _broken(first: Block, second: Block, *, paged: bool) -> bool:
    # Only what is set in pages has columns, whose ends fall inside a sentence.
    return (
        first.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        and second.kind is BlockKind.PARAGRAPH
        and (len(first.text) >= _FULL_LINE or _one_sentence(first, second))
        and not ITEM_MARK.match(second.text)
        and (
            (second.text[:1].islower() and goes_on(first.text, second.text))
            or (paged and _ends_open(first, second))
        )
    )


def _one_sentence(first: Block, second: Block) -> bool:
    """Whether two lines are one short sentence, parted by a line break that the writer set."""
    return first.text[:1].isupper() and second.text[:1].islower() and second.text.endswith(".")


def _ends_open(first: Block, second: Block) -> bool:
    return (
        first.kind is BlockKind.PARAGRAPH
        and len(first.text) >= _FULL_PARAGRAPH
        and first.text[-1].isalpha()
        and not first.text.isupper()
        and ends_sentence(second.text)
    )
