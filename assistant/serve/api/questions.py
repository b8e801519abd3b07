"""What is asked of documents under ``/v1``: searches, answers (whole or as events), and votes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Body
from fastapi.sse import EventSourceResponse

from assistant.answer.chain import answer
from assistant.app import App
from assistant.bodies.answer import Answer
from assistant.bodies.question import AnswerBody, Question
from assistant.bodies.search import SearchBody, SearchReply
from assistant.bodies.votes import Vote
from assistant.search.reply import search_passages
from assistant.serve.api.events import STREAM, DeltaEvent, SourcesEvent
from assistant.serve.api.openapi import EXAMPLES
from assistant.serve.dependencies import CurrentApp, CurrentLanguage
from assistant.serve.problems import problem_of
from assistant.serve.streams import event, event_stream

router = APIRouter(prefix="/v1", tags=["Frågor"])


@router.post("/search", summary="Sök efter textställen")
def post_search(
    body: Annotated[SearchBody, Body(openapi_examples=EXAMPLES["search"])], app: CurrentApp
) -> SearchReply:
    """Ger de textställen som bäst stämmer med sökningen, det bästa först."""
    return search_passages(app.retriever, body.query, body.k, body.filters.to_filters())


@router.post(
    "/answers",
    summary="Ställ en fråga",
    response_model=Answer,
    responses={200: STREAM},
)
def post_answer(
    body: Annotated[AnswerBody, Body(openapi_examples=EXAMPLES["answers"])],
    app: CurrentApp,
    language: CurrentLanguage,
) -> Answer | EventSourceResponse:
    """Svarar med ordagranna citat ur underlaget, eller säger att svaret inte finns där."""
    if not body.stream:
        return answer(app.answering, body)
    return event_stream(
        _events(app, body), lambda error: event(problem_of(error, language), "error")
    )


def _events(app: App, question: Question) -> Iterator[bytes]:
    """The events of one answer; the last is ``answer``."""
    for chunk in app.answering.stream(question):
        if "sources" in chunk:
            yield event(SourcesEvent(passages=chunk["sources"]), "sources")
        if "delta" in chunk:
            yield event(DeltaEvent(text=chunk["delta"]), "delta")
        if "answer" in chunk:
            yield event(chunk["answer"], "answer")
            return
    raise RuntimeError("the stream ended without an answer")


@router.post("/votes", status_code=204, summary="Rösta på ett svar")
def post_vote(
    body: Annotated[Vote, Body(openapi_examples=EXAMPLES["votes"])], app: CurrentApp
) -> None:
    """Sparar tummen upp eller ner. Frågans text tas inte emot och sparas inte."""
    app.store.record_vote(
        body.vote,
        status=body.answer_status.value,
        audience=body.audience.value,
        passage_ids=body.passage_ids,
    )
