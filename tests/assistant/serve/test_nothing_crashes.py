"""Whatever is sent over HTTP gets an answer that says what is wrong; never a failure of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.app import App, open_app
from assistant.serve.chat import course_pages, source_page
from assistant.serve.server import build
from assistant.settings import Settings
from tests.assistant.conftest import fill, paged_report

ANSWERS, SEARCH, PATHS, VOTES = "/v1/answers", "/v1/search", "/v1/paths", "/v1/votes"
MENTIONS, COMPLETIONS = "/v1/mentions", "/openai/v1/chat/completions"
LONE = "\ud800"
"""A lone surrogate, as ``json.dumps`` writes and ``json.loads`` reads it; no Unicode text."""

DIGITS = "9" * 5000
REPORT = paged_report().id
SENT: dict[str, dict[str, Any]] = {
    ANSWERS: {"question": "Vad är vägledning?"},
    SEARCH: {"query": "vägledning"},
    MENTIONS: {"query": "vägledning"},
    PATHS: {"occupation": "undersköterska"},
    VOTES: {"vote": "up", "answer_status": "answered"},
    COMPLETIONS: {"model": "vagvis", "messages": [{"role": "user", "content": "Hej?"}]},
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of everything but Gradio's part of the chat; what it deletes is its own."""
    with open_app(Settings(data=tmp_path_factory.mktemp("store")), "tests") as app:
        fill(app)
        api = build(app)
        source_page.mount(api, app.store)
        course_pages.mount(api, app.courses, app.paths, app.settings.current_date)
        with TestClient(api, raise_server_exceptions=False) as opened:
            yield opened


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/openapi.json").json()
    return described


def post(client: TestClient, path: str, body: object) -> Any:
    headers = {"Content-Type": "application/json"}
    return client.post(path, content=json.dumps(body), headers=headers)


@pytest.mark.parametrize(
    ("path", "fields", "named"),
    [
        (PATHS, {"places": [LONE]}, "places[0]"),
        (PATHS, {"occupation": LONE}, "occupation"),
        (PATHS, {"level": LONE}, "level"),
        (ANSWERS, {"question": f"Vad är {LONE}?"}, "question"),
        (ANSWERS, {"history": [{"role": "user", "content": LONE}]}, "history[0].content"),
        (ANSWERS, {"filters": {"publisher": [LONE]}}, "filters.publisher[0]"),
        (ANSWERS, {"filters": {"document": [LONE]}}, "filters.document[0]"),
        (ANSWERS, {"without": [LONE]}, "without[0]"),
        (ANSWERS, {LONE: 1}, "anropet"),
        (SEARCH, {"query": LONE}, "query"),
        (VOTES, {"passage_ids": [LONE]}, "passage_ids[0]"),
    ],
)
def test_a_text_that_is_not_unicode_is_refused(
    client: TestClient, path: str, fields: dict[str, Any], named: str
) -> None:
    response = post(client, path, SENT[path] | fields)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    [error] = response.json()["errors"]
    assert error["field"] == named
    assert "tecken som inte går att läsa" in error["detail"]


@pytest.mark.parametrize("day", [LONE, "i dag", 0, "2026-02-30"])
def test_a_day_that_is_none_is_told(client: TestClient, day: object) -> None:
    response = post(client, ANSWERS, SENT[ANSWERS] | {"today": day})

    assert response.status_code == 422
    [error] = response.json()["errors"]
    assert error == {"field": "today", "detail": "”today” ska vara ett datum som 2026-01-31."}


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"model": LONE}, "model"),
        ({"messages": [{"role": "user", "content": LONE}]}, "messages[0].content[0].text"),
        ({"messages": [{"role": LONE}]}, "messages[0].role"),
        ({"response_format": {"type": LONE}}, "response_format.type"),
        ({"tool_choice": LONE}, "tool_choice"),
    ],
)
def test_nor_by_openais_protocol(client: TestClient, fields: dict[str, Any], param: str) -> None:
    response = post(client, COMPLETIONS, SENT[COMPLETIONS] | fields)

    assert response.status_code == 400
    assert response.json()["error"]["param"] == param


def call(client: TestClient, name: str, arguments: dict[str, Any]) -> Any:
    params = {"name": name, "arguments": arguments}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    headers = {
        "Accept": "application/json, text/event-stream",
        "Content-Type": "application/json",
    }
    return client.post("/mcp", content=json.dumps(message), headers=headers)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        (LONE, {}),
        ("answer", {"question": LONE}),
        ("answer", {LONE: 1}),
        ("search_documents", {"query": "a", "publisher": LONE}),
        ("find_courses", {"place": LONE}),
        ("course_path", {"occupation": LONE}),
    ],
)
def test_nor_by_the_tools(client: TestClient, name: str, arguments: dict[str, Any]) -> None:
    """The protocol's own reader refuses it as no JSON."""
    response = call(client, name, arguments)

    assert response.status_code == 400
    assert response.json()["error"]["message"].startswith("Parse error")


@pytest.mark.parametrize("year", [1, 1899, 1900, 2000, 2200, 2201, 9999])
@pytest.mark.parametrize("question", ["Matematik 2b i vår?", "Kurser nästa år", "Om 3 månader?"])
def test_any_day_may_be_today_or_is_refused(client: TestClient, year: int, question: str) -> None:
    expected = 200 if 1900 <= year <= 2200 else 422
    for day in (f"{year:04}-01-01", f"{year:04}-12-31"):
        course = client.get("/v1/courses", params={"q": "matematik 2b"}).json()["courses"][0]["id"]
        responses = [
            post(client, ANSWERS, {"question": question, "today": day}),
            post(client, PATHS, {"occupation": "undersköterska", "today": day}),
            client.get("/v1/courses", params={"q": question, "today": day}),
            client.get(f"/v1/courses/{course}", params={"today": day}),
            client.get("/v1/courses/calendar", params={"id": course, "today": day}),
        ]
        assert {response.status_code for response in responses} == {expected}


def test_a_day_out_of_range_is_told_with_the_range(client: TestClient) -> None:
    early = client.get("/v1/courses", params={"today": "0001-01-01"}).json()
    late = post(client, ANSWERS, SENT[ANSWERS] | {"today": "9999-12-31"}).json()

    assert early["detail"] == "”today” ska vara minst 1900-01-01."
    assert late["detail"] == "”today” får vara högst 2200-12-31."


@pytest.mark.parametrize("level", [" ", "\t", "trollkarlsskola", "?"])
def test_a_level_that_is_none_is_told_with_those_there_are(client: TestClient, level: str) -> None:
    response = client.get("/v1/courses", params={"level": level})

    assert response.status_code == 422
    assert "De som finns är komvux, sfi, grundläggande vuxenutbildning" in response.json()["detail"]
    told = call(client, "find_courses", {"level": level}).json()["result"]
    assert told["isError"]
    assert "De som finns är komvux, sfi" in told["content"][0]["text"]


@pytest.mark.parametrize("digits", [DIGITS, "9" * 4000, "9" * 25, "0" * 5000 + "1"])
def test_a_number_of_thousands_of_digits_is_no_page(client: TestClient, digits: str) -> None:
    assert client.get(f"/v1/documents/{REPORT}/pages/{digits}").status_code in (404, 422)
    assert client.get(f"/kalla/{REPORT}/{digits}").status_code == 404
    passage = client.get(f"/kalla/{REPORT}", params={"passage": f"{REPORT}-{digits}"})
    assert passage.status_code == 200
    assert "Vägledningens syfte" in passage.text
    stretch = client.get(f"/kalla/{REPORT}", params={"start": digits, "end": digits})
    assert stretch.status_code == 200


def test_a_file_may_be_called_anything(own_app: App) -> None:
    client = TestClient(build(own_app), raise_server_exceptions=False)
    for charset in ("unicode_escape", "utf-7", "hex", "idna", "utf-16"):
        form = (
            b'--X\r\nContent-Disposition: form-data; name="files"; filename="a\\ud800+2AA-.md"'
            b"\r\nContent-Type: text/plain\r\n\r\n# Praktik\n\nEn text om praktik.\r\n--X--\r\n"
        )
        kind = f"multipart/form-data; boundary=X; charset={charset}"
        response = client.post("/v1/documents", content=form, headers={"Content-Type": kind})
        assert response.status_code == 201
    assert client.get("/v1/documents").status_code == 200


ODD = st.one_of(
    st.sampled_from(
        [
            *("", "%20", "%00", "%ed%a0%80", "%ff", "%7Bn%7D", "..", "-1", "1e999", "NaN", "true"),
            *(DIGITS, "9" * 25, "a" * 5000, "0001-01-01", "9999-12-31", "2026-11-21", "null"),
            *(REPORT, f"{REPORT}-0", "Sundsvall", "gymnasial", "start", "vagvis"),
        ]
    ),
    st.text(max_size=12).map(lambda text: quote(text.encode("utf-8", "replace"), safe="")),
)
"""What may stand in an address; some are bytes that are no UTF-8."""

JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        ODD,
        st.sampled_from([LONE, "Vad är vägledning?", "report", "undersköterska", "up", "user"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def operations(document: dict[str, Any]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Every operation of the API but the upload: method, path and parameters."""
    return [
        (method, path, operation.get("parameters", []))
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if (method, path) != ("post", "/v1/documents")
    ]


@settings(max_examples=400)
@given(data=st.data())
def test_no_request_is_a_failure(
    client: TestClient, document: dict[str, Any], data: st.DataObject
) -> None:
    pages = [
        ("get", "/kalla/{id}", [{"name": name, "in": "query"} for name in ("passage", "start")]),
        ("get", "/kalla/{id}/{n}", [{"name": "end", "in": "query"}]),
        ("get", "/kurser/jamfor", [{"name": "id", "in": "query"}]),
        ("get", "/openai/v1/models/{model}", []),
        ("post", COMPLETIONS, []),
    ]
    method, path, parameters = data.draw(st.sampled_from([*operations(document), *pages]))
    for name in [part[1:-1] for part in path.split("/") if part.startswith("{")]:
        path = path.replace("{" + name + "}", data.draw(ODD) or "x")
    query = [f"{p['name']}={data.draw(ODD)}" for p in parameters if p["in"] == "query"]
    chosen = data.draw(st.lists(st.sampled_from(query), max_size=4)) if query else []
    body = None
    if path in SENT:
        schema = document["paths"].get(path, {}).get("post", {})
        names = [*SENT[path], *_fields(document, schema), "x"]
        fields = st.dictionaries(st.sampled_from(names), JSON, max_size=3)
        body = json.dumps({**SENT[path], **data.draw(fields)})
    response = client.request(
        method.upper(),
        f"{path}?{'&'.join(chosen)}",
        content=body,
        headers={"Content-Type": "application/json"},
    )

    assert response.status_code < 500, response.text


def _fields(document: dict[str, Any], operation: dict[str, Any]) -> list[str]:
    """The names of the fields of an operation's body; a client of OpenAI's has others."""
    if not operation:
        return ["stream", "n", "logprobs", "tool_choice", "response_format", "stream_options"]
    content = operation["requestBody"]["content"]["application/json"]
    name = content["schema"]["$ref"].rpartition("/")[2]
    return list(document["components"]["schemas"][name]["properties"])
