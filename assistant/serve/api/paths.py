"""``POST /v1/paths``: the way to an occupation through the catalogues' educations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body

from assistant.bodies.paths import PathBody, PathRequest
from assistant.courses.path.way import path_by_request
from assistant.serve.dependencies import CurrentApp

router = APIRouter(prefix="/v1", tags=["Kurser"])

_EXAMPLES = {
    "yrke": {"summary": "Vägen till ett yrke", "value": {"occupation": "undersköterska"}},
    "önskemål": {
        "summary": "Vägen till ett yrke, helst på distans och nära Sundsvall",
        "value": {
            "occupation": "Hur blir jag svetsare?",
            "places": ["Sundsvall"],
            "distance": True,
        },
    },
}


@router.post("/paths", summary="Vägen till ett yrke")
def post_path(
    body: Annotated[PathRequest, Body(openapi_examples=_EXAMPLES)], app: CurrentApp
) -> PathBody:
    """Ger stegen till ett yrke: vad som kan läsas först, utbildningarna och yrket.

    Varje krav är utbildningens egna ord i katalogen. Studie- och yrkesvägledaren avgör.
    """
    return path_by_request(body, app.paths, app.courses.shelf().index, app.settings.current_date())
