"""Errors in the shape that clients of OpenAI's protocol read, in plain Swedish or English."""

from __future__ import annotations

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.serve.problems import TYPES, ProblemError, json_response, language_of, problem_of
from assistant.serve.validation import error_texts
from assistant.words.languages import Language


class ErrorDetail(BaseModel):
    """What went wrong; ``param`` names the field of the request, ``code`` tells programs."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorBody(BaseModel):
    """The body of every error."""

    error: ErrorDetail


class OpenAIError(ProblemError):
    """Ends a request with an error.

    Args:
        status: the HTTP status.
        text: the name of what to tell, which is filled in with ``values``.
        code: names the kind of error for programs.
        param: the field of the request that is wrong.
    """

    def __init__(
        self, status: int, text: str, *, code: str, param: str | None = None, **values: object
    ) -> None:
        super().__init__(status, code, text, (), {}, **values)
        self.param = param


_OF_KINDS = {
    "missing": "missing_required_parameter",
    "string_too_long": "string_above_max_length",
}


def error_of(error: Exception, language: Language) -> tuple[int, ErrorBody]:
    """The HTTP status and what to tell the one who asked of an error."""
    problem = problem_of(error, language)
    status, message, param = problem.status, problem.detail, None
    code = problem.type.removeprefix(TYPES).replace("-", "_")
    match error:
        case OpenAIError():
            param = error.param
        case HTTPException(status_code=404):
            message = error_texts()["openai.elsewhere"].get(language)
        case RequestValidationError() if problem.errors:
            status = 400
            first = error.errors()[0]
            code = _OF_KINDS.get(first["type"], "invalid_value")
            param = problem.errors[0].field if len(first["loc"]) > 1 else None
        case _ if status == 500:
            code = "internal_error"
    kind = "invalid_request_error" if status < 500 else "server_error"
    detail = ErrorDetail(message=message, type=kind, param=param, code=code)
    return status, ErrorBody(error=detail)


async def on_error(request: Request, error: Exception) -> JSONResponse:
    """Answers a request that any error ended; who serves it logs those that are our own."""
    language = language_of(request)
    status, body = error_of(error, language)
    return json_response(error, body.model_dump(), status, language)
