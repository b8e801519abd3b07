"""What a reader gives: pages of blocks, and what the file states of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import CELL_SEPARATOR, Block, BlockKind, Dropped, Kind, Page
from corpus.swedish import normalise
from ingest.dates import iso_date

# Marks without a letter of their own: soft hyphens and zero-width characters split words that a
# reader of the page sees whole.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
# Half a character (a lone surrogate) is no text, and no store takes it.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff]")
_BULLET = re.compile(r"^(?:[•·▪‣◦●○■□➢►\uf0b7\uf0a7\uf076]|[-*–—o](?=\s))\s*(?=\S)")
_CAPTION = re.compile(
    r"(?:(?:tabell|figur|diagram|bild|karta|table|figure)\s+\d|(?:foto|bild|källa|illustration)\s?:)",
    re.IGNORECASE,
)

_CALLED_OFF = re.compile(r"\W*(?:inställ[dt]a?|avlys(?:t|ta|es)|utgår|utgått)\W*", re.IGNORECASE)

LEADERS = re.compile(r"(?:[.…_·–-]{3,}|(?:\s[.·–-]){3,})\s*\d{1,4}$")
"""What leads to the page at the end of a line of contents."""

MOST_BLOCKS = 200_000
"""Headings, paragraphs and rows of the largest document: twenty times a statute book."""

TOO_LARGE = "är för stort: {count} {what}, och högst {most} läses. Dela upp det i flera filer."


class Unreadable(Exception):
    """A file that cannot be read; ``str()`` is a Swedish sentence that says what to do."""


class LeftOut(StrEnum):
    """Why a reader leaves a text out, in the words that people are shown."""

    COMMENT = "kommentar i marginalen"
    HIDDEN = "dold text"
    DELETED = "text som är struken i ändringar"
    HEADER = "sidhuvud eller sidfot"
    ANSWERED = "mejlet som besvaras"
    WEB_FURNITURE = "webbsidans meny, sidhuvud eller sidfot"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file, or its sidecar, states of itself; None where it is silent.

    ``published`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``language`` an ISO 639-1 code.
    ``author`` may be a person or an organisation.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    kind: Kind | None = None
    language: str | None = None
    author: str | None = None


def file_facts(
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    language: str | None = None,
    author: str | None = None,
) -> Facts:
    """The facts that a file's own fields hold, whatever they are written like, or left empty."""
    return Facts(
        title=tidy(title or "") or None,
        publisher=tidy(publisher or "") or None,
        published=iso_date(published) if published else None,
        language=(language or "").strip()[:2].lower() or None,
        author=tidy(author or "") or None,
    )


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside another."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FileReading:
    """The text of one file, page by page, before cleaning.

    ``dropped`` holds what the format itself
    marks as not being the document (menus of a web page), ``notes`` Swedish sentences on what
    could not be read of a file that otherwise went in. ``has_running_lines`` tells that headers and
    footers may stand in the text, as the format does not set them apart. ``attachments`` are files
    inside it that wait to be read.
    """

    pages: tuple[Page, ...]
    facts: Facts = Facts()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()
    has_running_lines: bool = True
    attachments: tuple[Attachment, ...] = ()


def tidy(text: str) -> str:
    """One line of text: folded white space, without invisible and control characters.

    A hyphen that no line may break at is one like any other.
    """
    return normalise(_CONTROL.sub(" ", _INVISIBLE.sub("", text)).replace("\u2011", "-"))


def is_item(text: str) -> bool:
    """Whether a line begins with the mark of a list item."""
    return _BULLET.match(text) is not None


def is_called_off(text: str) -> bool:
    """Whether a text says no more than that something is not held, as beside its struck name."""
    return _CALLED_OFF.fullmatch(text) is not None


def is_caption(text: str) -> bool:
    """Whether a line names a table or picture: what follows does not belong under it."""
    return _CAPTION.match(text) is not None


def line_block(text: str, indent: int = 0) -> Block:
    """A paragraph, or a list item where the text begins with the mark of one.

    An item is inside one that is set in less.
    """
    return (
        Block(BlockKind.ITEM, text, indent) if is_item(text) else Block(BlockKind.PARAGRAPH, text)
    )


def row(cells: Iterable[str], level: int = 0) -> Block | None:
    """A table row as one block, cells parted by ``|``; None where every cell is empty.

    ``level`` is ``HEAD_ROW`` where the row names the columns. A ``|`` of a cell's own becomes a
    broken one.
    """
    texts = [tidy(cell).replace("|", "¦") for cell in cells]
    if not any(texts):
        return None
    return Block(BlockKind.ROW, tidy(CELL_SEPARATOR.join(texts)), level)


def blocks_only(candidates: Iterable[Block | None]) -> tuple[Block, ...]:
    """The blocks that hold any text."""
    return tuple(block for block in candidates if block is not None and block.text)
