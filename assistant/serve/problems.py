"""Errors as ``application/problem+json`` (RFC 9457), in plain Swedish or English."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.search.documents import NoSuchDocument, NoSuchPage
from assistant.serve.validation import FieldError, field_errors
from assistant.words.languages import Language, Text, preferred
from corpus.store import StoreFull

MEDIA_TYPE = "application/problem+json"
TYPES = "urn:vagvis:problem:"
"""What every ``type`` begins with; its slug follows."""

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
        detail: what to tell, in every language, filled in with ``values``.
        errors: the parts of the request that are wrong.
    """

    def __init__(
        self,
        status: int,
        slug: str,
        detail: Text,
        errors: Sequence[FieldError] = (),
        **values: object,
    ) -> None:
        super().__init__(slug)
        self.status = status
        self.slug = slug
        self.detail = detail
        self.errors = errors
        self.values = values


_TITLES = {
    400: Text("Anropet gick inte att läsa", "The request could not be read"),
    403: Text("Inte tillåtet", "Not allowed"),
    404: Text("Finns inte", "Not found"),
    405: Text("Metoden går inte att använda här", "Method not allowed"),
    413: Text("För stort", "Too large"),
    415: Text("Filformatet stöds inte", "Unsupported format"),
    422: Text("Anropet går inte att använda", "The request cannot be used"),
    500: Text("Fel i tjänsten", "Internal error"),
    503: Text("Tjänsten är inte redo", "Not ready"),
    507: Text("Disken är full", "The disk is full"),
}
_DETAILS = {
    400: Text(
        "Innehållet i anropet gick inte att läsa. Kontrollera formatet.",
        "The body of the request could not be read. Check its format.",
    ),
    404: Text(
        "Adressen finns inte. Se /docs för de adresser som finns.",
        "There is nothing at this address. See /docs for the ones there are.",
    ),
    405: Text(
        "Adressen finns men tar inte emot den metoden. Se /docs.",
        "The address exists but does not take this method. See /docs.",
    ),
    413: Text(
        "Anropet är för stort. Ett anrop med filer får vara högst 50 MB, andra anrop högst 4 MB.",
        "The request is too large. With files it may be 50 MB at most, otherwise 4 MB.",
    ),
}
_NO_JSON = Text(
    "Anropet är inte giltig JSON. Kontrollera citattecken, kommatecken och klamrar.",
    "The body is not valid JSON. Check quotation marks, commas and braces.",
)
_NO_DOCUMENT = Text(
    "Dokumentet finns inte. GET /v1/documents visar de som finns.",
    "There is no such document. GET /v1/documents lists the ones there are.",
)
_NO_PAGE = Text(
    "Sidan {n} finns inte. GET /v1/documents/{id} visar dokumentets sidor.",
    "There is no page {n}. GET /v1/documents/{id} lists the document's pages.",
)
_FULL = Text(
    "Disken är full, så inget sparades. Det som fanns är kvar. Kontakta den som sköter tjänsten.",
    "The disk is full, so nothing was saved; what was there remains. Tell who runs the service.",
)
_FAILURE = Text(
    "Något gick fel i tjänsten. Försök igen. Kontakta den som sköter tjänsten om felet kvarstår.",
    "Something went wrong here. Try again, and tell whoever runs the service if it stays.",
)

FORESEEN = (
    ProblemError,
    NoSuchDocument,
    NoSuchPage,
    StoreFull,
    RequestValidationError,
    HTTPException,
)
"""The errors that end a request with words of their own; any other is a failure of ours."""


def problem_of(error: Exception, language: Language) -> Problem:
    """What to tell the one who asked of an error."""
    status, slug, detail = 500, "internal", _FAILURE.get(language)
    errors: Sequence[FieldError] = ()
    match error:
        case ProblemError(status=status, slug=slug, errors=errors):
            detail = error.detail.get(language, **error.values)
        case NoSuchDocument():
            status, slug, detail = 404, "no-such-document", _NO_DOCUMENT.get(language)
        case NoSuchPage(n=n, document_id=key):
            status, slug, detail = 404, "no-such-page", _NO_PAGE.get(language, n=n, id=key)
        case StoreFull():
            status, slug, detail = 507, "disk-full", _FULL.get(language)
        case RequestValidationError() if any(e["type"] == "json_invalid" for e in error.errors()):
            status, slug, detail = 400, "invalid-json", _NO_JSON.get(language)
        case RequestValidationError():
            errors = field_errors(error.errors(), language)
            status, slug, detail = 422, "invalid-request", in_one(errors)
        case HTTPException(status_code=status):
            slug = HTTPStatus(status).phrase.lower().replace(" ", "-")
            detail = _DETAILS[status].get(language) if status in _DETAILS else str(error.detail)
    phrase = HTTPStatus(status).phrase
    title = _TITLES.get(status, Text(phrase, phrase)).get(language)
    return Problem(
        type=TYPES + slug, title=title, status=status, detail=detail, errors=list(errors)
    )


def log_failure(error: Exception) -> None:
    """Logs an error that nobody foresaw.

    The message of an exception may hold the question, so only its type and the way to it are
    logged unless the logging of details (debug) is on.
    """
    way = "".join(traceback.format_tb(error.__traceback__))
    _log.error("unexpected %s\n%s", type(error).__name__, way)
    _log.debug("its message: %s", error)


def in_one(errors: Sequence[FieldError]) -> str:
    """What is wrong with several fields, each sentence once."""
    return " ".join(dict.fromkeys(one.detail for one in errors))


def response(problem: Problem, language: Language) -> JSONResponse:
    """A problem as it is sent."""
    return localised(
        problem.model_dump(exclude_defaults=True), problem.status, language, MEDIA_TYPE
    )


def localised(
    body: Mapping[str, object], status: int, language: Language, media_type: str | None = None
) -> JSONResponse:
    """A body with words in one language, and headers that say so."""
    headers = {"Content-Language": language.value, "Vary": "Accept-Language"}
    return JSONResponse(body, status_code=status, media_type=media_type, headers=headers)


def language_of(request: Request) -> Language:
    """The language that a request asks for."""
    return preferred(request.headers.get("accept-language"))


async def on_error(request: Request, error: Exception) -> JSONResponse:
    """Answers a request that one of ``FORESEEN`` ended."""
    if isinstance(error, StoreFull):
        _log.error("%s", error)
    language = language_of(request)
    sent = response(problem_of(error, language), language)
    if isinstance(error, HTTPException):
        sent.headers.update(error.headers or {})
    return sent


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
        except Exception as error:  # noqa: BLE001 - the last resort for every request
            log_failure(error)
            if not started:
                language = language_of(Request(scope))
                await response(problem_of(error, language), language)(scope, receive, send)
