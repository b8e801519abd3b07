"""What all cleaning rules share: their form, the reasons to drop text, and work on blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from itertools import islice

from corpus.model import Block, Cleaned, Dropped, Page

Pages = tuple[Page, ...]
CleaningRule = Callable[[Pages], Cleaned]
"""Pages in; pages out, with the pieces of text that were left out on the way."""


class DropReason(StrEnum):
    """Why a piece of text was left out, in the words that people are shown."""

    PORTAL_TITLE = "portalens rubrik"
    PORTAL_LIST = "portalens lista över andra dokument"
    PORTAL_BUTTONS = "portalens knappar"
    TEASER = "puff för ett annat dokument"
    FURNITURE = "webbsidans knappar och länkar"
    PAGE_NUMBER = "sidnummer"
    RUNNING = "sidhuvud eller sidfot"


_NOT_WORD = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """Letters and digits alone, in lower case: what two printings of one line have in common."""
    return _NOT_WORD.sub("", text).lower()


def fold_space(text: str) -> str:
    """White space folded to single spaces, none at the ends."""
    return " ".join(text.split())


def flat(pages: Pages) -> list[tuple[int, Block]]:
    """Every block with the index of its page."""
    return [(index, block) for index, page in enumerate(pages) for block in page.blocks]


def blocks_in(pages: Pages) -> list[Block]:
    """Every block of all pages."""
    return [block for page in pages for block in page.blocks]


def regrouped(pages: Pages, blocks: Iterable[tuple[int, Block]]) -> Pages:
    """The pages with other blocks, each with the index of its page: what undoes ``flat``."""
    groups: list[list[Block]] = [[] for _ in pages]
    for index, block in blocks:
        groups[index].append(block)
    return tuple(
        replace(page, blocks=tuple(group)) for page, group in zip(pages, groups, strict=True)
    )


def in_place(pages: Pages, blocks: Iterable[Block]) -> Pages:
    """The pages with other blocks, one for each of theirs."""
    rest = iter(blocks)
    return tuple(replace(page, blocks=tuple(islice(rest, len(page.blocks)))) for page in pages)


def each_block(pages: Pages, change: Callable[[Block], Iterable[Block]]) -> Pages:
    """The pages with other blocks in the place of each."""
    return tuple(
        replace(page, blocks=tuple(new for block in page.blocks for new in change(block)))
        for page in pages
    )


def without(pages: Pages, reasons: Mapping[int, DropReason]) -> Cleaned:
    """The pages without the blocks at these places of ``flat(pages)``."""
    if not reasons:
        return Cleaned(pages)
    blocks = flat(pages)
    dropped = tuple(
        Dropped(reasons[place], block.text, pages[index].number)
        for place, (index, block) in enumerate(blocks)
        if place in reasons
    )
    kept = [entry for place, entry in enumerate(blocks) if place not in reasons]
    return Cleaned(regrouped(pages, kept), dropped)
