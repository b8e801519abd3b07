from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.app import App
from assistant.serve.server import build

ENGLISH = {"Accept-Language": "en"}


class Broken:
    """Stands for every part that fails, telling what it was asked."""

    def search(self, query: str, *_: object) -> None:
        raise ValueError(f"cannot search for {query}")


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail"} <= set(body)
    assert body["status"] == status
    assert body["type"].startswith("urn:vagvis:problem:")
    return body


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\N{NO-BREAK SPACE}"])
@pytest.mark.parametrize(("path", "field"), [("answers", "question"), ("search", "query")])
def test_an_empty_question_is_refused_kindly(
    client: TestClient, path: str, field: str, question: str
) -> None:
    body = problem(client.post(f"/v1/{path}", json={field: question}), 422)

    assert "Frågan är tom" in body["detail"]


@pytest.mark.parametrize(("path", "field"), [("answers", "question"), ("search", "query")])
def test_a_question_over_the_limit_is_refused_and_one_at_it_is_not(
    client: TestClient, path: str, field: str
) -> None:
    body = problem(client.post(f"/v1/{path}", json={field: "a" * 4001}), 422)

    assert "högst 4\N{NO-BREAK SPACE}000 tecken" in body["detail"]
    assert client.post(f"/v1/{path}", json={field: "ab c" * 1000}).status_code == 200


def test_english_is_spoken_to_those_who_ask_for_it(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": ""}, headers=ENGLISH)

    assert "The question is empty" in problem(response, 422)["detail"]
    assert response.headers["content-language"] == "en"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "Fältet ”query” saknas."),
        ({"query": "a", "k": 0}, "”k” ska vara minst 1."),
        ({"query": "a", "k": 101}, "”k” får vara högst 100."),
        ({"query": "a", "k": "många"}, "”k” ska vara ett heltal."),
        ({"query": "a", "antal": 3}, "Fältet ”antal” finns inte. Kontrollera stavningen."),
        ({"query": "a", "filters": {"knid": []}}, "Fältet ”filters.knid” finns inte."),
        ({"query": "a", "filters": {"kind": ["bok"]}}, "”filters.kind[0]” ska vara 'course',"),
        ({"query": 3}, "”query” ska vara en text."),
        ([], "ska innehålla ett JSON-objekt"),
        (None, "ska innehålla ett JSON-objekt"),
    ],
)
def test_a_wrong_field_is_named(client: TestClient, body: object, said: str) -> None:
    answer = problem(client.post("/v1/search", json=body), 422)

    assert said in answer["detail"]
    assert answer["errors"]


def test_what_was_sent_is_not_repeated(client: TestClient) -> None:
    response = client.post("/v1/search", json={"query": ["mitt personnummer"]})

    assert "personnummer" not in response.text


def test_many_errors_are_cut_short(client: TestClient) -> None:
    body = {"query": "a"} | {f"x{i}": 1 for i in range(500)}

    assert len(problem(client.post("/v1/search", json=body), 422)["errors"]) == 10


@pytest.mark.parametrize("content", [b"{", b"", b"\xff\xfe{}", b'{"query": "a"', b"[" * 100_000])
def test_a_body_that_is_no_json_is_refused(client: TestClient, content: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = client.post("/v1/search", content=content, headers=headers)

    problem(response, 422 if not content else 400)


def test_a_body_without_its_content_type_is_refused(client: TestClient) -> None:
    response = client.post("/v1/search", content=b'{"query": "a"}')

    assert "Content-Type: application/json" in problem(response, 422)["detail"]


@pytest.mark.parametrize("path", ["/nej", "/v1", "/v1/nej", "/v1/documents/a/b/c"])
def test_an_unknown_address_is_a_problem(client: TestClient, path: str) -> None:
    problem(client.get(path), 404)


def test_a_wrong_method_is_told_with_the_right_ones(client: TestClient) -> None:
    response = client.put("/v1/documents/a")

    problem(response, 405)
    assert response.headers["allow"] == "GET, DELETE"


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    history = [{"role": "user", "content": "a" * 20_000}] * 250
    response = client.post("/v1/answers", json={"question": "a", "history": history})

    assert "för stort" in problem(response, 413)["detail"]


def test_a_body_that_does_not_tell_its_length_is_counted(client: TestClient) -> None:
    pieces = (b"a" * 1_000_000 for _ in range(5))
    headers = {"Content-Type": "application/json"}

    problem(client.post("/v1/answers", content=pieces, headers=headers), 413)


def test_an_unexpected_error_tells_nothing_of_itself(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    broken = TestClient(build(replace(app, retriever=Broken())))  # type: ignore[arg-type]

    with caplog.at_level(logging.INFO):
        response = broken.post("/v1/search", json={"query": "min hemliga fråga"})

    body = problem(response, 500)
    assert "Något gick fel i tjänsten" in body["detail"]
    assert "Traceback" not in response.text
    assert "ValueError" in caplog.text
    assert "test_problems.py" in caplog.text
    assert "hemliga" not in caplog.text + response.text
