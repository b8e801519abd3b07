"""Headers that tell browsers what they may do with a response, on every one."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serve.policy import NOTHING, page_policy

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_POLICY = "content-security-policy"
_YEAR = 31_536_000


class SecurityHeaders:
    """ASGI middleware: adds what a response does not say itself, and flags to its cookies."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; a page without a policy is held until it is whole."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        secure = scope.get("scheme") == "https"
        held: Message | None = None
        body = bytearray()

        async def add(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                _add_to(headers, secure=secure)
                if _POLICY not in headers and _is_page(headers):
                    held = message
                    return
                headers.setdefault(_POLICY, NOTHING)
            elif held is not None and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if message.get("more_body"):
                    return
                policy = page_policy(body.decode("utf-8", "replace"))
                MutableHeaders(raw=held["headers"])[_POLICY] = policy
                await send(held)
                message = {**message, "body": bytes(body)}
            await send(message)

        await self.app(scope, receive, add)


def _is_page(headers: MutableHeaders) -> bool:
    return headers.get("content-type", "").startswith("text/html")


def _add_to(headers: MutableHeaders, *, secure: bool) -> None:
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    if "json" in headers.get("content-type", ""):  # an answer may tell of the one who asked
        headers.setdefault("cache-control", "no-store")
    if secure:
        headers.setdefault("strict-transport-security", f"max-age={_YEAR}")
    cookies = headers.getlist("set-cookie")
    if cookies:
        del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", _flagged(cookie, secure=secure))


def _flagged(cookie: str, *, secure: bool) -> str:
    """A cookie that no script reads, no other site sends, and, over TLS, nobody overhears."""
    try:
        parsed = SimpleCookie(cookie)
    except CookieError:
        return cookie
    for morsel in parsed.values():
        morsel["httponly"] = True
        morsel["samesite"] = morsel["samesite"] or "Lax"
        morsel["secure"] = morsel["secure"] or secure
    return parsed.output(header="").strip()
