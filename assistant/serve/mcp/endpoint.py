"""``/mcp``: the tools over HTTP ("streamable HTTP"), one request at a time, without sessions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.app import App

PATH = "/mcp"


class Endpoint:
    """ASGI application that serves while ``running`` runs."""

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
        """Serves one request; raises HTTPException where the service is about to begin or end."""
        if self._serve is None:
            raise HTTPException(503)
        await self._serve(scope, receive, send)
