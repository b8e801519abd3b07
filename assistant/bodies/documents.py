"""Documents as the HTTP interface shows them: in a list, with their pages, a page, uploads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from pydantic import Field

from assistant.bodies.base import Body
from corpus.model import DocumentRecord, Kind, PagePlaces


class DocumentRef(Body):
    """The document that a passage or quote comes from."""

    id: str
    title: str
    kind: Kind
    publisher: str | None
    published: str | None
    source: str
    language: str | None

    @classmethod
    def of(cls, record: DocumentRecord, **fields: Any) -> Self:
        """The reference to a stored document, or a body with more of it."""
        return cls.of_parts(record, record.metadata, **fields)


class DocumentEntry(DocumentRef):
    """A document in the list.

    ``ocr`` warns that the text was read from pictures; ``ingested_at`` is in UTC (ISO 8601).
    ``copies`` are the sources of other files with the same content. ``record_number`` is what its
    archive knows it by, ``period`` the time that it is for; null where it does not say.
    """

    page_count: int
    passage_count: int
    ocr: bool
    ingested_at: str
    copies: list[str] = Field(default=[])
    record_number: str | None = None
    period: str | None = None

    @classmethod
    def of(cls, record: DocumentRecord, **fields: Any) -> Self:
        """A stored document as an entry, or a body with more of it."""
        copies = [source for _, source in record.copies]
        return super().of(record, copies=copies, **fields)


class DocumentList(Body):
    """All documents, ordered by source."""

    documents: list[DocumentEntry]

    @classmethod
    def of(cls, records: Iterable[DocumentRecord]) -> DocumentList:
        """The list of stored documents."""
        return cls(documents=[DocumentEntry.of(record) for record in records])


class PageRef(Body):
    """A page: its place in the document from 1, and the number printed on it, if any.

    ``label`` is what it is called, as it is printed or as the file says: "12", "iv", "A-3";
    ``sheet`` its place in the file from 1, where that has pages.
    """

    position: int
    number: int | None
    label: str | None
    sheet: int | None


class DocumentDetail(DocumentEntry):
    """A document with its pages."""

    pages: list[PageRef]


class PagePassage(Body):
    """A passage on a page; ``start`` and ``end`` are offsets in the page's text.

    Of a passage that goes on from the page before or to the next, the part on this page.
    """

    id: str
    heading: str
    start: int
    end: int


class PageReply(PageRef):
    """A page's text; ``start`` is its offset in the document's text, as citations count."""

    document: DocumentRef
    start: int
    text: str
    passages: list[PagePassage]

    @property
    def places(self) -> PagePlaces:
        """How the page is named."""
        return PagePlaces(
            tuple(filter(None, [self.number])),
            tuple(filter(None, [self.label])),
            tuple(filter(None, [self.sheet])),
        )


class DroppedPiece(Body):
    """A piece of text that was left out of a document; ``page`` is its printed number."""

    text: str
    page: int | None


class DroppedByRule(Body):
    """What a rule left out of a document: how many pieces, and the first of them."""

    rule: str
    count: int
    examples: list[DroppedPiece]


class ReadingReply(Body):
    """What was read of a document's file, and what was left out and why.

    ``origins`` tells where each field of its metadata was found; ``notes`` what could not be read.
    """

    document: DocumentEntry
    origins: dict[str, str]
    notes: list[str]
    dropped: list[DroppedByRule]


class UploadedFile(Body):
    """What became of a file: the document made of it, or the reason why there is none."""

    name: str
    document: DocumentEntry | None
    reason: str | None


class UploadReply(Body):
    """What became of every file, in the order sent."""

    files: list[UploadedFile]
