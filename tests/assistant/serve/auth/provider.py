"""A small provider of OpenID Connect on the loopback address, with real keys and tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "vagvis", "hemlig"


@dataclass
class LocalProvider:
    """Signs in whoever comes, as ``claims`` says; ``lie`` bends the next token."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    lie: str = ""
    _key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    _other: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._metadata),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/keys", self._keys),
            ]
        )

    async def _metadata(self, _: Request) -> Response:
        names = ("authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint")
        places = (f"{self.issuer}/{one}" for one in ("authorize", "token", "keys", "logout"))
        return JSONResponse(
            dict(zip(names, places, strict=True))
            | {
                "issuer": self.issuer,
                "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            }
        )

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = uuid.uuid4().hex
        self._codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}")

    async def _token(self, request: Request) -> Response:
        form = await request.form()
        asked = self._codes.pop(str(form["code"]), None)
        digest = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        challenge = _base64(digest)
        secret = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            asked is None
            or challenge != asked["code_challenge"]
            or form["redirect_uri"] != asked["redirect_uri"]
            or request.headers["authorization"] != f"Basic {secret}"
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        answer = {"access_token": "a", "token_type": "Bearer"}
        if self.lie != "no token":
            answer["id_token"] = self._id_token(asked["nonce"])
        return JSONResponse(answer)

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        key = self._key
        header = {"alg": "RS256", "kid": "1"}
        match self.lie:
            case "nonce":
                claims["nonce"] = "another"
            case "no nonce":
                del claims["nonce"]
            case "expired":
                claims |= {"iat": now - 900, "exp": now - 600}
            case "audience":
                claims |= {"aud": "another", "azp": CLIENT}
            case "issuer":
                claims["iss"] = "https://another.example"
            case "signature":
                key = self._other
            case "symmetric":
                signed = f"{_encoded(header | {'alg': 'HS256'})}.{_encoded(claims | self.claims)}"
                known = self._key.as_pem(private=False)
                return f"{signed}.{_base64(hmac.digest(known, signed.encode(), 'sha256'))}"
            case "none":
                return f"{_encoded({'alg': 'none'})}.{_encoded(claims | self.claims)}."
        return jwt.encode(header, claims | self.claims, key)

    async def _keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})


def _encoded(part: dict[str, Any]) -> str:
    return _base64(json.dumps(part).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
