"""``POST /v1/documents``: uploaded files go into the store."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, File, Header, UploadFile

from assistant.app import App
from assistant.bodies.base import Body
from assistant.serve.api.documents import DocumentEntry, find_record
from assistant.serve.dependencies import CurrentApp
from assistant.serve.problems import FORBIDDEN, ProblemError
from assistant.serve.validation import FieldError
from assistant.words.languages import Text
from ingest.pipeline import ingest_upload
from ingest.readers import Unreadable
from ingest.readers.formats import recognise


def _same_site(
    sec_fetch_site: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> None:
    """Refuses a form that another site's page sends through a visitor's browser."""
    if sec_fetch_site == "cross-site":
        raise ProblemError(403, "forbidden", FORBIDDEN)


router = APIRouter(
    prefix="/v1/documents",
    tags=["Dokument"],
    dependencies=[Depends(_same_site)],
)


class UploadedFile(Body):
    """What became of a file: the document made of it, or the reason why there is none."""

    name: str
    document: DocumentEntry | None
    reason: str | None


class UploadReply(Body):
    """What became of every file, in the order sent."""

    files: list[UploadedFile]


_UNKNOWN = Text("{reasons}", "No file is of a format that can be read. In Swedish: {reasons}")
_UNREADABLE = Text("{reasons}", "No file could be read. In Swedish: {reasons}")


@router.post("", status_code=201, summary="Ladda upp dokument")
def post_documents(
    files: Annotated[list[UploadFile], File(description="En eller flera filer")], app: CurrentApp
) -> UploadReply:
    """Läser in filerna. En fil med samma namn som en tidigare uppladdad ersätter den.

    Om någon fil går att läsa berättar svaret hur det gick för var och en. Annars är svaret 415 när
    inget av formaten är känt, och 422 när innehållet inte går att läsa.
    """
    outcomes = []
    known_format = False
    for file in files:
        name, data = file.filename or "", file.file.read()
        try:
            recognise(name, data)
            known_format = True
            outcomes.append(_take_in(name, data, app))
        except Unreadable as error:
            outcomes.append(UploadedFile(name=name, document=None, reason=f"”{name}” {error}"))
    if all(one.document is None for one in outcomes):
        status, slug, text = (
            (422, "unreadable", _UNREADABLE) if known_format else (415, "unknown-format", _UNKNOWN)
        )
        errors = [FieldError(field=one.name, detail=one.reason or "") for one in outcomes]
        reasons = " ".join(one.detail for one in errors)
        raise ProblemError(status, slug, text, errors=errors, reasons=reasons)
    return UploadReply(files=outcomes)


def _take_in(name: str, data: bytes, app: App) -> UploadedFile:
    document = ingest_upload(name, data, app.store)
    entry = DocumentEntry.of(find_record(app, document.id))
    return UploadedFile(name=name, document=entry, reason=None)
