"""``POST /v1/votes``: a thumb up or down under an answer, without what was asked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body

from assistant.bodies.votes import Vote
from assistant.serve.dependencies import CurrentApp

router = APIRouter(prefix="/v1", tags=["Frågor"])

_EXAMPLES = {
    "upp": {"summary": "Svaret hjälpte", "value": {"vote": "up", "answer_status": "answered"}}
}


@router.post("/votes", status_code=204, summary="Rösta på ett svar")
def post_vote(body: Annotated[Vote, Body(openapi_examples=_EXAMPLES)], app: CurrentApp) -> None:
    """Sparar tummen upp eller ner. Frågans text tas inte emot och sparas inte."""
    app.store.record_vote(
        body.vote,
        status=body.answer_status.value,
        audience=body.audience.value,
        passage_ids=body.passage_ids,
    )
