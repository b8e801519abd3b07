"""Responses whose text is changed on its way out: held until they are whole."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

Begin = Callable[[MutableHeaders], bool]
"""Is shown the headers of a response, which it may change; whether the response is to be held."""

Change = Callable[[MutableHeaders, bytes], bytes]
"""Takes the headers, which it may change, and the body; the body as it is sent."""


def holding(send: Send, begin: Begin, change: Change) -> Send:
    """What passes a response on, and one that ``begin`` holds only when it is whole and changed."""
    start: Message | None = None
    body = bytearray()

    async def pass_on(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            if begin(MutableHeaders(raw=message["headers"])):
                start = message
                return
        elif start is not None:
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            headers = MutableHeaders(raw=start["headers"])
            whole = change(headers, bytes(body))
            # A HEAD request has no body, and keeps the length that is stated.
            if body:
                headers["content-length"] = str(len(whole))
                message = {**message, "body": whole}
            await send(start)
        await send(message)

    return pass_on


def media_type(headers: MutableHeaders) -> str:
    """The type of a response without its parameters, such as ``text/html``."""
    return headers.get("content-type", "").partition(";")[0]
