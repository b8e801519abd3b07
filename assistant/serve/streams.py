"""Answers as server-sent events, as they are made (WHATWG HTML, section 9.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel

from assistant.serve.problems import log_failure


def event(data: BaseModel, name: str | None = None) -> bytes:
    """An event with a body as its data."""
    return format_sse_event(event=name, data_str=data.model_dump_json())


def event_stream(
    events: Iterator[bytes], on_failure: Callable[[Exception], bytes]
) -> EventSourceResponse:
    """A response of events; where they break off, the last is that of ``on_failure``.

    The stream has begun by then, so no status can tell.
    """

    def guarded() -> Iterator[bytes]:
        try:
            yield from events
        except Exception as error:  # noqa: BLE001 - the last resort for every stream
            log_failure(error)
            yield on_failure(error)

    # no proxy on the way may keep the pieces back
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return EventSourceResponse(guarded(), headers=headers)
