from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from langchain_core.runnables import RunnableGenerator

from assistant.answer.chain import AnswerChunk
from assistant.app import App
from assistant.bodies.answer import Answer
from assistant.bodies.question import Question
from assistant.bodies.search import SearchReply
from assistant.serve.server import build
from corpus.swedish import normalise

PRIVATE = "min hemliga fråga"
QUESTION = "Vad är syftet med vägledning?"


def events(text: str) -> list[tuple[str, Any]]:
    """Server-sent events as their names and data (WHATWG HTML, section 9.2.6)."""
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        found.append((fields["event"], json.loads(fields["data"])))
    return found


def failing(_: Iterator[Question]) -> Iterator[AnswerChunk]:
    yield AnswerChunk(delta="Början ")
    raise ValueError(PRIVATE)


def silent(_: Iterator[Question]) -> Iterator[AnswerChunk]:
    yield AnswerChunk(delta="Början ")


def test_a_search_gives_passages_with_their_documents(client: TestClient) -> None:
    response = client.post("/v1/search", json={"query": "syftet med vägledning", "k": 2})

    reply = SearchReply.model_validate(response.json())
    assert response.status_code == 200
    assert reply.query == "syftet med vägledning"
    assert reply.took_ms > 0
    assert 1 <= len(reply.passages) <= 2
    best = reply.passages[0]
    assert "Syftet med vägledning" in best.text
    assert best.pages[0] == 11
    assert best.document.source == "rapporter/slutrapport.txt"
    assert best.document.published == "2019-05-30"


@pytest.mark.parametrize(
    ("filters", "sources"),
    [
        ({"kind": ["guidance"]}, {"validering.html"}),
        ({"publisher": ["Region Norrsken"]}, {"rapporter/slutrapport.txt"}),
        ({"year_from": 2020}, {"validering.html"}),
        ({"year_to": 2010}, set()),
        ({}, {"validering.html", "rapporter/slutrapport.txt"}),
    ],
)
def test_filters_hold(client: TestClient, filters: dict[str, Any], sources: set[str]) -> None:
    query = {"query": "vägledning validering", "filters": filters}
    reply = SearchReply.model_validate(client.post("/v1/search", json=query).json())

    assert {passage.document.source for passage in reply.passages} == sources


def test_an_answer_is_made_of_quotes(client: TestClient, app: App) -> None:
    response = client.post("/v1/answers", json={"question": QUESTION})

    answer = Answer.model_validate(response.json())
    assert response.status_code == 200
    assert answer.status in {"answered", "partly"}
    assert answer.citations
    for citation in answer.citations:
        document = app.store.document(citation.document.id)
        assert document is not None
        assert normalise(citation.quote) in normalise(document.text)
        assert f"[{citation.n}]" in answer.text


def test_nonsense_gets_a_proper_answer(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": "xqzw 🦆 ??? \u0000"})

    assert Answer.model_validate(response.json()).status == "not_found"


def test_a_streamed_answer_is_the_same_in_pieces(client: TestClient) -> None:
    whole = Answer.model_validate(client.post("/v1/answers", json={"question": QUESTION}).json())
    response = client.post("/v1/answers", json={"question": QUESTION, "stream": True})

    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-cache"
    sent = events(response.text)
    names = [name for name, _ in sent]
    assert names[0] == "sources"
    assert names[-1] == "answer"
    assert set(names[1:-1]) == {"delta"}
    assert sent[0][1]["passages"][0]["document"]["title"] == "Slutrapport Vägval"
    assert "".join(data["text"] for name, data in sent if name == "delta") == whole.text
    last = Answer.model_validate(sent[-1][1])
    assert last.model_copy(update={"took_ms": whole.took_ms}) == whole


@pytest.mark.parametrize("engine", [failing, silent])
def test_a_stream_that_breaks_ends_with_an_error(
    app: App, engine: Any, caplog: pytest.LogCaptureFixture
) -> None:
    client = TestClient(build(replace(app, answering=RunnableGenerator(engine))))
    response = client.post("/v1/answers", json={"question": QUESTION, "stream": True})

    name, data = events(response.text)[-1]
    assert name == "error"
    assert data["status"] == 500
    assert "Något gick fel" in data["detail"]
    assert PRIVATE not in response.text + caplog.text


def test_an_invalid_question_is_refused_before_the_stream(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": " ", "stream": True})

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_a_vote_is_kept_without_the_question(own_client: TestClient, own_app: App) -> None:
    vote = {"vote": "down", "answer_status": "not_found", "audience": "staff"}

    assert own_client.post("/v1/votes", json=vote).status_code == 204
    with closing(sqlite3.connect(own_app.settings.data / "vagvis.sqlite")) as database:
        kept = database.execute("SELECT vote, status, audience FROM votes").fetchall()
    assert kept == [("down", "not_found", "staff")]
    refused = own_client.post("/v1/votes", json=vote | {"question": QUESTION})
    assert refused.status_code == 422
    assert own_client.post("/v1/votes", json=vote | {"vote": "kanske"}).status_code == 422


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_a_store_that_cannot_be_read_is_not_ready(app: App) -> None:
    class Gone:
        def check(self) -> None:
            raise OSError("gone")

    client = TestClient(build(replace(app, store=Gone())))  # type: ignore[arg-type]

    assert client.get("/healthz").status_code == 200
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
