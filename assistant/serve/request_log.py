"""The log of requests: one line each, with an id, and never an address as it was sent.

A question may stand in an address, in its query or where a path should be; so the pattern of the
address is logged, and for what has none that it has none.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import time
import uuid
from contextvars import ContextVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serve.addresses import route_of

_HEADER = "x-request-id"
_GIVEN = re.compile(r"[\w.-]{1,64}")
_request: ContextVar[str] = ContextVar("request", default="")
_log = logging.getLogger("vagvis.requests")


class RequestLog:
    """ASGI middleware: gives every request an id, or takes its proxy's, and logs how it ended."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(_HEADER, "")
        own = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        token = _request.set(own)
        started, status = time.perf_counter(), 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(raw=message["headers"])[_HEADER] = own
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            took = (time.perf_counter() - started) * 1000
            _log.info("%s %s %d %d ms", scope["method"], route_of(scope), status, took)
            _request.reset(token)


class JsonLines(logging.Formatter):
    """Each record as one JSON object, for programs that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, which is masked by then."""
        entry = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(
                "T", "milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := _request.get():
            entry["request"] = request
        if trace := record.exc_text:
            entry["trace"] = trace
        return json.dumps(entry, ensure_ascii=False)


def write_json_lines() -> None:
    """Lets every handler of the process write JSON."""
    for handler in logging.getLogger().handlers:
        handler.setFormatter(JsonLines())
