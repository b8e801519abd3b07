"""No more at a time than the machine can do, and from nobody more than their share.

Requests that make the service think are counted by key or address, and wait for one of a few
places; who comes too often, or finds the line too long, is told when to come again.
"""

from __future__ import annotations

import asyncio
import ipaddress
import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access.caller import NOBODY, TRUSTED, Caller
from assistant.serve.addresses import ip_address_of, path_of
from assistant.serve.problems import ProblemError
from assistant.settings import Settings

_THINKING = ("/v1/", "/openai/", "/mcp", "/kalla/", "/kurs", "/gradio_api/queue/join", "/logga-in")
_ELSEWHERE = "/gradio_api/"
"""Gradio has a line of its own."""

_SILENCE = 30
"""Seconds that a sender may be silent in the middle of a body."""

_SOON = "2"
"""Seconds after which a place may be free again."""


class Floods:
    """ASGI middleware: counts, and lets in a few at a time."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._anyone = parse(settings.rate) if settings.rate else None
        self._keyed = parse(settings.key_rate) if settings.key_rate else None
        self._places = asyncio.Semaphore(settings.at_once)
        self._most = settings.queue
        self.waiting = 0
        self.working = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on when there is a place for it, unless too many come, or wait."""
        path = path_of(scope) if scope["type"] == "http" else ""
        if not path.startswith(_THINKING):
            await self.app(scope, receive, send)
            return
        self.count(scope, scope.get("state", {}).get("caller", TRUSTED))
        if path.startswith(_ELSEWHERE):
            await self.app(scope, receive, send)
            return
        place = _Place(self, receive)
        try:
            if scope["method"] in ("GET", "HEAD"):
                await place.take()
            await self.app(scope, place.receive, send)
        finally:
            place.leave()

    def count(self, scope: Scope, caller: Caller = NOBODY) -> None:
        """Counts a request of somebody's; raises ProblemError where too many come from them."""
        if caller.is_local:
            return
        rate, who = (self._keyed, caller.name) if caller.name else (self._anyone, _address(scope))
        if rate is not None and not self._limiter.hit(rate, who):
            raise ProblemError(429, "too-many", headers={"Retry-After": self._wait(rate, who)})

    def _wait(self, rate: RateLimitItem, who: str) -> str:
        seconds = self._limiter.get_window_stats(rate, who).reset_time - time.time()
        return str(max(1, math.ceil(seconds)))

    async def enter(self) -> None:
        """Waits for a place; raises HTTPException where too many wait."""
        if self._places.locked() and self.waiting >= self._most:
            raise HTTPException(503, headers={"Retry-After": _SOON})
        self.waiting += 1
        try:
            await self._places.acquire()
            self.working += 1
        finally:
            self.waiting -= 1

    def leave(self) -> None:
        """Gives a place back."""
        self.working -= 1
        self._places.release()


class _Place:
    """One request's place, taken when all of its body is here: who sends slowly holds none."""

    def __init__(self, line: Floods, receive: Receive) -> None:
        self._line = line
        self._receive = receive
        self._taken = False

    async def receive(self) -> Message:
        """The next message; the last of the body waits for a place.

        Raises:
            HTTPException: nothing comes any more, or too many wait. It passes FastAPI's reading.
        """
        if self._taken:
            return await self._receive()
        try:
            async with asyncio.timeout(_SILENCE):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(408) from None
        if message["type"] == "http.request" and not message.get("more_body"):
            await self.take()
        return message

    async def take(self) -> None:
        """Waits for a place."""
        await self._line.enter()
        self._taken = True

    def leave(self) -> None:
        """Gives the place back, if it was taken."""
        if self._taken:
            self._taken = False
            self._line.leave()


def _address(scope: Scope) -> str:
    """Where a request comes from; of IPv6 the network, of which one house has many addresses."""
    address = ip_address_of(scope)
    if address is None:
        return "?"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))
