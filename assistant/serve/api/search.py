"""``POST /v1/search``: the passages that fit a query."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import Field

from assistant.bodies.base import Body as Model
from assistant.bodies.question import QUESTION_LIMIT, FilterBody
from assistant.bodies.search import SearchReply
from assistant.search.reply import DEFAULT_K, MAX_K, search_passages
from assistant.serve.dependencies import CurrentApp, require_words

router = APIRouter(prefix="/v1", tags=["Frågor"])


class SearchBody(Model):
    """What to search for, how many passages at most, and among which documents."""

    query: str = Field(min_length=1, max_length=QUESTION_LIMIT)
    k: int = Field(default=DEFAULT_K, ge=1, le=MAX_K)
    filters: FilterBody = FilterBody()


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
    body: Annotated[SearchBody, Body(openapi_examples=_EXAMPLES)],
    app: CurrentApp,
) -> SearchReply:
    """Ger de textställen som bäst stämmer med sökningen, det bästa först."""
    require_words(body.query)
    return search_passages(app.retriever, body.query, body.k, body.filters.to_filters())
