"""What the HTML document that Gradio serves around the page gets on its way out.

One piece goes first into its head: Gradio's own ``head`` comes only when its scripts have taken
their labels from the browser's language. And the policy that keeps the visitor's browser from
calling anybody else.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serve.addresses import path_of
from assistant.serve.chat import links
from assistant.serve.chat.render import fill
from assistant.serve.policy import page_policy
from assistant.serve.whole_pages import holding, media_type
from assistant.words.languages import Language


def with_head(html: str, language: Language) -> str:
    """The document with the page's language, icon and description."""
    return html.replace("<head>", f"<head>{fill('shell.html', language)}", 1)


class Shell:
    """ASGI middleware for the documents at the page's own addresses, and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pages: Mapping[str, Language] = {path: code for code, path in links.HOME.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        language = self._pages.get(path_of(scope)) if scope["type"] == "http" else None
        if language is None:
            await self._app(scope, receive, send)
            return

        def dress(headers: MutableHeaders, body: bytes) -> bytes:
            html = with_head(body.decode(), language)
            policy = page_policy(html, evaluates=True)
            headers["content-security-policy"] = policy
            return html.encode()

        whole = holding(send, lambda headers: media_type(headers) == "text/html", dress)
        await self._app(scope, receive, whole)
