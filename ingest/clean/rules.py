"""What all cleaning rules share: their form, the names of what they drop, comparing text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from corpus.model import Block, BlockKind, Cleaned, Dropped, Page

Pages = tuple[Page, ...]
Rule = Callable[[Pages], Cleaned]
"""Pages in; pages out, with the pieces of text that were left out on the way."""


class Reason(StrEnum):
    """Why a piece of text was left out, in the words that people are shown."""

    PORTAL_TITLE = "portalens rubrik"
    PORTAL_LIST = "portalens lista över andra dokument"
    PORTAL_BUTTONS = "portalens knappar"
    TEASER = "puff för ett annat dokument"
    FURNITURE = "webbsidans knappar och länkar"
    COOKIES = "webbsidans kakruta"
    PAGE_NUMBER = "sidnummer"
    RUNNING = "sidhuvud eller sidfot"
    REPEATED_TITLE = "upprepad titel"


_NOT_WORD = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """Letters and digits alone, in lower case: what two printings of one line have in common."""
    return _NOT_WORD.sub("", text).lower()


def fold_space(text: str) -> str:
    """White space folded to single spaces, none at the ends."""
    return " ".join(text.split())


def paragraphs(texts: Iterable[str]) -> Iterator[Block]:
    """A paragraph for each text that holds anything."""
    for text in texts:
        folded = fold_space(text)
        if folded:
            yield Block(BlockKind.PARAGRAPH, folded)


def flat(pages: Pages) -> list[tuple[int, Block]]:
    """Every block with the index of its page."""
    return [(index, block) for index, page in enumerate(pages) for block in page.blocks]


def without(pages: Pages, reasons: dict[int, Reason]) -> Cleaned:
    """The pages without the blocks at these places of ``flat(pages)``."""
    dropped = []
    kept: list[list[Block]] = [[] for _ in pages]
    for place, (index, block) in enumerate(flat(pages)):
        if place in reasons:
            dropped.append(Dropped(reasons[place], block.text, pages[index].number))
        else:
            kept[index].append(block)
    return Cleaned(with_blocks(pages, kept), tuple(dropped))


def with_blocks(pages: Pages, blocks: Sequence[Sequence[Block]]) -> Pages:
    """The pages with other blocks."""
    return tuple(Page(page.number, tuple(new)) for page, new in zip(pages, blocks, strict=True))
