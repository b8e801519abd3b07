"""Errors in the shape that clients of OpenAI's protocol read, in plain Swedish or English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException

from assistant.serve.problems import BROKEN, DETAILS, NO_JSON, language_of
from assistant.serve.validation import field_errors
from assistant.words.languages import Language, Text


class ErrorDetail(BaseModel):
    """What went wrong; ``param`` names the field of the request, ``code`` tells programs."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorBody(BaseModel):
    """The body of every error."""

    error: ErrorDetail


class OpenAIError(Exception):
    """Ends a request with an error.

    Args:
        status: the HTTP status.
        message: what to tell, in every language, filled in with ``values``.
        code: names the kind of error for programs.
        param: the field of the request that is wrong.
    """

    def __init__(
        self, status: int, message: Text, *, code: str, param: str | None = None, **values: object
    ) -> None:
        super().__init__(code)
        self.status = status
        self.message = message
        self.code = code
        self.param = param
        self.values = values


class InvalidQuestion(Exception):
    """Ends a request whose question is empty or too long."""

    def __init__(self, error: ValidationError) -> None:
        super().__init__("invalid question")
        self.errors = [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]


_CODES = {
    "missing": "missing_required_parameter",
    "string_too_long": "string_above_max_length",
}
_ELSEWHERE = Text(
    "Adressen finns inte. Här finns /openai/v1/models och /openai/v1/chat/completions.",
    "There is nothing at this address, but at /openai/v1/models and /openai/v1/chat/completions.",
)


def body(
    status: int, message: str, *, code: str | None = None, param: str | None = None
) -> ErrorBody:
    """An error as it is told."""
    kind = "invalid_request_error" if status < 500 else "server_error"
    return ErrorBody(error=ErrorDetail(message=message, type=kind, param=param, code=code))


def response(status: int, told: ErrorBody, language: Language) -> JSONResponse:
    """An error as it is sent."""
    return JSONResponse(
        told.model_dump(),
        status_code=status,
        headers={"Content-Language": language.value, "Vary": "Accept-Language"},
    )


async def on_error(request: Request, error: Exception) -> JSONResponse:
    """Answers a request that one of our own checks ended."""
    assert isinstance(error, OpenAIError)  # noqa: S101 - registered for this type alone
    language = language_of(request)
    message = error.message.get(language, **error.values)
    return response(
        error.status, body(error.status, message, code=error.code, param=error.param), language
    )


async def on_http_exception(request: Request, error: Exception) -> JSONResponse:
    """Answers a request that the framework ended: unknown address, method, too large."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type alone
    language = language_of(request)
    texts = {**DETAILS, 404: _ELSEWHERE}
    status = error.status_code
    message = texts[status].get(language) if status in texts else str(error.detail)
    code = HTTPStatus(status).phrase.lower().replace(" ", "_")
    sent = response(status, body(status, message, code=code), language)
    sent.headers.update(error.headers or {})
    return sent


async def on_invalid(request: Request, error: Exception) -> JSONResponse:
    """Answers a request whose fields are not as they should be."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type alone
    if any(one["type"] == "json_invalid" for one in error.errors()):
        language = language_of(request)
        return response(400, body(400, NO_JSON.get(language), code="invalid_json"), language)
    return _invalid(request, error.errors())


async def on_question(request: Request, error: Exception) -> JSONResponse:
    """Answers a request whose question is empty or too long."""
    assert isinstance(error, InvalidQuestion)  # noqa: S101 - registered for this type alone
    return _invalid(request, error.errors, param="messages")


def _invalid(
    request: Request, errors: Sequence[Mapping[str, Any]], param: str | None = None
) -> JSONResponse:
    language = language_of(request)
    told = field_errors(errors, language)
    message = " ".join(dict.fromkeys(one.detail for one in told))
    code = _CODES.get(str(errors[0]["type"]), "invalid_value")
    whole_body = len(errors[0]["loc"]) < 2
    field = None if whole_body else param or told[0].field
    return response(400, body(400, message, code=code, param=field), language)


async def on_failure(request: Request, error: Exception) -> JSONResponse:  # noqa: ARG001 - given
    """Answers a request that failed through a fault of ours; who serves it logs that."""
    language = language_of(request)
    return response(500, body(500, BROKEN.get(language), code="internal_error"), language)
