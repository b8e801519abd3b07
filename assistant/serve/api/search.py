"""``POST /v1/search``: the passages that fit a query."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body

from assistant.bodies.search import SearchBody, SearchReply
from assistant.search.reply import search_passages
from assistant.serve.dependencies import CurrentApp

router = APIRouter(prefix="/v1", tags=["Frågor"])

_EXAMPLES = {
    "enkel": {"summary": "En enkel sökning", "value": {"query": "yrkesvägledning för vuxna"}},
    "filter": {
        "summary": "Tre stycken ur rapporter från 2010 och senare",
        "value": {
            "query": "validering av reell kompetens",
            "k": 3,
            "filters": {"kind": ["report"], "year_from": 2010},
        },
    },
}


@router.post("/search", summary="Sök efter textställen")
def post_search(
    body: Annotated[SearchBody, Body(openapi_examples=_EXAMPLES)], app: CurrentApp
) -> SearchReply:
    """Ger de textställen som bäst stämmer med sökningen, det bästa först."""
    return search_passages(app.retriever, body.query, body.k, body.filters.to_filters())
