"""The routes of OpenAI's protocol: which models there are, and chat completions."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from typing import Literal

from fastapi import APIRouter, FastAPI
from fastapi.sse import EventSourceResponse

from assistant.answer.chain import answer
from assistant.answer.plain import after_text, plain
from assistant.app import App
from assistant.bodies.answer import Answer
from assistant.bodies.question import Question
from assistant.serve.dependencies import CurrentApp, CurrentLanguage
from assistant.serve.openai.completion import (
    ChunkChoice,
    ChunkDelta,
    Completion,
    CompletionChoice,
    CompletionChunk,
    ModelBody,
    ModelList,
    ReplyMessage,
    Usage,
)
from assistant.serve.openai.errors import error_of, on_error
from assistant.serve.openai.request import MODELS, ChatRequest, audience_of, question_of
from assistant.serve.problems import FORESEEN
from assistant.serve.streams import event, event_stream
from assistant.serve.views import Views

CREATED = 1_795_305_600
"""The day when the models came to be (2026-11-22), in seconds as the protocol has it."""

_DONE = b"data: [DONE]\n\n"

router = APIRouter(prefix="/v1")


def build(views: Views) -> FastAPI:
    """The routes as an application of its own, as its errors have another shape than others."""
    api = FastAPI(openapi_url=None)
    api.state.views = views
    api.include_router(router)
    for error in (*FORESEEN, Exception):
        api.add_exception_handler(error, on_error)
    return api


@router.get("/models")
def list_models() -> ModelList:
    """Gives the models, one for each audience and one for whoever names none."""
    return ModelList(data=[ModelBody(id=name, created=CREATED) for name in MODELS])


@router.get("/models/{model}")
def get_model(model: str) -> ModelBody:
    """Gives one model."""
    audience_of(model)
    return ModelBody(id=model, created=CREATED)


@router.post("/chat/completions", response_model=Completion)
def post_completion(
    body: ChatRequest, app: CurrentApp, language: CurrentLanguage
) -> Completion | EventSourceResponse:
    """Answers the last question of the conversation, whole or as a stream."""
    question = question_of(body)
    if body.stream:
        return event_stream(
            _events(app, body, question), lambda error: event(error_of(error, language)[1])
        )
    reply = answer(app.answering, question)
    text = plain(reply)
    return Completion(
        id=_new_id(),
        created=int(time.time()),
        model=body.model,
        choices=[CompletionChoice(message=ReplyMessage(content=text, vagvis=reply))],
        usage=Usage.of(question, text),
    )


def _events(app: App, request: ChatRequest, question: Question) -> Iterator[bytes]:
    """One reply: its text, then the whole answer, what it took if asked for, and ``[DONE]``."""
    frame = CompletionChunk(id=_new_id(), created=int(time.time()), model=request.model)

    def chunk(delta: ChunkDelta, finish_reason: Literal["stop"] | None = None) -> bytes:
        choice = ChunkChoice(delta=delta, finish_reason=finish_reason)
        return event(frame.model_copy(update={"choices": [choice]}))

    yield chunk(ChunkDelta(role="assistant", content=""))
    reply: Answer | None = None
    for piece in app.answering.stream(question):
        if text := piece.get("delta"):
            yield chunk(ChunkDelta(content=text))
        reply = piece.get("answer", reply)
    if reply is None:
        raise RuntimeError("the stream ended without an answer")
    if rest := after_text(reply):
        yield chunk(ChunkDelta(content=rest))
    yield chunk(ChunkDelta(vagvis=reply), "stop")
    if request.stream_options and request.stream_options.include_usage:
        usage = Usage.of(question, plain(reply))
        yield event(frame.model_copy(update={"usage": usage}))
    yield _DONE


def _new_id() -> str:
    return f"chatcmpl-{uuid.uuid4().hex}"
