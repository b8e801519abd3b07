"""Everything that the guide for other programs shows is run, against a real server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import langchain.chat_models
import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from assistant.app import App, open_app
from assistant.serve.mcp.tools import TOOLS
from assistant.settings import Settings
from tests.assistant.conftest import fill
from tests.assistant.serve.api.test_served import alike, served

GUIDE = (Path(__file__).parents[3] / "docs" / "clients.md").read_text("utf-8")
WRITTEN = "http://127.0.0.1:7860"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL)


def block(kind: str, holds: str) -> str:
    """The one block of a kind that holds some words."""
    [found] = [one for one in blocks(kind) if holds in one]
    return found


@pytest.fixture(scope="module")
def address(app: App) -> Iterator[str]:
    with served(app) as where:
        yield where


def run(script: str, address: str) -> None:
    code = compile(script.replace(WRITTEN, address), "guide", "exec", dont_inherit=True)
    exec(code, {"__name__": "guide"})  # noqa: S102 - our own guide


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_what_is_shown_for_curl(address: str) -> None:
    replies = []
    for script in blocks("sh"):
        done = subprocess.run(
            ["sh", "-ec", script.replace(WRITTEN, address)],
            capture_output=True,
            text=True,
            check=True,
        )
        replies.append(json.loads(done.stdout))

    answered, refused = replies
    assert "[1]" in answered["choices"][0]["message"]["content"]
    shown = json.loads(block("json", '"error"'))
    assert alike(refused, shown)
    assert refused["error"] | {"message": ""} == shown["error"] | {"message": ""}
    assert refused["error"]["message"].startswith(shown["error"]["message"].removesuffix("…"))


def test_what_is_shown_for_the_openai_package(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(block("python", "import OpenAI\n"), address)

    said = capsys.readouterr().out
    assert said.count("Källor:\n\n[1] Slutrapport Vägval") == 2
    assert "1 Slutrapport Vägval [11]" in said


def test_what_is_shown_for_langchains_own_client(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("langchain_openai")
    run(block("python", "ChatOpenAI("), address)

    assert "Källor:\n\n[1] Slutrapport Vägval" in capsys.readouterr().out


def test_what_is_shown_for_the_tools(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(block("python", "from mcp import Client"), address)

    said = capsys.readouterr().out
    assert "search_documents - Sök i dokumenten" in said
    assert "– Matematik 2b, Sundsvall" in said
    assert said.endswith("\n1\n")


def test_every_tool_and_argument_is_told() -> None:
    rows = dict(re.findall(r"\| `(\w+)` \| (.*?) \|\n", GUIDE))

    assert list(rows) == [tool.name for tool in TOOLS]
    for tool in TOOLS:
        assert set(re.findall(r"`(\w+)`", rows[tool.name])) == set(tool.model_fields)


def tools_of(server: str | StdioServerParameters) -> list[str]:
    async def ask() -> list[str]:
        async with Client(server) as client:
            found = await client.call_tool("search_documents", {"query": "syftet", "k": 1})
            assert "Syftet med vägledning" in str(found.structured_content)
            return [tool.name for tool in (await client.list_tools()).tools]

    return anyio.run(ask)


def test_the_configurations_lead_to_the_tools(address: str, tmp_path: Path) -> None:
    over_http = json.loads(block("json", '"servers"'))["servers"]["vagvis"]
    started: dict[str, Any] = json.loads(block("json", '"mcpServers"'))["mcpServers"]["vagvis"]
    with open_app(Settings(data=tmp_path / "data"), "tests") as app:
        fill(app)
    assert started.pop("command") == "vagvis"
    started["args"] = ["-m", "assistant.serve.cli", *started["args"]]

    names = [tool.name for tool in TOOLS]
    assert tools_of(over_http["url"].replace(WRITTEN, address)) == names
    assert tools_of(StdioServerParameters(command=sys.executable, cwd=tmp_path, **started)) == names


def test_the_chain_of_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The model is LangChain's for tests, which says what it is given to say."""
    with open_app(Settings(data=tmp_path / "data"), "tests") as app:
        fill(app)
    seen: list[str] = []

    class Model(GenericFakeChatModel):
        def _generate(self, messages: Any, *rest: Any, **more: Any) -> Any:
            seen.extend(str(message.content) for message in messages)
            return super()._generate(messages, *rest, **more)

    def init(name: str) -> GenericFakeChatModel:
        assert name == "ollama:gemma3"
        return Model(messages=iter([AIMessage("Att individen ska kunna välja själv.")]))

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VAGVIS_DATA", raising=False)
    monkeypatch.setattr(langchain.chat_models, "init_chat_model", init)
    run(block("python", "init_chat_model"), WRITTEN)

    [prompt] = seen
    assert "Slutrapport Vägval, s. [11, 12]:\nVägledningens syfte\nSyftet med" in prompt
    assert "Om validering" not in prompt
    assert prompt.endswith("Fråga: Vad är syftet med vägledning?")
    assert capsys.readouterr().out == "Att individen ska kunna välja själv.\n"


def test_the_retriever_asks_a_running_service(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(block("python", "import httpx"), address)

    assert capsys.readouterr().out.startswith("Slutrapport Vägval [11, 12] Vägledningens syfte")


def test_every_example_is_run_here() -> None:
    assert len(blocks("python")) == 5
    assert len(blocks("json")) == 3
    assert len(blocks("sh")) == 2
