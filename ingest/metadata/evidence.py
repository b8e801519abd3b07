"""What the metadata is looked for in, and what a find is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from corpus.model import Block, Cleaned
from ingest.clean.rules import Reason
from ingest.readers.reading import Facts, Reading

_OTHERS_TEXT = frozenset([Reason.TEASER, Reason.PORTAL_LIST, Reason.PORTAL_BUTTONS])

HEAD = 1_500
"""Characters at the start of a document in which it tells what it is."""


@dataclass(frozen=True, slots=True)
class Find:
    """A value, and in Swedish where it was found."""

    value: str
    where: str


@dataclass(frozen=True)
class Evidence:
    """A document as it was read and as it was cleaned; ``source`` is its path."""

    source: str
    reading: Reading
    cleaned: Cleaned
    sidecar: Facts

    @cached_property
    def first_blocks(self) -> tuple[Block, ...]:
        """The blocks of the first page that has any, as far as ``HEAD`` reaches."""
        page = next((page for page in self.cleaned.pages if page.blocks), None)
        return _within(page.blocks, HEAD) if page else ()

    @cached_property
    def last_blocks(self) -> tuple[Block, ...]:
        """The last blocks of the last page: where colophons and addresses stand."""
        page = next((page for page in reversed(self.cleaned.pages) if page.blocks), None)
        return page.blocks[-6:] if page else ()

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The text of the first blocks, each as far as ``HEAD`` reaches: a block may be a book."""
        return tuple(block.text[:HEAD] for block in self.first_blocks)

    @cached_property
    def tail(self) -> tuple[str, ...]:
        """The text of the last blocks, each from its end."""
        return tuple(block.text[-HEAD:] for block in self.last_blocks)

    @cached_property
    def text(self) -> str:
        """All text that is the document's own, one block a line."""
        return "\n".join(page.text for page in self.cleaned.pages)

    @cached_property
    def furniture(self) -> tuple[str, ...]:
        """What surrounds the text and still speaks of it: running headers, a web page's footer."""
        dropped = (*self.reading.dropped, *self.cleaned.dropped)
        return tuple(piece.text[:HEAD] for piece in dropped if piece.rule not in _OTHERS_TEXT)


def _within(blocks: tuple[Block, ...], limit: int) -> tuple[Block, ...]:
    taken = []
    for block in blocks:
        taken.append(block)
        limit -= len(block.text)
        if limit <= 0:
            break
    return tuple(taken)
