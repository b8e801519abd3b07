"""Session sheets under ``/v1/sheets``: made from a situation, and had as files. None is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response

from assistant.answer.chain import answer
from assistant.app import App
from assistant.bodies.courses import CourseBody, CourseReply
from assistant.bodies.sheets import Sheet, SheetBody
from assistant.courses.find.reply import Wish, reply
from assistant.courses.tell.body import course_body
from assistant.research.files.media import OF_SHEETS, Media
from assistant.research.sheet.making import SheetMaker
from assistant.research.sheet.sheet_report import sheet_report
from assistant.serve.api.negotiation import choose_media
from assistant.serve.api.openapi import EXAMPLES
from assistant.serve.api.report_files import file_response, file_schemas
from assistant.serve.dependencies import CurrentApp, CurrentLanguage
from assistant.words.languages import Language

router = APIRouter(prefix="/v1/sheets", tags=["Samtalsunderlag"])

_FILES: dict[int | str, dict[str, Any]] = {200: file_schemas(OF_SHEETS)}


def sheet_maker(app: App, language: Language) -> SheetMaker:
    """What makes sheets over an app."""

    def course(key: str, today: dt.date) -> CourseBody | None:
        found = app.courses.course(key)
        return found and course_body(*found, today)

    def find(text: str, today: dt.date, without: Sequence[str]) -> CourseReply:
        return reply(app.courses, app.reader.read_courses(text, today), Wish(today, without))

    return SheetMaker(
        find=find,
        course=course,
        answer=partial(answer, app.answering),
        language=language,
    )


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
