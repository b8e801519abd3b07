"""Research over HTTP: the bodies, the same content in every kind of file, and bad input."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.app import App
from assistant.research.files.media import OF_RESEARCH, Media
from assistant.serve.server import build
from tests.assistant.research.editions import TwoEditions


@pytest.fixture(scope="session")
def plans(editions: TwoEditions) -> tuple[TestClient, list[str]]:
    return TestClient(build(editions.app)), [editions.before, editions.after]


def requests(ids: list[str]) -> list[tuple[str, dict[str, Any]]]:
    return [
        ("/v1/mentions", {"query": "handledare"}),
        ("/v1/comparisons", {"documents": ids, "theme": None}),
        ("/v1/grids", {"documents": ids, "questions": ["Vem ansvarar för planen?", "Vad kostar?"]}),
        ("/v1/timelines", {"query": None, "filters": {"kind": ["strategy"]}}),
    ]


def strings(value: Any, name: str) -> Iterator[str]:
    """Every text of some name in a body."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == name and isinstance(inner, str):
                yield inner
            else:
                yield from strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, name)


def text_of(content: bytes, media: Media) -> str:
    """All that a file says, as its own readers see it."""
    match media:
        case Media.CSV:
            rows = csv.reader(io.StringIO(content.decode()))
            return "\n".join(cell for row in rows for cell in row)
        case Media.MARKDOWN:
            return content.decode().replace("\\", "").replace("<br>", "\n")
        case Media.DOCX:
            document = docx.Document(io.BytesIO(content))
            cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
            return "\n".join([*(p.text for p in document.paragraphs), *cells])
        case _:
            book = load_workbook(io.BytesIO(content))
            return "\n".join(str(c.value) for s in book for row in s.rows for c in row if c.value)


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("media", list(OF_RESEARCH))
def test_every_file_holds_what_the_json_does(
    plans: tuple[TestClient, list[str]], place: int, media: Media
) -> None:
    client, ids = plans
    path, body = requests(ids)[place]
    reply = client.post(path, json=body)
    response = client.post(path, json=body, headers={"Accept": media.value})

    assert reply.status_code == response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media.value
    assert media.suffix in response.headers["content-disposition"]
    text = text_of(response.content, media)
    quotes = list(strings(reply.json(), "quote"))
    assert quotes
    for part in (*quotes, *strings(reply.json(), "title"), *strings(reply.json(), "aspect")):
        assert part in text
    assert client.post(path, json=body, headers={"Accept": media.value}).content == response.content
    assert client.post(path, json=body).content == reply.content


def test_a_timeline_has_periods_in_order(plans: tuple[TestClient, list[str]]) -> None:
    client, _ = plans
    events = client.post("/v1/timelines", json={}).json()["events"]

    assert [(event["date"], event["end"]) for event in events] == [
        ("2021-01-01", "2023-12-31"),
        ("2024-01-01", "2026-12-31"),
    ]
    assert events[0]["text"] == events[0]["citation"]["quote"]


def test_a_grid_asks_each_document_alone(plans: tuple[TestClient, list[str]]) -> None:
    client, ids = plans
    body = {"documents": ids[::-1], "questions": ["Vem ansvarar för planen?"]}
    rows = client.post("/v1/grids", json=body).json()["rows"]

    assert [row["document"]["id"] for row in rows] == ids[::-1]
    assert "Kommunstyrelsen" in rows[0]["cells"][0]["text"]
    assert "Bildningsnämnden" in rows[1]["cells"][0]["text"]


def test_headers_choose(plans: tuple[TestClient, list[str]]) -> None:
    client, _ = plans
    body = {"query": "handledare"}
    for accept, media in [
        ("*/*", "application/json"),
        ("text/html", "application/json"),
        ("text/csv;q=0.5, text/markdown", "text/markdown"),
        ("text/csv;q=0.5, application/json", "application/json"),
        ("application/json;q=0.1, text/csv;q=0", "application/json"),
    ]:
        response = client.post("/v1/mentions", json=body, headers={"Accept": accept})
        assert response.headers["content-type"].partition(";")[0] == media
    headers = {"Accept": "text/markdown", "Accept-Language": "en"}
    assert "Where is" in client.post("/v1/mentions", json=body, headers=headers).text


def test_what_speaks_of_something_in_its_title_alone_is_quoted_by_it(own_app: App) -> None:
    client = TestClient(build(own_app))
    files = {"files": ("x.md", "# Yrkesprov i Ekby\n\nDe ordnas varje vår.\n".encode())}
    client.post("/v1/documents", files=files)
    (entry,) = client.post("/v1/mentions", json={"query": "yrkesprov"}).json()["documents"]
    assert entry["citation"]["quote"] == "Yrkesprov i Ekby"


def test_which_of_several_documents_is_meant_is_asked(
    plans: tuple[TestClient, list[str]],
) -> None:
    client, ids = plans
    body: dict[str, Any] = {"question": "Vad säger planen om handledare?"}
    open_question = client.post("/v1/answers", json=body).json()
    assert {one["id"] for one in open_question["clarifying"]} == set(ids)
    body["filters"] = {"document": ids[:1]}
    chosen = client.post("/v1/answers", json=body).json()
    assert chosen["clarifying"] == []
    assert {c["document"]["id"] for c in chosen["citations"]} == set(ids[:1])
    body = {"question": "Vad säger Plan 2023 om handledare?"}
    assert client.post("/v1/answers", json=body).json()["clarifying"] == []


def test_no_cell_is_a_formula(own_app: App) -> None:
    client = TestClient(build(own_app))
    files = {"files": ("x.md", b"# =1+1\n\n=HYPERLINK(1) <b>handledare</b> | finns.\n")}
    assert client.post("/v1/documents", files=files).status_code == 201
    body = {"query": "handledare"}
    for media in OF_RESEARCH:
        content = client.post("/v1/mentions", json=body, headers={"Accept": media.value}).content
        text = text_of(content, media)
        assert "HYPERLINK(1)" in text
        if media is Media.CSV:
            assert "'=HYPERLINK(1)" in text
        if media is Media.XLSX:
            book = load_workbook(io.BytesIO(content))
            assert all(c.data_type != "f" for s in book for row in s.rows for c in row)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/comparisons", {"documents": ["a"]}, 422),
        ("/v1/comparisons", {"documents": ["a", "a"]}, 422),
        ("/v1/comparisons", {"documents": list("abcdef")}, 422),
        ("/v1/comparisons", {"documents": ["a", "b"], "theme": " "}, 422),
        ("/v1/comparisons", {"documents": ["a", "b"]}, 404),
        ("/v1/grids", {"documents": ["a"] * 51, "questions": ["Vad?"]}, 422),
        ("/v1/grids", {"documents": ["a"], "questions": ["Vad?"] * 21}, 422),
        ("/v1/grids", {"documents": ["a"], "questions": []}, 422),
        ("/v1/grids", {"documents": ["a"], "questions": ["Vad?"]}, 404),
        ("/v1/timelines", {"query": ""}, 422),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", Media.XLSX.value])
def test_bad_input_is_told(
    client: TestClient, path: str, body: dict[str, Any], status: int, accept: str
) -> None:
    response = client.post(path, json=body, headers={"Accept": accept})

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"]
    assert "{" not in response.json()["detail"]
