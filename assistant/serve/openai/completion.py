"""What a client of OpenAI's protocol gets: a completion, or the chunks of one."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from assistant.bodies.answer import Answer
from assistant.bodies.question import Question


class ModelBody(BaseModel):
    """A model that a client may name."""

    id: str
    object: Literal["model"] = "model"
    created: int
    owned_by: str = "vagvis"


class ModelList(BaseModel):
    """All models that a client may name."""

    object: Literal["list"] = "list"
    data: list[ModelBody]


class Usage(BaseModel):
    """How much was asked and answered, in words: there need not be a language model to count by."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @classmethod
    def of(cls, question: Question, reply: str) -> Usage:
        """The words of the conversation and of the reply."""
        texts = [question.question, *(turn.content for turn in question.history)]
        prompt = sum(len(text.split()) for text in texts)
        completion = len(reply.split())
        return cls(
            prompt_tokens=prompt,
            completion_tokens=completion,
            total_tokens=prompt + completion,
        )


class ReplyMessage(BaseModel):
    """The reply as text; ``vagvis`` is the whole answer as ``POST /v1/answers`` gives it."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    vagvis: Answer


class CompletionChoice(BaseModel):
    """The one reply."""

    index: int = 0
    message: ReplyMessage
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class Completion(BaseModel):
    """A whole reply."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[CompletionChoice]
    usage: Usage


def _missing(value: object) -> bool:
    return value is None


class ChunkDelta(BaseModel):
    """A piece of the reply; what it does not have is not sent."""

    role: Literal["assistant"] | None = Field(default=None, exclude_if=_missing)
    content: str | None = Field(default=None, exclude_if=_missing)
    vagvis: Answer | None = Field(default=None, exclude_if=_missing)


class ChunkChoice(BaseModel):
    """A piece of the one reply."""

    index: int = 0
    delta: ChunkDelta
    logprobs: None = None
    finish_reason: Literal["stop"] | None = None


class CompletionChunk(BaseModel):
    """A piece of a streamed reply; the one with ``usage`` has no choices."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str
    choices: list[ChunkChoice] = []
    usage: Usage | None = None
