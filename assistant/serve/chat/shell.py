"""Puts right the HTML document that Gradio serves around the page.

Gradio says that every page is in English until its scripts have run, takes its own words from the
browser's language instead of the page's, and describes itself to link previews. It offers no hook
for that, so the document is rewritten on its way out. The same place adds the policy that keeps
the visitor's browser from calling anybody else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serve.chat import links
from assistant.serve.chat.render import fill
from assistant.serve.policy import page_policy
from assistant.words.languages import Language

_ABOUT_GRADIO = re.compile(r'\s*<meta\s+(?:property|name)="(?:og|twitter):[^>]*>')
_MANIFEST = re.compile(r'\s*<link rel="manifest"[^>]*>')
_LANGUAGE = re.compile(r'<html\s+lang="en"')


def correct(html: str, language: Language) -> str:
    """The document with its language, its title and icon, and without words about Gradio."""
    html = _ABOUT_GRADIO.sub("", html)
    html = _MANIFEST.sub("", html)
    html = _LANGUAGE.sub(f'<html lang="{language.value}"', html, count=1)
    return html.replace("<head>", fill("shell.html", language), 1)


class Shell:
    """ASGI middleware: rewrites the documents at the page's own addresses, nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pages: Mapping[str, Language] = {path: code for code, path in links.HOME.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        language = self._pages.get(scope.get("path", "")) if scope["type"] == "http" else None
        if language is None:
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        body = bytearray()

        async def rewrite(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if start is None or message.get("more_body"):
                return
            headers = MutableHeaders(raw=start["headers"])
            if headers.get("content-type", "").startswith("text/html"):
                html = correct(body.decode(), language).encode()
                # A HEAD request has no body, and keeps the length that Gradio states.
                if body:
                    headers["content-length"] = str(len(html))
                    body[:] = html
                policy = page_policy(body.decode(), evaluates=True)
                headers["content-security-policy"] = policy
            await send(start)
            await send({"type": "http.response.body", "body": bytes(body)})

        await self._app(scope, receive, rewrite)
