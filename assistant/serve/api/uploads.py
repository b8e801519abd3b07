"""``POST /v1/documents``: uploaded files go into the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, File, UploadFile

from assistant.bodies.documents import UploadedFile, UploadReply
from assistant.search.documents import document_entry
from assistant.serve.dependencies import CurrentApp
from assistant.serve.problems import ProblemError
from assistant.serve.validation import FieldError
from ingest.archives import uploaded
from ingest.pipeline import ingest_upload
from ingest.readers import Unreadable
from ingest.readers.formats import recognise

router = APIRouter(prefix="/v1/documents", tags=["Dokument"])


@router.post("", status_code=201, summary="Ladda upp dokument")
def post_documents(
    files: Annotated[list[UploadFile], File(description="En eller flera filer")], app: CurrentApp
) -> UploadReply:
    """Läser in filerna. En fil med samma namn som en tidigare uppladdad ersätter den.

    Filerna i ett zip-arkiv läses in var för sig. Om någon fil går att läsa berättar svaret hur det
    gick för var och en. Annars är svaret 415 när inget av formaten är känt, och 422 när innehållet
    inte går att läsa.
    """
    outcomes: list[UploadedFile] = []
    known_format = False
    for name, data in _files(files, outcomes):
        try:
            recognise(name, data)
            known_format = True
            document = document_entry(app.store, ingest_upload(name, data, app.store))
            outcomes.append(UploadedFile(name=name, document=document, reason=None))
        except Unreadable as error:
            outcomes.append(_refused(name, error))
    if all(one.document is None for one in outcomes):
        status, slug = (422, "unreadable") if known_format else (415, "unknown-format")
        errors = [FieldError(field=one.name, detail=one.reason or "") for one in outcomes]
        reasons = " ".join(one.detail for one in errors)
        raise ProblemError(status, slug, errors=errors, reasons=reasons)
    return UploadReply(files=outcomes)


def _files(
    uploads: Iterable[UploadFile], outcomes: list[UploadedFile]
) -> Iterator[tuple[str, bytes]]:
    """The files with their names, those in archives too; an archive that is none is an outcome."""
    for upload in uploads:
        # a form may name a character set whose letters are no Unicode text
        name = (upload.filename or "").encode("utf-8", "replace").decode()
        try:
            yield from uploaded(name, upload.file.read())
        except Unreadable as error:
            outcomes.append(_refused(name, error))


def _refused(name: str, error: Unreadable) -> UploadedFile:
    return UploadedFile(name=name, document=None, reason=f"”{name}” {error}")
