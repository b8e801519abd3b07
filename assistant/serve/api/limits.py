"""How large a request may be.

FastAPI's own ``max_body_size`` answers in plain text where a request tells its length, and nothing
can change that; here every answer is what its other errors are.
"""

from __future__ import annotations

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serve.addresses import path_of

MAX_BODY = 4_000_000
"""Bytes of a request without files: a hundred turns of history, with room for escapes."""

MAX_UPLOAD = 50_000_000
"""Bytes of one request with files."""

_UPLOAD_PATH = "/v1/documents"


class SizeLimit:
    """ASGI middleware: refuses a body that is, or says that it is, larger than allowed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, counting its bytes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        limit = MAX_UPLOAD if path_of(scope) == _UPLOAD_PATH else MAX_BODY
        stated = request.headers.get("content-length", "")
        too_large = stated.isdecimal() and int(stated) > limit
        total = 0

        async def counted() -> Message:
            # The one exception that passes FastAPI's reading; whose body it is tells it in the
            # form that its clients read.
            nonlocal total
            if too_large:
                raise HTTPException(413)
            message = await receive()
            total += len(message.get("body", b""))
            if total > limit:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)
