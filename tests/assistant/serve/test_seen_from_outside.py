"""What an operator sees of the service: metrics, logs and spans, and never what was asked."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from langchain_core.runnables import RunnableLambda
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client.parser import text_string_to_metric_families

from assistant.access.keys import KeyStore
from assistant.answer.chain import AnswerChunk
from assistant.app import App
from assistant.bodies.question import Question
from assistant.privacy.logs import MaskingFilter
from assistant.serve.observed import Observed
from assistant.serve.request_log import JsonLines
from assistant.serve.server import served
from assistant.serve.tracing import Spans

BOARD = Path(__file__).parents[3] / "deploy" / "grafana.json"
PRIVATE = "hemligheten"


@pytest.fixture(scope="module")
def keys(app: App) -> Iterator[KeyStore]:
    with KeyStore(app.settings.data) as opened:
        yield opened


@pytest.fixture
def client(app: App, keys: KeyStore) -> Iterator[TestClient]:
    with at_the_machine(app, keys) as opened:
        yield opened


def at_the_machine(app: App, keys: KeyStore) -> TestClient:
    api = served(app, "127.0.0.1", keys, chat=False)
    return TestClient(
        api, "http://localhost", client=("127.0.0.1", 1), raise_server_exceptions=False
    )


def samples(client: TestClient) -> dict[tuple[str, ...], float]:
    text = client.get("/metrics").text
    assert PRIVATE not in text
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_requests_answers_and_the_store_are_counted(client: TestClient, app: App) -> None:
    question = {"question": "Vad är syftet med vägledning?"}
    client.post("/v1/answers", json=question)
    client.post("/v1/answers", json={**question, "stream": True})
    chat = {"model": "vagvis", "messages": [{"role": "user", "content": PRIVATE}]}
    client.post("/openai/v1/chat/completions", json=chat)
    client.get(f"/v1/documents/{PRIVATE}")
    client.get(f"/{PRIVATE}")
    counted = samples(client)

    assert counted["vagvis_requests_total", "POST", "/v1/answers", "200"] == 2
    assert counted["vagvis_requests_total", "GET", "/v1/documents/{document_id}", "404"] == 1
    assert counted["vagvis_requests_total", "GET", "other", "404"] == 1
    assert counted["vagvis_answers_total", "extractive", "answered"] == 2
    assert counted["vagvis_answer_seconds_count",] == 3
    assert counted["vagvis_request_seconds_count", "/v1/answers"] == 2
    assert counted["vagvis_documents",] == len(app.store.documents())
    assert counted["vagvis_passages",] > 0
    assert counted["vagvis_store_bytes",] > 0
    assert counted["vagvis_working",] == counted["vagvis_waiting",] == 0


def test_what_fails_is_counted(app: App, keys: KeyStore) -> None:
    def fail(_: Question) -> AnswerChunk:
        raise RuntimeError(PRIVATE)

    with at_the_machine(replace(app, answering=RunnableLambda(fail)), keys) as client:
        client.post("/v1/answers", json={"question": PRIVATE})
        counted = samples(client)

    assert counted["vagvis_answer_failures_total",] == 1
    assert counted["vagvis_requests_total", "POST", "/v1/answers", "500"] == 1
    assert counted["vagvis_trouble_total", "ERROR", "assistant.serve.problems"] == 1


def test_metrics_are_for_the_machine_and_for_admins(app: App, keys: KeyStore) -> None:
    with at_the_machine(app, keys) as client:
        elsewhere = client.get("/metrics", headers={"X-Forwarded-For": "198.51.100.7"})
    assert elsewhere.status_code == 401


def test_a_line_of_json_for_each_request_with_its_id(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "vagvis.requests")
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler = Kept()
    handler.setFormatter(JsonLines())
    handler.addFilter(MaskingFilter())
    logger = logging.getLogger("vagvis.requests")
    logger.addHandler(handler)
    try:
        given = client.get(f"/v1/courses?q={PRIVATE}", headers={"X-Request-Id": "proxyns.id-1"})
        own = client.post("/v1/answers", json={"question": PRIVATE})
        odd = client.get(f"/{PRIVATE}", headers={"X-Request-Id": f"{PRIVATE} ?"})
    finally:
        logger.removeHandler(handler)
    entries = [json.loads(line) for line in lines]

    assert given.headers["x-request-id"] == "proxyns.id-1"
    ids = [one.headers["x-request-id"] for one in (given, own, odd)]
    assert [entry["request"] for entry in entries] == ids
    assert len(set(ids)) == 3
    assert entries[0]["message"].startswith("GET /v1/courses 200 ")
    assert {entry["level"] for entry in entries} == {"INFO"}
    assert PRIVATE not in "".join(lines)


def test_a_span_for_each_request(app: App, keys: KeyStore) -> None:
    exporter = InMemorySpanExporter()
    spans = Spans(exporter)
    inner = served(app, "127.0.0.1", keys, chat=False)
    trace = "0af7651916cd43dd8448eb211c80319c"
    with TestClient(Observed(inner, [spans.note], [spans.lasting]), "http://localhost") as client:
        client.get(
            f"/v1/courses?q={PRIVATE}", headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
        )
        client.get(f"/{PRIVATE}")
    first, second = exporter.get_finished_spans()

    assert first.name == "GET /v1/courses"
    assert format(first.context.trace_id, "032x") == trace
    assert first.attributes is not None
    assert first.attributes["http.response.status_code"] == 200
    assert second.name == "GET other"
    assert PRIVATE not in first.to_json() + second.to_json()


def test_the_board_shows_what_is_counted(client: TestClient) -> None:
    client.post("/v1/answers", json={"question": "Vad är syftet med vägledning?"})
    text = client.get("/metrics").text
    families = {family.name for family in text_string_to_metric_families(text)}
    board = BOARD.read_text("utf-8")
    shown = set(re.findall(r"vagvis_[a-z_]+", board))

    assert shown
    assert json.loads(board)["panels"]
    assert {re.sub("_(total|bucket)$", "", name) for name in shown} <= families
