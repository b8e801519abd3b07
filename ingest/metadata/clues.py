"""What the metadata is looked for in, and what a finding is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from corpus.model import Block, Cleaned
from ingest.clean import DropReason
from ingest.readers.reading import Facts, FileReading, LeftOut

_OTHERS_TEXT: frozenset[str] = frozenset(
    [
        DropReason.TEASER,
        DropReason.PORTAL_LIST,
        DropReason.PORTAL_BUTTONS,
        LeftOut.COMMENT,
        LeftOut.HIDDEN,
        LeftOut.DELETED,
    ]
)

OPENING, OPENING_PAGES = 3_000, 5
"""Characters and pages in which covers, imprint and letterhead come to their end."""

LABEL = 30
"""Longest line, in characters, that may be the label of the next: "Senast uppdaterad"."""

HEAD = 1_500
"""Characters at the start of a document in which it tells what it is."""


# A line of a table of contents is none of those.
_LEADERS = re.compile(r"\.{5}|(?:\s\.){5}|…{2}")

# What parts the pieces of a header: "Storviks kommun · Barn- och utbildningsförvaltningen".
_PARTS = re.compile(r"\s+[·|•–]\s+")


@dataclass(frozen=True, slots=True)
class Finding:
    """A value, and in Swedish where it was found."""

    value: str
    where: str


def from_sidecar(value: str | None) -> Finding | None:
    """What the sidecar states, which goes before everything else."""
    return Finding(value, "metadatafilen") if value else None


def from_file(value: str | None) -> Finding | None:
    """What the file's own properties state."""
    return Finding(value, "filens egenskaper") if value else None


@dataclass(frozen=True)
class Clues:
    """A document as it was read and as it was cleaned; ``source`` is its path."""

    source: str
    reading: FileReading
    cleaned: Cleaned
    sidecar: Facts

    @cached_property
    def first_blocks(self) -> tuple[Block, ...]:
        """The blocks of the first page that has any, as far as ``HEAD`` reaches."""
        page = next((page for page in self.cleaned.pages if page.blocks), None)
        reach = 0
        first = []
        for block in page.blocks if page else ():
            if reach < HEAD:
                first.append(block)
            reach += len(block.text)
        return tuple(first)

    @cached_property
    def opening(self) -> tuple[str, ...]:
        """The first pages' blocks as far as ``OPENING`` reaches; a label's with what it is for."""
        reach, before = 0, ""
        texts: list[str] = []
        for page in self.cleaned.pages[:OPENING_PAGES]:
            for block in page.blocks:
                if _LEADERS.search(block.text):
                    continue
                if reach < OPENING:
                    texts.append(block.text[:HEAD])
                    if 0 < len(before) <= LABEL:
                        texts.append(f"{before}: {block.text[:HEAD]}")
                reach, before = reach + len(block.text), block.text
        return tuple(texts)

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The text of the first blocks, each as far as ``HEAD`` reaches: a block may be a book."""
        return tuple(block.text[:HEAD] for block in self.first_blocks)

    @cached_property
    def tail(self) -> tuple[str, ...]:
        """The last blocks of the last page, each from its end: colophons and addresses."""
        page = next((page for page in reversed(self.cleaned.pages) if page.blocks), None)
        return tuple(block.text[-HEAD:] for block in page.blocks[-6:]) if page else ()

    @cached_property
    def furniture(self) -> tuple[str, ...]:
        """What surrounds the text and still speaks of it: running headers, a web page's footer."""
        dropped = (*self.reading.dropped, *self.cleaned.dropped)
        return tuple(piece.text[:HEAD] for piece in dropped if piece.rule not in _OTHERS_TEXT)

    @cached_property
    def header(self) -> tuple[str, ...]:
        """What headers and footers that the file marks as such say, part by part."""
        lines = (piece.text for piece in self.reading.dropped if piece.rule == LeftOut.HEADER)
        return tuple(part for line in lines for part in _PARTS.split(line))

    @cached_property
    def text(self) -> str:
        """All text that is the document's own, one block a line."""
        return "\n".join(page.text for page in self.cleaned.pages)
