"""Over a real server on the loopback address: streaming, many at once, and the written examples."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from socket import create_server
from typing import Any

import httpx
import pytest
import uvicorn
from langchain_core.runnables import RunnableGenerator

from assistant.answer.chain import AnswerChunk
from assistant.app import App
from assistant.bodies.answer import Answer, Status
from assistant.bodies.question import Question
from assistant.serve.server import build
from tests.assistant.conftest import guidance_page, paged_report

GUIDE = Path(__file__).parents[4] / "docs" / "api.md"


@contextmanager
def served(app: App) -> Iterator[str]:
    """The address of a server over an app."""
    with create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(build(app), log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def test_pieces_are_sent_as_they_are_made(app: App) -> None:
    seen = threading.Event()

    def slow(_: Iterator[Question]) -> Iterator[AnswerChunk]:
        yield AnswerChunk(sources=[])
        assert seen.wait(timeout=30), "the first event was held back"
        yield AnswerChunk(delta="Hej")
        yield AnswerChunk(
            answer=Answer(status=Status.NOT_FOUND, text="Hej", engine="test", took_ms=0)
        )

    body = {"question": "Hej?", "stream": True}
    with (
        served(replace(app, answering=RunnableGenerator(slow))) as address,
        httpx.stream("POST", f"{address}/v1/answers", json=body, timeout=60) as response,
    ):
        names = []
        for line in response.iter_lines():
            if line.startswith("event: "):
                names.append(line.removeprefix("event: "))
                seen.set()

    assert names == ["sources", "delta", "answer"]


def test_many_ask_while_documents_come_and_go(own_app: App) -> None:
    def ask(address: str) -> set[int]:
        body = {"question": "Vad är syftet med vägledning?"}
        return {httpx.post(f"{address}/v1/answers", json=body).status_code for _ in range(5)}

    def change(address: str) -> set[int]:
        statuses = set()
        for _ in range(3):
            files = {"files": ("not.md", b"# Not\n\nEn kort text om praktik.\n")}
            added = httpx.post(f"{address}/v1/documents", files=files, timeout=60)
            statuses.add(added.status_code)
            document = added.json()["files"][0]["document"]["id"]
            statuses.add(httpx.delete(f"{address}/v1/documents/{document}").status_code)
        return statuses

    with served(own_app) as address, ThreadPoolExecutor(5) as pool:
        asking = [pool.submit(ask, address) for _ in range(4)]
        changing = pool.submit(change, address)

        assert [one.result() for one in asking] == [{200}] * 4
        assert changing.result() == {201, 204}
    assert own_app.store.verify() == []


def blocks(kind: str, text: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_examples_of_the_guide_run(own_app: App, tmp_path: Path) -> None:
    guide = GUIDE.read_text("utf-8")
    variables, *_ = blocks("sh", guide)
    examples = re.findall(
        r"```sh\n(curl.*?|printf.*?)```\n(?:\n```json\n(.*?)```)?", guide, re.DOTALL
    )
    assert len(examples) == len(blocks("sh", guide)) - 1

    with served(own_app) as address:
        settings = variables.replace("http://127.0.0.1:7860", address)
        settings = settings.replace("0123456789abcdef", paged_report().id)
        settings = settings.replace("fedcba9876543210", guidance_page().id)
        for script, shown in examples:
            told = json.loads(shown) if shown else {}
            lines = f'set -e\n{settings}curl() {{ command curl --fail-with-body "$@"; }}\n{script}'
            done = subprocess.run(
                ["sh", "-c", lines], cwd=tmp_path, capture_output=True, text=True, check=False
            )
            assert done.returncode == (22 if "status" in told and "title" in told else 0), done
            if shown:
                assert alike(json.loads(done.stdout), told), done.stdout


def alike(given: Any, shown: Any) -> bool:
    """Whether two JSON values have the same names; an empty list is like any other."""
    if isinstance(given, dict) and isinstance(shown, dict):
        return given.keys() == shown.keys() and all(alike(given[k], shown[k]) for k in shown)
    if isinstance(given, list) and isinstance(shown, list):
        return not given or not shown or alike(given[0], shown[0])
    return not isinstance(given, dict | list) and not isinstance(shown, dict | list)
