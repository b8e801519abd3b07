"""Signing in with the operator's provider (OpenID Connect Core 1.0, code flow with PKCE).

Authlib makes state, nonce and verifier, and checks the token's signature and claims. What belongs
to a browser lies here in memory, under a token that is all its cookie holds.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from jinja2 import Environment
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.access.caller import Caller, Right
from assistant.access.identity import IdentityProvider
from assistant.access.tokens import TokenStore
from assistant.serve.problems import ProblemError

IN, RETURN, OUT, ACCOUNT = "/logga-in", "/logga-in/klar", "/logga-ut", "/konto"

_SESSION, _FLOW = "__Host-vagvis", "__Host-vagvis-in"
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
"""Signatures that only the provider can make, whatever it says that it takes."""

_HOUR = 3600
_PATIENCE = 10
"""Seconds that the provider may take for a reply."""

_LOCAL = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")
_RIGHTS = {
    Right.ASK: "fråga",
    Right.READ: "läsa dokument",
    Right.INGEST: "lägga in och ta bort dokument",
    Right.ADMIN: "sköta tjänsten",
}
_PAGE = Environment(autoescape=True).from_string(
    Path(__file__).with_name("account.html").read_text("utf-8")
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has signed in: what they may, what they are called, and what says so."""

    caller: Caller
    name: str
    id_token: str


class SignIn:
    """The addresses for signing in and out, and who has."""

    def __init__(self, provider: IdentityProvider) -> None:
        self._provider = provider
        self._client = OAuth().register(
            "provider",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile",
                "code_challenge_method": "S256",
                "timeout": _PATIENCE,
            },
        )
        self._flows = TokenStore[dict[str, Any]](most=1_000, lasting=600, idle=600)
        self._sessions = TokenStore[Session](most=10_000, lasting=8 * _HOUR, idle=_HOUR)
        self.routes = [
            Route(IN, self._begin),
            Route(RETURN, self._finish),
            Route(OUT, self._end, methods=["POST"]),
            Route(ACCOUNT, self._show),
        ]

    def caller(self, request: Request) -> Caller | None:
        """Who sends a request, where they have signed in."""
        session = self._sessions.find(request.cookies.get(_SESSION, ""))
        return session.caller if session else None

    def ask(self, path: str) -> Response:
        """Sends a browser to sign in, and then to a path."""
        return RedirectResponse(f"{self._provider.address}{IN}?till={quote(path)}", 303, _fresh())

    async def _begin(self, request: Request) -> Response:
        path = request.query_params.get("till", "")
        flow = {"path": path if _LOCAL.fullmatch(path) else "/"}
        request.scope["session"] = flow
        await self._metadata()
        reply: Response = await self._client.authorize_redirect(
            request, f"{self._provider.address}{RETURN}"
        )
        _keep(reply, _FLOW, self._flows.add(flow), 600)
        return reply

    async def _finish(self, request: Request) -> Response:
        """Takes the code that the browser was sent back with, if it is what was asked for."""
        flow = self._flows.take(request.cookies.get(_FLOW, ""))
        request.scope["session"] = flow or {}
        await self._metadata()
        options = {
            "iss": {"essential": True, "value": self._provider.issuer},
            "aud": {"essential": True, "value": self._provider.client_id},
        }
        try:
            token = await self._client.authorize_access_token(request, claims_options=options)
            claims, id_token = token["userinfo"], token["id_token"]
        except httpx2.HTTPError as error:
            raise _unreachable(error) from error
        except (AuthlibBaseError, JoseError, KeyError, ValueError, TypeError) as error:
            _log.warning("a sign-in was refused: %s", type(error).__name__)
            raise ProblemError(403, "sign-in-refused") from error
        caller = self._provider.caller(claims)
        if caller is None:
            _log.warning("a sign-in was refused: no grant")
            raise ProblemError(403, "not-granted")
        name = str(claims.get("name") or claims.get("preferred_username") or claims["sub"])
        session = self._sessions.add(Session(caller, name, id_token))
        _log.info("somebody signed in")
        path = flow["path"] if flow else "/"
        reply = RedirectResponse(self._provider.address + path, 303, _fresh())
        _keep(reply, _SESSION, session, None)
        _keep(reply, _FLOW, "", 0)
        return reply

    async def _end(self, request: Request) -> Response:
        """Forgets who it was, and names the address where the provider does so, too.

        With ``alla`` in the address, in every browser where they have signed in.
        """
        session = self._sessions.take(request.cookies.get(_SESSION, ""))
        for token in self._of(session) if session and "alla" in request.query_params else ():
            self._sessions.take(token)
        elsewhere = ""
        if session and (await self._metadata()).get("end_session_endpoint"):
            logout = await self._client.create_logout_url(
                f"{self._provider.address}{ACCOUNT}", session.id_token
            )
            elsewhere = logout["url"]
        # Who sits there next finds nothing (W3C, Clear Site Data).
        headers = _fresh() | {"Clear-Site-Data": '"cache", "storage"'}
        reply = HTMLResponse(_PAGE.render(elsewhere=elsewhere), headers=headers)
        _keep(reply, _SESSION, "", 0)
        return reply

    async def _show(self, request: Request) -> Response:
        session = self._sessions.find(request.cookies.get(_SESSION, ""))
        rights = [
            words for right, words in _RIGHTS.items() if session and session.caller.may(right)
        ]
        shown = {"session": session, "rights": rights, "count": len(self._of(session))}
        # Without it the browser says of the form's own request that it comes from nowhere.
        headers = _fresh() | {"Referrer-Policy": "same-origin"}
        return HTMLResponse(_PAGE.render(shown), headers=headers)

    def _of(self, session: Session | None) -> list[str]:
        """The tokens of all sessions of whoever has one."""
        return self._sessions.tokens(
            lambda other: session is not None and other.caller.name == session.caller.name
        )

    async def _metadata(self) -> dict[str, Any]:
        """What the provider says of itself, fetched once, without signatures of another kind."""
        try:
            metadata: dict[str, Any] = await self._client.load_server_metadata()
        except (httpx2.HTTPError, ValueError) as error:
            raise _unreachable(error) from error
        if metadata.get("issuer", "").rstrip("/") != self._provider.issuer:
            raise ProblemError(503, "sign-in-unavailable")
        metadata["id_token_signing_alg_values_supported"] = _ALGORITHMS
        return metadata


def _unreachable(error: Exception) -> ProblemError:
    _log.error("the provider for signing in cannot be asked: %s", type(error).__name__)
    return ProblemError(503, "sign-in-unavailable")


def _fresh() -> dict[str, str]:
    return {"Cache-Control": "no-store"}


def _keep(reply: Response, name: str, token: str, seconds: int | None) -> None:
    """A cookie for this host alone, over TLS, that no script reads and no other site sends.

    ``Lax`` and not ``Strict``: the provider's page is the one that sends the browser back.
    """
    reply.set_cookie(name, token, seconds, path="/", secure=True, httponly=True, samesite="lax")
