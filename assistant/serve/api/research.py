"""Research over documents under ``/v1``, also as files: mentions, comparisons and the like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response

from assistant.bodies.mentions import MentionsBody, MentionsReply
from assistant.bodies.research import (
    ComparisonBody,
    ComparisonReply,
    GridBody,
    GridReply,
    TimelineBody,
    TimelineReply,
)
from assistant.research.files.media import OF_RESEARCH, Media
from assistant.research.report import Reply, report_of
from assistant.serve.api.negotiation import choose_media
from assistant.serve.api.openapi import EXAMPLES
from assistant.serve.api.report_files import file_response, file_schemas
from assistant.serve.dependencies import CurrentApp, CurrentLanguage
from assistant.serve.research_replies import ResearchBody, reply_to

router = APIRouter(prefix="/v1", tags=["Dokument mot dokument"])

_FILES: dict[int | str, dict[str, Any]] = {200: file_schemas(OF_RESEARCH)}


def _sender(
    request: Request, app: CurrentApp, language: CurrentLanguage
) -> Callable[[ResearchBody], Reply | Response]:
    """What replies to a request: as JSON, or as the file that it asks for."""

    def send(body: ResearchBody) -> Reply | Response:
        reply = reply_to(body, app)
        media = choose_media(request.headers.get("accept"), OF_RESEARCH)
        if media is None:
            return reply
        query = body.query if isinstance(body, TimelineBody) else None
        return file_response(report_of(reply, query, language), Media(media))

    return send


Send = Annotated[Callable[[ResearchBody], Reply | Response], Depends(_sender)]


@router.post("/mentions", summary="Var nämns det?", response_model=MentionsReply, responses=_FILES)
def post_mentions(
    body: Annotated[MentionsBody, Body(openapi_examples=EXAMPLES["mentions"])], send: Send
) -> Reply | Response:
    """Ger varje dokument som nämner det, det nyaste först, med varje ställe som gör det."""
    return send(body)


@router.post(
    "/comparisons", summary="Jämför dokument", response_model=ComparisonReply, responses=_FILES
)
def post_comparison(
    body: Annotated[ComparisonBody, Body(openapi_examples=EXAMPLES["comparisons"])], send: Send
) -> Reply | Response:
    """Ger två till fem dokument sida vid sida, och vad som har ändrats, tillkommit och utgått."""
    return send(body)


@router.post(
    "/grids", summary="Ställ frågor till flera dokument", response_model=GridReply, responses=_FILES
)
def post_grid(
    body: Annotated[GridBody, Body(openapi_examples=EXAMPLES["grids"])], send: Send
) -> Reply | Response:
    """Ger vad varje dokument för sig svarar på varje fråga."""
    return send(body)


@router.post(
    "/timelines", summary="Daterade uppgifter", response_model=TimelineReply, responses=_FILES
)
def post_timeline(
    body: Annotated[TimelineBody, Body(openapi_examples=EXAMPLES["timelines"])], send: Send
) -> Reply | Response:
    """Ger varje uppgift med datum, månad, år eller period, i tidsordning."""
    return send(body)
