"""The documents of a store, and their pages, as the HTTP interface and the tools show them."""

from __future__ import annotations

from assistant.bodies.documents import (
    DocumentDetail,
    DocumentEntry,
    DocumentList,
    DocumentRef,
    PagePassage,
    PageRef,
    PageReply,
)
from corpus.model import Document, DocumentRecord
from corpus.store import Store

SHEET = "sheet-"
"""Begins the address of a page by its place in the file."""


class NoSuchDocument(Exception):
    """There is no document with this id."""


class NoSuchPage(Exception):
    """A document has no page of this number, label or place."""

    def __init__(self, document_id: str, n: str) -> None:
        super().__init__(f"page {n}")
        self.document_id = document_id
        self.n = n


def document_list(store: Store) -> DocumentList:
    """All documents of a store, ordered by source."""
    return DocumentList.of(store.documents())


def document_entry(store: Store, document_id: str) -> DocumentEntry:
    """A document as it stands in the list; raises NoSuchDocument."""
    return DocumentEntry.of(_record(store, document_id))


def document_detail(store: Store, document_id: str) -> DocumentDetail:
    """A document with its pages.

    Raises:
        NoSuchDocument: there is none with this id.
    """
    document = _document(store, document_id)
    return DocumentDetail.of(
        _record(store, document_id),
        pages=[
            PageRef(position=position, number=page.number, label=page.name, sheet=page.sheet)
            for position, page in enumerate(document.pages, start=1)
        ],
    )


def page_of(store: Store, document_id: str, n: str) -> PageReply:
    """The text of a page, and where the passages stand in it.

    ``n`` is its number or label, "sheet-3" for the first on the third sheet of the file, or its
    place from 1 in a document without printed numbers. Raises NoSuchDocument and NoSuchPage.
    """
    document = _document(store, document_id)
    index = _page_index(document, n)
    if index is None:
        raise NoSuchPage(document_id, n)
    page = document.pages[index]
    first, last = document.page_spans[index]
    return PageReply(
        document=DocumentRef.of(_record(store, document_id)),
        position=index + 1,
        number=page.number,
        label=page.name,
        sheet=page.sheet,
        start=first,
        text=page.text,
        passages=[
            PagePassage.of_parts(
                passage,
                start=max(passage.start, first) - first,
                end=min(passage.end, last) - first,
            )
            for passage in store.passages_of(document_id)
            if passage.start < last and first < passage.end
        ],
    )


def remove_document(store: Store, document_id: str) -> None:
    """Takes a document out of a store; raises NoSuchDocument."""
    _record(store, document_id)
    store.remove([document_id])
    store.follow_courses()


def _record(store: Store, document_id: str) -> DocumentRecord:
    record = store.record(document_id)
    if record is None:
        raise NoSuchDocument
    return record


def _document(store: Store, document_id: str) -> Document:
    document = store.document(document_id)
    if document is None:
        raise NoSuchDocument
    return document


def _page_index(document: Document, n: str) -> int | None:
    """The place of the first page of a name or sheet; of the n-th where no number is printed."""
    names = [page.name for page in document.pages]
    if n in names:
        return names.index(n)
    if n.isdecimal() and all(page.number is None for page in document.pages):
        return int(n) - 1 if 1 <= int(n) <= len(names) else None
    sheets = [f"{SHEET}{page.sheet}" for page in document.pages]
    return sheets.index(n) if n in sheets else None
