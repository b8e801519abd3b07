"""Links behind a proxy that serves the service under a path, such as ``/vagvis``.

The pages name their links from the root, as they do not know where they are served. Their markup
is all that has a quotation mark before such a path: what documents and people say is escaped.
"""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serve.whole_pages import holding, media_type


class PrefixedLinks:
    """ASGI middleware: puts the path before the links of pages, of their events and of redirects.

    Args:
        app: what is served.
        prefix: the path, without a slash at its end.
    """

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self.app = app
        self._prefix = prefix
        own = re.escape(prefix.encode())
        begin = rb"""((?:href|src|action)=\\?"|url\(\\?["']?)"""
        self._link = re.compile(begin + rb"(?=/(?!/))(?!" + own + rb"""[/"'\\?#])""")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; a page is held until it is whole, an event comes as one piece."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kind = ""

        def begin(headers: MutableHeaders) -> bool:
            nonlocal kind
            kind = media_type(headers)
            self._redirect(headers)
            return kind in ("text/html", "text/css")

        pages = holding(send, begin, lambda _, body: self._prefixed(body))

        async def rewrite(message: Message) -> None:
            if kind == "text/event-stream":
                message = {**message, "body": self._prefixed(message.get("body", b""))}
            await pages(message)

        await self.app(scope, receive, rewrite)

    def _prefixed(self, text: bytes) -> bytes:
        return self._link.sub(rb"\g<1>" + self._prefix.encode(), text)

    def _redirect(self, headers: MutableHeaders) -> None:
        target = headers.get("location", "")
        is_own = target.startswith("/") and not target.startswith(("//", f"{self._prefix}/"))
        if is_own:
            headers["location"] = self._prefix + target
