"""Errors as ``application/problem+json`` (RFC 9457), in plain Swedish or English."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from http import HTTPStatus

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serve.validation import FieldError, field_errors
from assistant.words.languages import Language, Text, preferred

MEDIA_TYPE = "application/problem+json"
_TYPES = "urn:vagvis:problem:"
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

    def problem(self, language: Language) -> Problem:
        """The body of the answer."""
        detail = self.detail.get(language, **self.values)
        return _problem(self.status, self.slug, detail, language, self.errors)


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

DETAILS = {
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

BROKEN = Text(
    "Något gick fel i tjänsten. Försök igen. Kontakta den som sköter tjänsten om felet kvarstår.",
    "Something went wrong here. Try again, and tell whoever runs the service if it stays.",
)


FORBIDDEN = Text(
    "En annan webbplats skickade anropet genom din webbläsare. Ladda upp filen härifrån i stället.",
    "Another site sent this request through your browser. Upload the file from here instead.",
)
_FULL = Text(
    "Disken är full, så inget sparades. Det som fanns är kvar. Kontakta den som sköter tjänsten.",
    "The disk is full, so nothing was saved; what was there remains. Tell who runs the service.",
)


def broken(error: BaseException, language: Language) -> Problem:
    """Logs a failure of our own, and gives what to tell the one who asked.

    The message of an exception may hold the question, so only its type and the way to it are
    logged unless the logging of details (debug) is on.
    """
    way = "".join(traceback.format_tb(error.__traceback__))
    _log.error("unexpected %s\n%s", type(error).__name__, way)
    _log.debug("its message: %s", error)
    return _problem(500, "internal", BROKEN.get(language), language)


def response(problem: Problem, language: Language) -> JSONResponse:
    """A problem as it is sent."""
    return JSONResponse(
        problem.model_dump(exclude_defaults=True),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers={"Content-Language": language.value, "Vary": "Accept-Language"},
    )


def language_of(request: Request) -> Language:
    """The language that a request asks for."""
    return preferred(request.headers.get("accept-language"))


async def on_problem(request: Request, error: Exception) -> JSONResponse:
    """Answers a request that one of our own checks ended."""
    assert isinstance(error, ProblemError)  # noqa: S101 - registered for this type alone
    language = language_of(request)
    return response(error.problem(language), language)


async def on_http_exception(request: Request, error: Exception) -> JSONResponse:
    """Answers a request that the framework ended: unknown address, method, too large."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type alone
    language = language_of(request)
    status = error.status_code
    detail = DETAILS[status].get(language) if status in DETAILS else str(error.detail)
    slug = HTTPStatus(status).phrase.lower().replace(" ", "-")
    sent = response(_problem(status, slug, detail, language), language)
    sent.headers.update(error.headers or {})
    return sent


async def on_full_disk(request: Request, error: Exception) -> JSONResponse:
    """Answers a request that wanted to store something on a full disk."""
    _log.error("%s", error)
    language = language_of(request)
    return response(_problem(507, "disk-full", _FULL.get(language), language), language)


async def on_invalid(request: Request, error: Exception) -> JSONResponse:
    """Answers a request whose fields are not as they should be."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type alone
    language = language_of(request)
    if any(one["type"] == "json_invalid" for one in error.errors()):
        problem = _problem(400, "invalid-json", NO_JSON.get(language), language)
    else:
        errors = field_errors(error.errors(), language)
        detail = " ".join(dict.fromkeys(one.detail for one in errors))
        problem = _problem(422, "invalid-request", detail, language, errors)
    return response(problem, language)


NO_JSON = Text(
    "Anropet är inte giltig JSON. Kontrollera citattecken, kommatecken och klamrar.",
    "The body is not valid JSON. Check quotation marks, commas and braces.",
)


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
            language = language_of(Request(scope))
            problem = broken(error, language)
            if not started:
                await response(problem, language)(scope, receive, send)


def _problem(
    status: int,
    slug: str,
    detail: str,
    language: Language,
    errors: Sequence[FieldError] = (),
) -> Problem:
    phrase = HTTPStatus(status).phrase
    title = _TITLES.get(status, Text(phrase, phrase)).get(language)
    return Problem(
        type=_TYPES + slug, title=title, status=status, detail=detail, errors=list(errors)
    )
