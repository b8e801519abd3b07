"""The examples of the OpenAPI document are sent, and the answers held against its schemas."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from assistant.serve.api.openapi import UNKNOWN_ID
from tests.assistant.conftest import paged_report

SENT = {
    ("post", "/v1/search"): 2,
    ("post", "/v1/mentions"): 1,
    ("post", "/v1/comparisons"): 2,
    ("post", "/v1/grids"): 1,
    ("post", "/v1/timelines"): 2,
    ("post", "/v1/sheets"): 1,
    ("get", "/v1/watch"): 1,
    ("get", "/v1/unanswered"): 1,
    ("delete", "/v1/unanswered"): 1,
    ("get", "/v1/saved"): 1,
    ("delete", "/v1/saved"): 1,
    ("delete", "/v1/saved/{item_id}"): 1,
    ("post", "/v1/saved/questions"): 1,
    ("post", "/v1/saved/sheets"): 1,
    ("post", "/v1/saved/{item_id}/seen"): 1,
    ("post", "/v1/sheets/files"): 1,
    ("post", "/v1/answers"): 3,
    ("post", "/v1/votes"): 1,
    ("get", "/v1/courses"): 1,
    ("post", "/v1/paths"): 2,
    ("get", "/v1/courses/changes"): 1,
    ("get", "/v1/courses/calendar"): 1,
    ("get", "/v1/courses/{course_id}"): 1,
    ("get", "/v1/documents"): 1,
    ("get", "/v1/documents/{document_id}"): 1,
    ("get", "/v1/documents/{document_id}/pages/{n}"): 1,
    ("delete", "/v1/documents/{document_id}"): 1,
    ("get", "/healthz"): 1,
    ("get", "/readyz"): 1,
}

WITH_FILES = {
    ("post", "/v1/documents"),
    ("get", "/v1/documents/{document_id}/reading"),
    ("post", "/v1/documents/{document_id}/reading"),
}
"""Operations on files, which have tests of their own."""


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    got: dict[str, Any] = client.get("/openapi.json").json()
    return got


def bodies(operation: dict[str, Any]) -> list[Any]:
    content = operation.get("requestBody", {}).get("content", {})
    if not content:
        return [None]
    return [one["value"] for one in content["application/json"]["examples"].values()]


def check(response: Any, operation: dict[str, Any], document: dict[str, Any]) -> None:
    stated = operation["responses"].get(str(response.status_code))
    assert stated or response.status_code >= 400, response.text
    stated = stated or operation["responses"]["default"]
    if "content" not in stated:
        assert response.content == b""
        return
    media_type = response.headers["content-type"].partition(";")[0]
    if media_type == "text/event-stream":
        return  # its events have a test of their own
    schema = stated["content"][media_type]["schema"] | {"components": document["components"]}
    body = response.json() if media_type.endswith("json") else response.text
    Draft202012Validator(schema).validate(body)


@pytest.mark.parametrize(("method", "path"), SENT)
def test_the_examples_run(
    client: TestClient, document: dict[str, Any], method: str, path: str
) -> None:
    operation = document["paths"][path][method]
    parameters = operation.get("parameters", [])
    values = {one["name"]: one["example"] for one in parameters if one["in"] == "path"}
    sent = {one["name"]: one["example"] for one in parameters if "example" in one}
    headers = {one["name"]: sent[one["name"]] for one in parameters if one["in"] == "header"}
    examples = bodies(operation)

    assert len(examples) == SENT[method, path]
    for body in examples:
        response = client.request(
            method, path.format(**values), json=body, params=sent, headers=headers
        )
        assert response.is_success or UNKNOWN_ID in values.values()
        check(response, operation, document)


def test_every_event_of_a_stream_fits_its_schema(
    client: TestClient, document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = document["paths"]["/v1/answers"]["post"]["responses"]["200"]["content"]
    described = content["text/event-stream"]["itemSchema"]["oneOf"]
    schemas = {
        one["properties"]["event"]["const"]: one["properties"]["data"]["contentSchema"]
        for one in described
    }
    body = {"question": "Vad är syftet med vägledning?", "stream": True}
    whole = client.post("/v1/answers", json=body).text

    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("assistant.serve.api.questions.DeltaEvent", broken)
    parted = client.post("/v1/answers", json=body).text
    events = re.findall(r"event: (\w+)\ndata: (.*)\n", whole + parted)

    assert {name for name, _ in events} == schemas.keys()
    for name, data in events:
        schema = schemas[name] | {"components": document["components"]}
        Draft202012Validator(schema).validate(json.loads(data))


def test_every_operation_is_tried_here(document: dict[str, Any]) -> None:
    every = {(method, path) for path, item in document["paths"].items() for method in item}

    assert every == {*SENT, *WITH_FILES}


def test_trying_the_example_of_a_deletion_deletes_nothing(document: dict[str, Any]) -> None:
    shown = document["paths"]["/v1/documents/{document_id}"]

    assert shown["get"]["parameters"][0]["example"] == paged_report().id
    assert shown["delete"]["parameters"][0]["example"] != paged_report().id


def test_problems_are_described(document: dict[str, Any]) -> None:
    for item in document["paths"].values():
        for operation in item.values():
            assert "application/problem+json" in operation["responses"]["default"]["content"]
            assert "422" not in operation["responses"]
    Draft202012Validator.check_schema(document["components"]["schemas"]["Problem"])


def test_a_problem_fits_its_schema(client: TestClient, document: dict[str, Any]) -> None:
    response = client.post("/v1/search", json={"k": 0})

    check(response, document["paths"]["/v1/search"]["post"], document)


def test_the_documentation_page_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs").text
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)

    assert loaded
    assert not [address for address in loaded if "//" in address]
    for address in loaded:
        assert client.get(address).status_code == 200
    assert '"validatorUrl": null' in page


def test_an_empty_store_has_a_document_too(own_client: TestClient) -> None:
    for entry in own_client.get("/v1/documents").json()["documents"]:
        own_client.delete(f"/v1/documents/{entry['id']}")

    assert own_client.get("/openapi.json").status_code == 200
