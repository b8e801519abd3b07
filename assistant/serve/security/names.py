"""The names that this service goes by: a request for any other is refused.

Otherwise a page of another site could give its own name this machine's address, and would then be
the same site as this one (DNS rebinding). An address in figures cannot be given to anybody else.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serve.addresses import ip_address
from assistant.serve.problems import ProblemError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not bound


@dataclass(frozen=True, slots=True)
class Names:
    """Host names in lower case, without port; with ``figures`` any address in figures, too."""

    names: frozenset[str]
    figures: bool = False

    @classmethod
    def of(cls, listening: str, others: Iterable[str]) -> Names:
        """The names of a service that listens on an address, and those that the operator gave."""
        names = {host_name(one) for one in others} | LOOPBACK | {listening.lower()}
        everywhere = listening in EVERYWHERE
        if everywhere:
            names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
        return cls(frozenset(names), everywhere)

    def include(self, host: str) -> bool:
        """Whether a Host header names this service."""
        name = host_name(host)
        return name in self.names or (self.figures and ip_address(name) is not None)


def host_name(host: str) -> str:
    """The name in "name:port" in lower case; empty where there is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


class OwnNames:
    """ASGI middleware: refuses requests for other names (RFC 9110, section 15.5.20)."""

    def __init__(self, app: ASGIApp, names: Names) -> None:
        self.app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; raises ProblemError where it is for another name."""
        if scope["type"] in ("http", "websocket"):
            host = Request({**scope, "type": "http"}).headers.get("host", "")
            if not self._names.include(host):
                raise ProblemError(421, "unknown-host")
        await self.app(scope, receive, send)
