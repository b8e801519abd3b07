"""Session sheets under ``/v1/sheets``: made from a situation, and had as files. None is kept."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response

from assistant.bodies.sheets import Sheet, SheetBody
from assistant.research.files.media import OF_SHEETS, Media
from assistant.research.sheet.sheet_report import sheet_report
from assistant.serve.api.negotiation import choose_media
from assistant.serve.api.openapi import EXAMPLES
from assistant.serve.api.report_files import file_response, file_schemas
from assistant.serve.dependencies import CurrentApp, CurrentLanguage
from assistant.serve.session_sheets import sheet_maker

router = APIRouter(prefix="/v1/sheets", tags=["Samtalsunderlag"])

_FILES: dict[int | str, dict[str, Any]] = {200: file_schemas(OF_SHEETS)}


@router.post("", summary="Gör ett samtalsunderlag", response_model=Sheet, responses=_FILES)
def post_sheet(
    body: Annotated[SheetBody, Body(openapi_examples=EXAMPLES["sheets"])],
    request: Request,
    app: CurrentApp,
    language: CurrentLanguage,
) -> Sheet | Response:
    """Ger alternativ, krav, datum, källor, vad som inte är känt och frågor att ställa.

    Personuppgifter döljs i beskrivningen. Inget sparas.
    """
    sheet = sheet_maker(app, language).make(body, body.today or app.settings.current_date())
    media = choose_media(request.headers.get("accept"), OF_SHEETS)
    return sheet if media is None else file_response(sheet_report(sheet), Media(media))


@router.post("/files", summary="Hämta ett underlag som fil", responses=_FILES)
def post_sheet_file(
    body: Annotated[Sheet, Body(openapi_examples=EXAMPLES["sheet_files"])], request: Request
) -> Response:
    """Ger ett underlag, som det är eller har ändrats, som Word, PDF eller Markdown."""
    media = choose_media(request.headers.get("accept"), OF_SHEETS) or Media.DOCX
    return file_response(sheet_report(body), Media(media))
