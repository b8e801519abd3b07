"""The OpenAPI document: FastAPI's, with our problems and with examples that run."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.app import App
from assistant.serve.problems import MEDIA_TYPE, Problem

UNKNOWN_ID = "0123456789abcdef"
"""Stands in the example of a deletion, which must take nothing out when it is tried."""

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
    )
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    document["components"]["schemas"] |= {**problem.pop("$defs"), "Problem": problem}
    first = next(iter(app.store.documents()), None)
    stored = app.store.document(first.id) if first else None
    courses = app.courses.shelf().courses
    course = next((c.id for c in courses if c.occasion.apply_until), UNKNOWN_ID)
    number = stored.pages[0].number if stored else None
    for operations in document["paths"].values():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", []):
                if parameter["name"] == "course_id":
                    parameter["example"] = course
                elif parameter["name"] == "id":
                    parameter["example"] = [course]
                elif parameter["name"] == "n":
                    parameter["example"] = 1 if number is None else number
                elif parameter["name"] == "document_id":
                    known = stored is not None and method != "delete"
                    parameter["example"] = stored.id if stored and known else UNKNOWN_ID
    return document
