"""The tools for a program on the same machine, over standard input and output."""

from __future__ import annotations

from mcp.server.stdio import stdio_server

from assistant.app import App
from assistant.serve.mcp.protocol import server


async def serve_tools(app: App) -> None:
    """Serves until standard input ends."""
    tools = server(app)
    async with stdio_server() as (incoming, outgoing):
        await tools.run(incoming, outgoing, tools.create_initialization_options())
