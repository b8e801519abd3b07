"""How each request ended: seen once, outermost of all, and told to everything that keeps count."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from contextvars import ContextVar
from typing import NamedTuple

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serve.addresses import route_of

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered."""

_HEADER = "x-request-id"
_GIVEN = re.compile(r"[\w.-]{1,64}")


class Ended(NamedTuple):
    """A request that ended: ``status`` is 0 where nothing was sent, ``began`` in ns since 1970.

    ``route`` is the pattern of its address: nothing in it but ``headers`` was written by whoever
    sent it.
    """

    method: str
    route: str
    status: int
    began: int
    seconds: float
    headers: Headers


Note = Callable[[Ended], None]
Lasting = Callable[[], AbstractContextManager[object]]
"""What is entered when the service begins, and left when it ends."""


class Observed:
    """ASGI middleware: gives every request an id, or takes its proxy's, and notes how it ended."""

    def __init__(self, app: ASGIApp, notes: Sequence[Note], lasting: Sequence[Lasting]) -> None:
        self.app = app
        self._notes = notes
        self._lasting = lasting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":  # the service's whole life
            with ExitStack() as stack:
                for lasting in self._lasting:
                    stack.enter_context(lasting())
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get(_HEADER, "")
        own = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        token = REQUEST.set(own)
        began, started, status = time.time_ns(), time.perf_counter(), 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(raw=message["headers"])[_HEADER] = own
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            seconds = time.perf_counter() - started
            ended = Ended(scope["method"], route_of(scope), status, began, seconds, headers)
            for note in self._notes:
                note(ended)
            REQUEST.reset(token)
