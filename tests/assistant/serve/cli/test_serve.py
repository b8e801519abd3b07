"""What ``vagvis serve`` serves."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import anyio
import httpx
import mcp
import openai
import pytest

import assistant.serve.cli.frame
from assistant.bodies.answer import Answer
from tests.assistant.serve.cli.terminal import Terminal, command


@pytest.fixture(scope="module")
def server(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, subprocess.Popen[str]]]:
    """``vagvis serve`` on a free port: its address, store and process."""
    data = tmp_path_factory.mktemp("served")
    assert assistant.serve.cli.frame.run(["ingest", str(folder), "--data", str(data)]) == 0
    line = command("serve", "--port", "0", "--examples", "--data", data)
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found, process.communicate()
    yield found[0], data, process
    process.kill()
    process.communicate()


def test_api_and_chat_are_served_together(server: tuple[str, Path, object]) -> None:
    address, _, _ = server

    assert httpx.get(f"{address}/readyz").json() == {"status": "ok"}
    assert len(httpx.get(f"{address}/v1/documents").json()["documents"]) == 1
    page = httpx.get(f"{address}/")
    assert page.status_code == 200
    assert "text/html" in page.headers["content-type"]
    answer = httpx.post(f"{address}/v1/answers", json={"question": "Vad är syftet?"})
    assert Answer.model_validate(answer.json()).text
    for missing in (httpx.get(f"{address}/v1/nej"), httpx.put(f"{address}/v1/search")):
        assert missing.status_code in {404, 405}
        assert missing.headers["content-type"] == "application/problem+json"


def test_other_programs_are_served_beside_the_chat(
    server: tuple[str, Path, object],
) -> None:
    address, _, _ = server

    async def names() -> list[str]:
        async with mcp.Client(f"{address}/mcp") as client:
            await client.call_tool("answer", {"question": "min hemliga fråga"})
            return [tool.name for tool in (await client.list_tools()).tools]

    with openai.OpenAI(base_url=f"{address}/openai/v1", api_key="none") as client:
        assert "vagvis" in [model.id for model in client.models.list()]
    assert "answer" in anyio.run(names)


def test_others_are_told_who_holds_the_store(
    vagvis: Terminal, server: tuple[str, Path, subprocess.Popen[str]]
) -> None:
    _, data, process = server
    line = vagvis.refused("search", "vägledning", "--data", data)

    assert "vagvis serve" in line
    assert str(process.pid) in line


def test_a_port_that_is_taken(vagvis: Terminal, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = vagvis.refused("serve", "--port", port, "--data", tmp_path)

    assert f"Porten {port} är upptagen" in line


def test_the_server_ends_cleanly_and_logs_no_question(
    vagvis: Terminal, server: tuple[str, Path, subprocess.Popen[str]]
) -> None:
    address, data, process = server
    httpx.post(f"{address}/v1/answers", json={"question": "min hemliga fråga"})
    httpx.get(f"{address}/nej?q=hemliga")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert process.returncode == 0, err
    assert "hemliga" not in out + err
    assert "Traceback" not in err
    assert vagvis.run("verify", "--data", data)[0] == 0
