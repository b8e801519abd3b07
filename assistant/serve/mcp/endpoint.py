"""``/mcp``: the tools over HTTP ("streamable HTTP"), one request at a time, without sessions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from fastapi import Request
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.app import App
from assistant.serve.problems import ProblemError

PATH = "/mcp"

_THIS_MACHINE = frozenset(["127.0.0.1", "localhost", "::1"])


class Endpoint:
    """ASGI application that serves while ``running`` runs.

    Pages of other sites are refused, under whatever name they reach this machine: a browser tells
    with every POST whose page sends it, and programs that are no browsers do not. So no list of
    the names that the service goes by is needed.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._serve: ASGIApp | None = None

    @asynccontextmanager
    async def running(self, _: Starlette) -> AsyncIterator[None]:
        """Serves as long as the web application lives: its lifespan."""
        # The protocol's package takes half a second to import.
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        from assistant.serve.mcp.protocol import server

        manager = StreamableHTTPSessionManager(
            server(self._app), json_response=True, stateless=True
        )
        async with manager.run():
            self._serve = manager.handle_request
            yield
            self._serve = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request.

        Raises:
            ProblemError: a page of another site sent it.
            HTTPException: the service is about to begin or end.
        """
        origin = Request(scope).headers.get("origin")
        if origin is not None and not _is_this_machine(origin):
            raise ProblemError(403, "forbidden", "tools.foreign")
        if self._serve is None:
            raise HTTPException(503)
        await self._serve(scope, receive, send)


def _is_this_machine(origin: str) -> bool:
    try:
        return urlsplit(origin).hostname in _THIS_MACHINE
    except ValueError:
        return False
