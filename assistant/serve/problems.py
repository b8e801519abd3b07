"""Errors as ``application/problem+json`` (RFC 9457), in plain Swedish or English."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.privacy.mask import MaskingFailed
from assistant.research.saved import FolderFull, NoSuchItem
from assistant.search.documents import NoSuchDocument, NoSuchPage
from assistant.serve.validation import FieldError, error_texts, field_errors, joined
from assistant.words.languages import Language, preferred
from corpus.store import IndexDamaged, StoreDamaged, StoreFull, StoreReadOnly
from corpus.store.errors import is_full

MEDIA_TYPE = "application/problem+json"
TYPES = "urn:vagvis:problem:"
"""What every ``type`` begins with; its slug follows."""

_SLUGS = {413: "content-too-large", 422: "unprocessable-content", 503: "busy"}
"""What statuses are called; of two RFC 9110 has newer names than Python 3.11."""

_log = logging.getLogger(__name__)


class Problem(BaseModel):
    """What went wrong, and what to do.

    ``type`` names the kind of problem for programs, ``detail`` tells people; ``errors`` names the
    fields of the request that were not understood.
    """

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []


class ProblemError(Exception):
    """Ends a request with a problem.

    Args:
        status: the HTTP status.
        slug: names the kind of problem, such as "not-found"; ends its ``type``.
        text: the name of what to tell, which is filled in with ``values``; the slug's own if empty.
        errors: the parts of the request that are wrong.
        headers: what the response says besides.
    """

    def __init__(
        self,
        status: int,
        slug: str,
        text: str = "",
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] = MappingProxyType({}),
        **values: object,
    ) -> None:
        super().__init__(slug)
        self.headers = headers
        self.status = status
        self.slug = slug
        self.text = text or f"details.{slug}"
        self.errors = errors
        self.values = values


FORESEEN = (
    ProblemError,
    NoSuchDocument,
    NoSuchPage,
    NoSuchItem,
    FolderFull,
    MaskingFailed,
    StoreFull,
    StoreReadOnly,
    StoreDamaged,
    RequestValidationError,
    HTTPException,
)
"""The errors that end a request with words of their own; any other is a failure of ours."""

_NAMED: Mapping[type[Exception], tuple[int, str]] = {
    NoSuchDocument: (404, "no-such-document"),
    NoSuchItem: (404, "no-such-item"),
    FolderFull: (409, "folder-full"),
    MaskingFailed: (422, "not-masked"),
    StoreFull: (507, "disk-full"),
    StoreReadOnly: (503, "read-only"),
    StoreDamaged: (503, "store-damaged"),
}
"""Those whose words depend on nothing: their status and slug."""


def problem_of(error: Exception, language: Language) -> Problem:
    """What to tell the one who asked of an error."""
    texts = error_texts()
    status, slug, detail = 500, "internal", ""
    errors: Sequence[FieldError] = ()
    values: Mapping[str, object] = {}
    match error:
        case ProblemError(status=status, slug=slug, errors=errors, values=values):
            detail = texts[error.text].get(language, **values)
        case _ if type(error) in _NAMED:
            status, slug = _NAMED[type(error)]
        case NoSuchPage(n=n, document_id=key):
            status, slug, values = 404, "no-such-page", {"n": n, "id": key}
        case IndexDamaged(part=part):
            status, slug, values = 503, "index-damaged", {"part": part}
        case OSError() if is_full(error):  # such as the folder for temporary files
            status, slug = 507, "disk-full"
        case RequestValidationError() if any(e["type"] == "json_invalid" for e in error.errors()):
            status, slug = 400, "invalid-json"
        case RequestValidationError():
            status, slug = 422, "invalid-request"
            errors = field_errors(error.errors(), language)
            detail = joined(errors)
        case HTTPException(status_code=status):
            slug = _SLUGS.get(status) or HTTPStatus(status).phrase.lower().replace(" ", "-")
            text = texts.get(f"details.{status}")
            detail = text.get(language) if text else str(error.detail)
    title = texts.get(f"titles.{status}")
    return Problem(
        type=TYPES + slug,
        title=title.get(language) if title else HTTPStatus(status).phrase,
        status=status,
        detail=detail or texts[f"details.{slug}"].get(language, **values),
        errors=list(errors),
    )


def log_failure(error: Exception) -> None:
    """Logs an error that nobody foresaw.

    The message of an exception may hold the question, so only its type and the way to it are
    logged unless the logging of details (debug) is on.
    """
    way = "".join(traceback.format_tb(error.__traceback__))
    _log.error("unexpected %s\n%s", type(error).__name__, way)
    _log.debug("its message: %s", error)


def response(error: Exception, language: Language) -> JSONResponse:
    """An error as it is sent."""
    problem = problem_of(error, language)
    body = problem.model_dump(exclude_defaults=True)
    return json_response(error, body, problem.status, language, MEDIA_TYPE)


def json_response(
    error: Exception,
    body: Mapping[str, object],
    status: int,
    language: Language,
    media_type: str | None = None,
) -> JSONResponse:
    """A body that tells of an error in one language, with headers that say so and its own."""
    headers = {"Content-Language": language.value, "Vary": "Accept-Language"}
    if isinstance(error, HTTPException | ProblemError):
        headers |= error.headers or {}
    return JSONResponse(body, status_code=status, media_type=media_type, headers=headers)


def language_of(request: Request) -> Language:
    """The language that a request asks for."""
    return preferred(request.headers.get("accept-language"))


async def on_error(request: Request, error: Exception) -> JSONResponse:
    """Answers a request that one of ``FORESEEN`` ended."""
    if isinstance(error, StoreFull | StoreReadOnly | StoreDamaged):
        _log.error("%s", error)
    return response(error, language_of(request))


class Guard:
    """ASGI middleware: an unexpected exception becomes a problem, and is logged without texts.

    Starlette's own handler raises the exception again, and the server would then log it whole.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except FORESEEN as error:  # of other middleware, before any route has begun
            await response(error, language_of(Request(scope)))(scope, receive, send)
        except Exception as error:  # noqa: BLE001 - the last resort for every request
            log_failure(error)
            if not started:
                await response(error, language_of(Request(scope)))(scope, receive, send)
