"""The events of an answer as it is made, and how OpenAPI describes a stream of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from assistant.bodies.answer import Answer
from assistant.bodies.search import FoundPassage
from assistant.serve.problems import Problem


class SourcesEvent(BaseModel):
    """Data of the event ``sources``: the passages that the answer is looked for in."""

    passages: list[FoundPassage]


class DeltaEvent(BaseModel):
    """Data of the event ``delta``: the next piece of the text."""

    text: str


EVENTS: Mapping[str, type[BaseModel]] = {
    "sources": SourcesEvent,
    "delta": DeltaEvent,
    "answer": Answer,
    "error": Problem,
}


def event_schema(name: str, data: type[BaseModel]) -> dict[str, Any]:
    """One event in JSON Schema, its data by reference to the document's schemas."""
    content = {"$ref": f"#/components/schemas/{data.__name__}"}
    json = {"type": "string", "contentMediaType": "application/json", "contentSchema": content}
    return {
        "type": "object",
        "required": ["event", "data"],
        "properties": {"event": {"const": name}, "data": json},
    }


STREAM: dict[str, Any] = {
    "description": "Svaret, eller med `stream: true` händelserna `sources`, `delta` och sist "
    "`answer` eller `error`.",
    "content": {
        "text/event-stream": {
            "itemSchema": {"oneOf": [event_schema(*each) for each in EVENTS.items()]}
        }
    },
}
"""The response in OpenAPI besides JSON."""
