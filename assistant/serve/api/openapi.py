"""The OpenAPI document: FastAPI's, with our problems and with examples that run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from assistant.app import App
from assistant.serve.api.events import DeltaEvent, SourcesEvent
from assistant.serve.problems import MEDIA_TYPE, Problem
from corpus.data_files import toml

UNKNOWN_ID = "0123456789abcdef"
"""Stands in the example of a deletion, which must take nothing out when it is tried."""

EXAMPLES: Mapping[str, Any] = toml("examples.toml", __package__)
"""The requests that can be tried, by route and name."""

PROBLEM_RESPONSE: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "Ett problem (RFC 9457), på svenska eller efter Accept-Language",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}


def openapi(api: FastAPI, app: App) -> dict[str, Any]:
    """The document for the store as it is now: its examples name its first document and course."""
    document = get_openapi(
        title=api.title,
        version=api.version,
        description=api.description,
        routes=api.routes,
        servers=[{"url": root}] if (root := app.settings.root_path) else None,
    )
    _, sent = models_json_schema(
        [(one, "serialization") for one in (Problem, SourcesEvent, DeltaEvent)],
        ref_template="#/components/schemas/{model}",
    )
    document["components"]["schemas"] = sent["$defs"] | document["components"]["schemas"]
    first = next(iter(app.store.documents()), None)
    stored = app.store.document(first.id) if first else None
    courses = app.courses.shelf().courses
    course = next((c.id for c in courses if c.occasion.apply_until), UNKNOWN_ID)
    name = stored.pages[0].name if stored else None
    examples = {
        "course_id": course,
        "id": [course],
        "n": name or "1",
        "item_id": UNKNOWN_ID,
        "Vagvis-Folder": UNKNOWN_ID,
        "document_id": stored.id if stored else UNKNOWN_ID,
    }
    _name_documents(document["paths"], [record.id for record in app.store.documents()])
    for operations in document["paths"].values():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", []):
                if (name := parameter["name"]) in examples:
                    parameter["example"] = UNKNOWN_ID if method == "delete" else examples[name]
    return document


def _name_documents(paths: dict[str, Any], ids: list[str]) -> None:
    """Puts ids of the store in the places that the examples of bodies leave for them."""
    names = {"<document>": [*ids, UNKNOWN_ID][0], "<other>": [*ids[1:], UNKNOWN_ID][0]}
    for operations in paths.values():
        for operation in operations.values():
            content = operation.get("requestBody", {}).get("content", {})
            for example in content.get("application/json", {}).get("examples", {}).values():
                if "documents" in example["value"]:
                    several = [names.get(key, key) for key in example["value"]["documents"]]
                    example["value"] = example["value"] | {"documents": several}
