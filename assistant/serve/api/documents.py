"""``/v1/documents``: what is in the store, its pages, and taking a document out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from assistant.bodies.documents import DocumentDetail, DocumentList, PageReply
from assistant.search.documents import document_detail, document_list, page_of, remove_document
from assistant.serve.dependencies import CurrentApp

router = APIRouter(prefix="/v1/documents", tags=["Dokument"])

_ID = Annotated[str, Path(description="Dokumentets id, som i listan över dokument")]
_N = Annotated[
    str,
    Path(
        min_length=1,
        max_length=40,
        description="Sidans tryckta nummer eller beteckning (12, iv, A-3), sheet-3 för tredje "
        "sidan i filen, eller sidans plats från 1 om dokumentet saknar sidnummer",
    ),
]


@router.get("", summary="Lista dokumenten")
@router.head("", include_in_schema=False)
def list_documents(app: CurrentApp) -> DocumentList:
    """Ger alla dokument i underlaget, ordnade efter källa."""
    return document_list(app.store)


@router.get("/{document_id}", summary="Visa ett dokument")
def get_document(document_id: _ID, app: CurrentApp) -> DocumentDetail:
    """Ger ett dokument med dess sidor."""
    return document_detail(app.store, document_id)


@router.get("/{document_id}/pages/{n}", summary="Läs en sida")
def get_page(document_id: _ID, n: _N, app: CurrentApp) -> PageReply:
    """Ger sidans text och var textställena står i den."""
    return page_of(app.store, document_id, n)


@router.delete("/{document_id}", status_code=204, summary="Ta bort ett dokument")
def delete_document(document_id: _ID, app: CurrentApp) -> None:
    """Tar bort dokumentet ur underlaget; filen som det lästes från rörs inte."""
    remove_document(app.store, document_id)
