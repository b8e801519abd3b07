"""``vagvis mcp`` started by a real client, as programs on a desk do."""

from __future__ import annotations

import sys
from pathlib import Path

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from assistant.app import open_app
from assistant.model import SearchReply
from assistant.settings import Settings
from tests.assistant.conftest import fill


def test_a_program_starts_the_tools_itself(tmp_path: Path) -> None:
    with open_app(Settings(data=tmp_path), "tests") as app:
        fill(app)
    started = StdioServerParameters(
        command=sys.executable, args=["-m", "assistant.cli", "mcp", "--data", str(tmp_path)]
    )

    async def use() -> SearchReply:
        async with Client(started) as client:
            result = await client.call_tool("search_documents", {"query": "syftet", "k": 1})
        return SearchReply.model_validate(result.structured_content)

    [passage] = anyio.run(use).passages
    assert "Syftet med vägledning" in passage.text
