"""The one place where it is decided who may what: by key, or by where a request comes from."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access.caller import EVERY_RIGHT, Caller, Right
from assistant.access.keys import PREFIX, KeyStore
from assistant.serve.addresses import ip_address_of, path_of
from assistant.serve.problems import ProblemError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.serve.auth.sign_in import SignIn

FREE = (
    *("/healthz", "/readyz", "/docs", "/openapi.json", "/static-offline-docs", "/tillganglighet"),
    *("/logga-in", "/logga-ut", "/konto", "/favicon.ico"),
)
"""What everybody may see: that the service lives, what it is, and where to sign in; and what a
browser asks for by itself."""

RIGHTS: Sequence[tuple[str, Right]] = (
    ("/metrics", Right.ADMIN),
    ("/v1/documents", Right.READ),
    ("/v1/unanswered", Right.ADMIN),
    ("/v1/watch", Right.ADMIN),
    ("/kalla", Right.READ),
    ("/mcp", Right.READ),
    ("", Right.ASK),
)
"""What it takes to come in under an address; the first that fits counts."""

_log = logging.getLogger(__name__)
_PROXIES = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def right_for(method: str, path: str) -> Right | None:
    """What a request takes; None where everybody may."""
    # what a browser asks before it sends a request bears no key
    if method == "OPTIONS" or any(_under(path, one) for one in FREE):
        return None
    right = next(right for start, right in RIGHTS if _under(path, start))
    changes = _under(path, "/v1/documents") and method not in ("GET", "HEAD")
    return Right.INGEST if changes else right


def _under(path: str, start: str) -> bool:
    return not start or path == start or path.startswith(f"{start}/")


class Gate:
    """ASGI middleware: finds out who is asking, and refuses what they may not.

    Whoever comes after finds the caller in the request's state. On the machine itself, as long as
    the service listens to nobody else and goes by no other name, all may be done without a key.

    Args:
        app: what is protected.
        keys: the keys there are.
        settings: the operator's choices.
        private: whether only this machine is listened to.
        guesses: counts a request with a wrong key, and refuses it where there are too many.
        sign_in: who has signed in, where the operator lets staff do so.
    """

    def __init__(
        self,
        app: ASGIApp,
        keys: KeyStore,
        settings: Settings,
        *,
        private: bool,
        guesses: Callable[[Scope], None] = lambda _: None,
        sign_in: SignIn | None = None,
    ) -> None:
        self.app = app
        self._keys = keys
        self._settings = settings
        self._guesses = guesses
        self._sign_in = sign_in
        self._private = private and not settings.hosts and not settings.root_path
        self._anyone = frozenset({Right.ASK, Right.READ}) if settings.anonymous else frozenset()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; raises ProblemError where whoever sent it may not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        caller = await self._caller(scope)
        scope.setdefault("state", {})["caller"] = caller
        right = right_for(scope["method"], path_of(scope))
        if right is Right.INGEST and not self._settings.uploads:
            raise ProblemError(403, "uploads-closed")
        if right is not None and not caller.may(right):
            if caller.name:
                raise ProblemError(403, "missing-scope", scope=right.value)
            page = scope["method"] == "GET" and "text/html" in Headers(scope=scope).get(
                "accept", ""
            )
            if self._sign_in and page:
                await self._sign_in.ask(path_of(scope))(scope, receive, send)
                return
            raise ProblemError(401, "key-needed", headers={"WWW-Authenticate": "Bearer"})
        await self.app(scope, receive, send)

    async def _caller(self, scope: Scope) -> Caller:
        headers = Headers(scope=scope)
        token = headers.get("authorization", "").partition(" ")[2].strip()
        token = token or headers.get("x-api-key", "")
        if token.startswith(PREFIX):  # clients of OpenAI's protocol send some key in any case
            key = await to_thread.run_sync(self._keys.find, token)
            if key is None:
                _log.warning("a key was refused")
                self._guesses(scope)
                raise ProblemError(401, "wrong-key", headers={"WWW-Authenticate": "Bearer"})
            return Caller.with_key(key.name, key.scopes, key.collections)
        if self._sign_in and (signed_in := self._sign_in.caller(Request(scope))):
            return replace(signed_in, scopes=signed_in.scopes | self._anyone)
        if self._private and _is_here(scope, headers):
            rights = EVERY_RIGHT if self._settings.anonymous else self._anyone
            return Caller("", rights, is_local=True, collections=None)
        return Caller("", self._anyone)


def _is_here(scope: Scope, headers: Headers) -> bool:
    """Whether a request comes from this machine, and through no proxy that says so."""
    address = ip_address_of(scope)
    is_loopback = address is not None and address.is_loopback
    return is_loopback and not any(name in headers for name in _PROXIES)
