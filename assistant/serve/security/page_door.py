"""The chat's own door: of all that Gradio answers at, only what the page asks for.

Gradio takes and keeps files from anybody, fetches addresses, runs functions under other paths and
logs what it is sent; the page needs none of that.
"""

from __future__ import annotations

import logging
import re
import sys
from types import SimpleNamespace

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serve.addresses import path_of

_READ = re.compile(
    r"/?|/config|/theme\.css|/favicon\.ico|/robots\.txt|/(assets|static)/[\w./@~-]{1,200}"
    r"|/gradio_api/(info|startup-events|theme\.css|queue/data|heartbeat/[^/]+)"
)
_SENT = re.compile(r"/gradio_api/(queue/join|cancel|reset)/?")

_log = logging.getLogger(__name__)


class PageDoor:
    """ASGI application: passes on what the page needs; all else is not there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request; raises HTTPException where the page does not need the address."""
        needed = _SENT if scope.get("method") == "POST" else _READ
        reads = scope.get("method") in ("GET", "HEAD", "POST")
        if scope["type"] != "http" or not reads or not needed.fullmatch(path_of(scope)):
            raise HTTPException(404)
        await self._app(scope, receive, send)


def close_around(api: FastAPI) -> None:
    """Puts the door before every page of Gradio's that is mounted, and keeps it from the log."""
    import gradio

    for route in api.routes:
        if isinstance(route, Mount) and isinstance(route.app, gradio.routes.App):
            route.app = PageDoor(route.app)
    # Gradio writes the trace of whatever goes wrong, with the values that were sent, past the log.
    quiet = SimpleNamespace(print_exc=_log_type_alone)
    for module in (gradio.queueing, gradio.routes):
        vars(module)["traceback"] = quiet


def _log_type_alone() -> None:
    error = sys.exc_info()[0]
    _log.warning("the page was sent what it cannot use: %s", error.__name__ if error else "?")
