"""``POST /v1/votes``: a thumb up or down under an answer, without what was asked."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi import Body as Parameter
from pydantic import Field

from assistant.bodies.answer import Status
from assistant.bodies.base import Body
from assistant.bodies.question import Audience
from assistant.serve.dependencies import CurrentApp

router = APIRouter(prefix="/v1", tags=["Frågor"])

PassageId = Annotated[str, Field(max_length=100)]


class Vote(Body):
    """Whether an answer helped; its status and passages tell which sort of answer it was."""

    vote: Literal["up", "down"]
    answer_status: Status
    audience: Audience = Audience.JOBSEEKER
    passage_ids: list[PassageId] = Field(default=[], max_length=100)


_EXAMPLES = {
    "upp": {"summary": "Svaret hjälpte", "value": {"vote": "up", "answer_status": "answered"}}
}


@router.post("/votes", status_code=204, summary="Rösta på ett svar")
def post_vote(
    body: Annotated[Vote, Parameter(openapi_examples=_EXAMPLES)],
    app: CurrentApp,
) -> None:
    """Sparar tummen upp eller ner. Frågans text tas inte emot och sparas inte."""
    app.store.record_vote(
        body.vote,
        status=body.answer_status.value,
        audience=body.audience.value,
        passage_ids=body.passage_ids,
    )
