"""Requests that change something come from this site's own pages, or from no page at all.

A browser tells with every such request which page sends it: in ``Origin`` (Fetch, section 3.2),
and over TLS or to this machine in ``Sec-Fetch-Site``, too. Programs that are no browsers tell
neither, and nobody's rights can be borrowed through them.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serve.problems import ProblemError

_HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
_PORTS = {"http": 80, "https": 443}


class SameSite:
    """ASGI middleware: refuses what another site's page sends through a visitor's browser.

    Args:
        app: what is protected.
        hosts: names that a proxy in front of this service goes by, maybe with their ports.
        origins: other sites whose pages may send requests, such as ``https://intra.example``.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], origins: Iterable[str]) -> None:
        self.app = app
        self._hosts = frozenset(one.lower() for one in hosts)
        self._origins = frozenset(one.lower() for one in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; raises ProblemError where another site's page sent it."""
        if scope["type"] == "websocket" or (
            scope["type"] == "http" and scope["method"] not in _HARMLESS
        ):
            headers = Headers(scope=scope)
            if not self._is_own(headers):
                raise ProblemError(403, "forbidden")
        await self.app(scope, receive, send)

    def _is_own(self, headers: Headers) -> bool:
        page = headers.get("origin") or headers.get("referer")
        if page is None:
            return headers.get("sec-fetch-site", "none") in ("same-origin", "none")
        hosts = {headers.get("host", "").lower(), *self._hosts}
        origin, names = _parts(page)
        return origin in self._origins or bool(names & hosts)


def _parts(page: str) -> tuple[str, frozenset[str]]:
    """The origin of a page's address, and how a Host header may write its host."""
    try:
        url = urlsplit(page.lower())
        host, port = url.hostname, url.port
    except ValueError:
        return "", frozenset()
    if not host:
        return "", frozenset()
    host = f"[{host}]" if ":" in host else host
    usual = _PORTS.get(url.scheme)
    names = {f"{host}:{port or usual}"}
    if port in (None, usual):
        names.add(host)
    return f"{url.scheme}://{url.netloc}", frozenset(names)
