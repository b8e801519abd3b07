"""``vagvis mcp``: the tools for a language model's program on the same machine."""

from __future__ import annotations

import typer

from assistant.serve.cli.frame import DATA, Data, command, opened_app, require_store, settings_for


def register(cli: typer.Typer) -> None:
    """Adds the command."""
    command(cli, "mcp")(mcp)


def mcp(data: Data = DATA) -> None:
    """Ge verktygen (MCP) till ett program på samma dator, över standard in och ut."""
    require_store(data)
    with opened_app(settings_for(data), "vagvis mcp") as app:
        from assistant.serve.mcp.stdio import serve

        app.warm_up()
        serve(app)
