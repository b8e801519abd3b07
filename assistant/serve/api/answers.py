"""``POST /v1/answers``: one answer, whole or as a stream of events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Body
from fastapi.sse import EventSourceResponse
from pydantic import BaseModel

from assistant.answer.chain import answer
from assistant.app import App
from assistant.bodies.answer import Answer
from assistant.bodies.question import AnswerBody, Question
from assistant.bodies.search import FoundPassage
from assistant.serve.dependencies import CurrentApp, CurrentLanguage
from assistant.serve.problems import problem_of
from assistant.serve.streams import event, event_stream

router = APIRouter(prefix="/v1", tags=["Frågor"])


class SourcesEvent(BaseModel):
    """Data of the event ``sources``: the passages that the answer is looked for in."""

    passages: list[FoundPassage]


class DeltaEvent(BaseModel):
    """Data of the event ``delta``: the next piece of the text."""

    text: str


_EXAMPLES = {
    "fråga": {
        "summary": "En fråga",
        "value": {"question": "Vad är syftet med vägledning?", "audience": "jobseeker"},
    },
    "följdfråga": {
        "summary": "En följdfråga, till rapporter från 2010 och senare",
        "value": {
            "question": "Vem ansvarar för den?",
            "history": [
                {"role": "user", "content": "Vad är syftet med vägledning?"},
                {"role": "assistant", "content": "Att individen ska kunna välja själv."},
            ],
            "audience": "counsellor",
            "filters": {"kind": ["report", "strategy"], "year_from": 2010},
        },
    },
    "ström": {
        "summary": "Svaret som en ström av händelser",
        "value": {"question": "Vad är syftet med vägledning?", "stream": True},
    },
}

_STREAM = {
    "description": "Svaret, eller med `stream: true` händelserna `sources`, `delta` och sist "
    "`answer` eller `error`.",
    "content": {"text/event-stream": {"schema": {"type": "string"}}},
}


@router.post(
    "/answers",
    summary="Ställ en fråga",
    response_model=Answer,
    responses={200: _STREAM},
)
def post_answer(
    body: Annotated[AnswerBody, Body(openapi_examples=_EXAMPLES)],
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
