"""The routes of OpenAI's protocol: which models there are, and chat completions."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.answer.chain import answer
from assistant.app import App
from assistant.bodies.answer import Answer
from assistant.bodies.question import Question
from assistant.serve.dependencies import CurrentApp, CurrentLanguage
from assistant.serve.openai import errors
from assistant.serve.openai.reply import (
    Choice,
    Chunk,
    ChunkChoice,
    Completion,
    Delta,
    ModelBody,
    ModelList,
    ReplyMessage,
    Usage,
)
from assistant.serve.openai.request import MODELS, ChatRequest, audience_of, question_of
from assistant.serve.openai.words import after, spoken, whole
from assistant.serve.problems import broken
from assistant.words.languages import Language

CREATED = 1_795_305_600
"""The day when the models came to be (2026-11-22), in seconds as the protocol has it."""

_DONE = b"data: [DONE]\n\n"

router = APIRouter(prefix="/v1")


def build(app: App) -> FastAPI:
    """The routes as an application of its own, as its errors have another shape than others."""
    api = FastAPI(openapi_url=None)
    api.state.vagvis = app
    api.include_router(router)
    api.add_exception_handler(errors.OpenAIError, errors.on_error)
    api.add_exception_handler(RequestValidationError, errors.on_invalid)
    api.add_exception_handler(errors.InvalidQuestion, errors.on_question)
    api.add_exception_handler(HTTPException, errors.on_http_exception)
    api.add_exception_handler(Exception, errors.on_failure)
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
        # no proxy on the way may keep the pieces back
        headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        return EventSourceResponse(_events(app, body, question, language), headers=headers)
    reply = answer(app.answering, question)
    text = whole(reply, spoken(app, question.question))
    return Completion(
        id=_new_id(),
        created=int(time.time()),
        model=body.model,
        choices=[Choice(message=ReplyMessage(content=text, vagvis=reply))],
        usage=Usage.of(question, text),
    )


def _events(app: App, body: ChatRequest, question: Question, language: Language) -> Iterator[bytes]:
    """The events of one reply; they end with ``[DONE]``, or with an error where it broke off."""
    try:
        for chunk in _chunks(app, body, question):
            yield _event(chunk)
        yield _DONE
    except Exception as error:  # noqa: BLE001 - the stream has begun, so no status can tell
        told = broken(error, language)
        yield _event(errors.body(500, told.detail, code="internal_error"))


def _chunks(app: App, body: ChatRequest, question: Question) -> Iterator[Chunk]:
    key, created = _new_id(), int(time.time())

    def chunk(delta: Delta | None, usage: Usage | None = None, *, last: bool = False) -> Chunk:
        choices = (
            [ChunkChoice(delta=delta, finish_reason="stop" if last else None)] if delta else []
        )
        return Chunk(id=key, created=created, model=body.model, choices=choices, usage=usage)

    yield chunk(Delta(role="assistant", content=""))
    reply: Answer | None = None
    for piece in app.answering.stream(question):
        if text := piece.get("delta"):
            yield chunk(Delta(content=text))
        reply = piece.get("answer", reply)
    if reply is None:
        raise RuntimeError("the stream ended without an answer")
    language = spoken(app, question.question)
    if rest := after(reply, language):
        yield chunk(Delta(content=rest))
    yield chunk(Delta(vagvis=reply), last=True)
    if body.stream_options and body.stream_options.include_usage:
        yield chunk(None, Usage.of(question, whole(reply, language)))


def _event(data: BaseModel) -> bytes:
    return format_sse_event(data_str=data.model_dump_json())


def _new_id() -> str:
    return f"chatcmpl-{uuid.uuid4().hex}"
