"""Headers that tell browsers what they may do with a response, on every one."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serve.policy import NOTHING, page_policy
from assistant.serve.whole_pages import holding, media_type

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

        def begin(headers: MutableHeaders) -> bool:
            _add_to(headers, secure=secure)
            if _POLICY not in headers and media_type(headers) == "text/html":
                return True
            headers.setdefault(_POLICY, NOTHING)
            return False

        def protect(headers: MutableHeaders, page: bytes) -> bytes:
            headers[_POLICY] = page_policy(page.decode("utf-8", "replace"))
            return page

        await self.app(scope, receive, holding(send, begin, protect))


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
