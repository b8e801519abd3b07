"""What a client of OpenAI's protocol sends, and the question that it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticKnownError

from assistant.bodies.question import (
    HISTORY_LIMIT,
    QUESTION_LIMIT,
    TURN_LIMIT,
    Audience,
    Question,
    Turn,
)
from assistant.serve.openai.errors import OpenAIError
from assistant.serve.validation import count

DEFAULT_MODEL = "vagvis"
MODELS = {
    DEFAULT_MODEL: Audience.JOBSEEKER,
    **{f"{DEFAULT_MODEL}-{audience}": audience for audience in Audience},
}
"""What a client may name as its model, and whom the answers are then meant for."""


class Lenient(BaseModel):
    """Takes fields that it does not know, as every client sends others; strict about types."""

    # the bound makes pydantic refuse a text that is not Unicode, as in ``bodies.base``
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, str_min_length=0)


class ContentPart(Lenient):
    """A piece of a message; only texts are read."""

    type: str
    text: str | None = None


def _parts(content: object) -> object:
    """A message's content as a list of parts, whichever way it was sent."""
    if isinstance(content, str):
        return [{"type": "text", "text": content}]
    if content is None:
        return []
    if not isinstance(content, list):
        raise PydanticKnownError("string_type")
    return content


class ChatMessage(Lenient):
    """A line of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[list[ContentPart], BeforeValidator(_parts)] = []

    @property
    def text(self) -> str:
        """The texts of the message."""
        return "\n".join(part.text for part in self.content if part.text)


class StreamOptions(Lenient):
    """How the stream is wanted."""

    include_usage: bool | None = None


class ResponseFormat(Lenient):
    """How the reply is wanted; only text is given."""

    type: str


class ChatRequest(Lenient):
    """The body of ``POST /openai/v1/chat/completions``, as far as it is read."""

    model: str
    messages: list[ChatMessage]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: int | None = None
    logprobs: bool | None = None
    response_format: ResponseFormat | None = None
    tool_choice: object = None


def audience_of(model: str) -> Audience:
    """Whom the answers of a model are meant for.

    Raises:
        OpenAIError: there is no such model.
    """
    if model not in MODELS:
        known = ", ".join(MODELS)
        raise OpenAIError(
            404,
            "openai.no-model",
            code="model_not_found",
            param="model",
            model=model[:100],
            models=known,
        )
    return MODELS[model]


def question_of(request: ChatRequest) -> Question:
    """The last message of the user as a question, with the lines before it.

    What system and developer messages say is left out: answers are made in one way only. So are
    messages of tools. Of a long conversation the newest lines are kept.

    Raises:
        OpenAIError: there is no question, it is empty or too long, or something is asked for that
            is not to be had here.
    """
    audience = audience_of(request.model)
    _refuse_unsupported(request)
    users = [place for place, one in enumerate(request.messages) if one.role == "user"]
    if not users:
        raise OpenAIError(400, "openai.no-question", code="invalid_value", param="messages")
    last = request.messages[users[-1]]
    if any(part.type != "text" for part in last.content):
        raise OpenAIError(400, "openai.text-only", code="unsupported_value", param="messages")
    text = last.text.strip()
    if not text:
        raise OpenAIError(400, "questions.string_too_short", code="invalid_value", param="messages")
    if len(text) > QUESTION_LIMIT:
        raise OpenAIError(
            400,
            "questions.string_too_long",
            code="string_above_max_length",
            param="messages",
            max_length=count(QUESTION_LIMIT),
        )
    history = _history(request.messages[: users[-1]])
    return Question(question=text, history=history, audience=audience)


def _history(messages: Sequence[ChatMessage]) -> list[Turn]:
    turns = [
        Turn(role=message.role, content=message.text[:TURN_LIMIT])
        for message in messages
        if message.role in ("user", "assistant") and message.text.strip()
    ]
    return turns[-HISTORY_LIMIT:]


def _refuse_unsupported(request: ChatRequest) -> None:
    """Refuses what would give the reply another form; a client that asks for it relies on it.

    Everything else that steers a language model (temperature, tools, seed …) changes nothing.
    """
    form = request.response_format.type if request.response_format else "text"
    for field, refused in (
        ("n", request.n not in (None, 1)),
        ("logprobs", request.logprobs is True),
        ("tool_choice", request.tool_choice not in (None, "none", "auto")),
        ("response_format", form != "text"),
    ):
        if refused:
            code = "unsupported_value"
            raise OpenAIError(400, "openai.unsupported", code=code, param=field, field=field)
