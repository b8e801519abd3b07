"""``/v1/documents``: what is in the store, its pages, and taking a document out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Path

from assistant.app import App
from assistant.bodies.base import Body
from assistant.bodies.documents import DocumentRef
from assistant.serve.dependencies import CurrentApp
from assistant.serve.problems import ProblemError
from assistant.words.languages import Text
from corpus.model import Document, DocumentRecord

router = APIRouter(prefix="/v1/documents", tags=["Dokument"])


class DocumentEntry(DocumentRef):
    """A document in the list.

    ``ocr`` warns that the text was read from pictures; ``ingested_at`` is in UTC (ISO 8601).
    """

    page_count: int
    passage_count: int
    ocr: bool
    ingested_at: str

    @classmethod
    def of(cls, record: DocumentRecord) -> DocumentEntry:
        """The entry for a stored document."""
        return cls(
            **DocumentRef.of(record).model_dump(),
            page_count=record.page_count,
            passage_count=record.passage_count,
            ocr=record.metadata.ocr,
            ingested_at=record.ingested_at,
        )


class DocumentList(Body):
    """All documents, ordered by source."""

    documents: list[DocumentEntry]

    @classmethod
    def of(cls, records: Iterable[DocumentRecord]) -> DocumentList:
        """The list of stored documents."""
        return cls(documents=[DocumentEntry.of(record) for record in records])


class PageRef(Body):
    """A page: its place in the document from 1, and the number printed on it, if any."""

    position: int
    number: int | None


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


_ID = Annotated[str, Path(description="Dokumentets id, som i listan över dokument")]
_N = Annotated[
    int,
    Path(
        ge=0,
        description="Sidans tryckta nummer, eller dess plats från 1 om dokumentet saknar sidnummer",
    ),
]

_NO_DOCUMENT = Text(
    "Dokumentet finns inte. GET /v1/documents visar de som finns.",
    "There is no such document. GET /v1/documents lists the ones there are.",
)
_NO_PAGE = Text(
    "Sidan {n} finns inte. GET /v1/documents/{id} visar dokumentets sidor.",
    "There is no page {n}. GET /v1/documents/{id} lists the document's pages.",
)


@router.get("", summary="Lista dokumenten")
def list_documents(app: CurrentApp) -> DocumentList:
    """Ger alla dokument i underlaget, ordnade efter källa."""
    return DocumentList.of(app.store.documents())


@router.get("/{document_id}", summary="Visa ett dokument")
def get_document(document_id: _ID, app: CurrentApp) -> DocumentDetail:
    """Ger ett dokument med dess sidor."""
    record, document = _find(app, document_id)
    return DocumentDetail(
        **DocumentEntry.of(record).model_dump(),
        pages=[
            PageRef(position=position, number=page.number)
            for position, page in enumerate(document.pages, start=1)
        ],
    )


@router.get("/{document_id}/pages/{n}", summary="Läs en sida")
def get_page(document_id: _ID, n: _N, app: CurrentApp) -> PageReply:
    """Ger sidans text och var textställena står i den."""
    record, document = _find(app, document_id)
    index = _page_index(document, n)
    if index is None:
        raise ProblemError(404, "no-such-page", _NO_PAGE, n=n, id=document_id)
    page = document.pages[index]
    first, last = document.page_spans[index]
    return PageReply(
        document=DocumentRef.of(record),
        position=index + 1,
        number=page.number,
        start=first,
        text=page.text,
        passages=[
            PagePassage(
                id=passage.id,
                heading=passage.heading,
                start=max(passage.start, first) - first,
                end=min(passage.end, last) - first,
            )
            for passage in app.store.passages_of(document_id)
            if passage.start < last and first < passage.end
        ],
    )


@router.delete("/{document_id}", status_code=204, summary="Ta bort ett dokument")
def delete_document(document_id: _ID, app: CurrentApp) -> None:
    """Tar bort dokumentet ur underlaget; filen som det lästes från rörs inte."""
    find_record(app, document_id)
    app.store.remove([document_id])


def find_record(app: App, document_id: str) -> DocumentRecord:
    """The record of a document.

    Raises:
        ProblemError: there is no such document.
    """
    record = app.store.record(document_id)
    if record is None:
        raise ProblemError(404, "no-such-document", _NO_DOCUMENT)
    return record


def _find(app: App, document_id: str) -> tuple[DocumentRecord, Document]:
    record = find_record(app, document_id)
    document = app.store.document(document_id)
    if document is None:  # taken out between the two
        raise ProblemError(404, "no-such-document", _NO_DOCUMENT)
    return record, document


def _page_index(document: Document, n: int) -> int | None:
    """The place of the first page with a printed number; of the n-th page where none is printed."""
    numbers = [page.number for page in document.pages]
    if any(number is not None for number in numbers):
        return numbers.index(n) if n in numbers else None
    return n - 1 if 1 <= n <= len(numbers) else None
