"""Too many requests, over HTTP: who is told to wait, and who is not."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest
from langchain_core.runnables import RunnableLambda

from assistant.access.caller import Right
from assistant.access.keys import KeyStore
from assistant.answer.chain import AnswerChunk
from assistant.app import App
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from tests.assistant.serve.doors import behind


@contextmanager
def served(app: App, *, chat: bool = False, **settings: Any) -> Iterator[str]:
    changed = replace(app, settings=app.settings.model_copy(update=settings))
    with behind(changed, chat=chat) as address:
        yield address


def test_each_address_and_each_key_has_its_own_share(app: App) -> None:
    with KeyStore(app.settings.data) as keys:
        token = keys.add("en som frågar mycket", [Right.ASK])
    with served(app, rate="3/hour", key_rate="5/hour") as address:

        def ask(count: int, **headers: str) -> list[int]:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            return [
                httpx.get(f"{address}/v1/courses", headers=sent).status_code for _ in range(count)
            ]

        assert ask(4, X_Forwarded_For="198.51.100.1") == [200, 200, 200, 429]
        assert ask(1, X_Forwarded_For="198.51.100.2") == [200]
        key = {"Authorization": f"Bearer {token}", "X_Forwarded_For": "198.51.100.1"}
        assert ask(6, **key) == [200] * 5 + [429]
        # one house has many addresses
        assert ask(2, X_Forwarded_For="2001:db8::1") + ask(2, X_Forwarded_For="2001:db8::2") == [
            200,
            200,
            200,
            429,
        ]
        assert ask(5) == [200] * 5, "at the machine itself nobody is counted"

        refused = httpx.get(f"{address}/v1/courses", headers={"X-Forwarded-For": "198.51.100.1"})
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["type"] == "urn:vagvis:problem:too-many"
        assert int(refused.headers["retry-after"]) > 0
        health = httpx.get(f"{address}/healthz", headers={"X-Forwarded-For": "198.51.100.1"})
        assert health.status_code == 200


def test_who_guesses_keys_is_logged_and_told_to_wait(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    with served(app, rate="2/hour") as address:
        statuses = [
            httpx.get(
                f"{address}/v1/courses",
                headers={"X-Forwarded-For": "198.51.100.9", "Authorization": f"Bearer vagvis_{n}"},
            ).status_code
            for n in range(4)
        ]
    assert statuses == [401, 401, 429, 429]
    assert caplog.text.count("a key was refused") == 4
    assert "vagvis_1" not in caplog.text


@pytest.fixture
def held(app: App) -> tuple[App, threading.Semaphore, threading.Event]:
    """An app whose answers wait for an event, and tell by a semaphore that they have begun."""
    begun, go = threading.Semaphore(0), threading.Event()

    def wait(_: Question) -> AnswerChunk:
        begun.release()
        assert go.wait(60)
        answer = Answer(status=Status.NOT_FOUND, text="Hej", engine="test", took_ms=0)
        return AnswerChunk(answer=answer)

    return replace(app, answering=RunnableLambda(wait)), begun, go


def test_a_full_line_says_when_to_come_again_and_health_waits_for_nobody(
    held: tuple[App, threading.Semaphore, threading.Event],
) -> None:
    app, begun, go = held
    with served(app, at_once=2, queue=3) as address, ThreadPoolExecutor(8) as pool:

        def ask() -> httpx.Response:
            return httpx.post(f"{address}/v1/answers", json={"question": "Hej?"}, timeout=60)

        asking = [pool.submit(ask) for _ in range(2)]
        for _ in asking:
            assert begun.acquire(timeout=60)
        extra = [pool.submit(ask) for _ in range(6)]
        # three of them wait, and the others are sent away at once
        refused: list[Future[httpx.Response]] = []
        while len(refused) < 3:
            refused = [one for one in extra if one.done()]
        assert httpx.get(f"{address}/healthz").status_code == 200
        go.set()
        answered = [one.result() for one in (*asking, *extra)]
    statuses = sorted(one.status_code for one in answered)
    assert statuses == [200] * 5 + [503] * 3
    busy = next(one for one in answered if one.status_code == 503)
    assert int(busy.headers["retry-after"]) > 0
    assert busy.json()["type"] == "urn:vagvis:problem:busy"


def test_a_full_line_of_the_chat_is_told_in_the_words_of_the_page(
    held: tuple[App, threading.Semaphore, threading.Event],
) -> None:
    app, begun, go = held
    with served(app, chat=True, queue=3) as address, httpx.Client(base_url=address) as client:
        config = client.get("/config").json()
        asking = next(one for one in config["dependencies"] if one["api_name"] == "ask")

        def ask(visitor: int) -> int:
            body = {
                "fn_index": asking["id"],
                "data": ["Hej?", "jobseeker", None, [], [], None, None],
                "session_hash": f"visitor{visitor}",
            }
            return client.post("/gradio_api/queue/join", json=body).status_code

        assert [ask(visitor) for visitor in range(8)] == [200] * 8
        for _ in range(8):
            assert begun.acquire(timeout=60)
        statuses = [ask(visitor) for visitor in range(8, 18)]
        assert client.get("/healthz").status_code == 200
        go.set()
    assert statuses == [200] * 3 + [503] * 7
    assert "Många frågar just nu" in config["js"]  # which says what Gradio says in English


def test_who_sends_slowly_keeps_nobody_out(app: App) -> None:
    with served(app, at_once=1, queue=1) as address:
        host, port = address.removeprefix("http://").split(":")
        slow = []
        for _ in range(5):
            one = socket.create_connection((host, int(port)))
            head = f"POST /v1/search HTTP/1.1\r\nHost: {host}\r\nContent-Length: 30\r\n\r\n{{"
            one.sendall(head.encode())
            slow.append(one)
        response = httpx.post(f"{address}/v1/search", json={"query": "praktik"}, timeout=60)
        for one in slow:
            one.close()
    assert response.status_code == 200
