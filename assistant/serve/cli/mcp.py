"""``vagvis mcp``: the tools for a language model's program on the same machine."""

from __future__ import annotations

from assistant.serve.cli.frame import DATA, Data
from assistant.serve.cli.opening import opened_app, require_store, settings_for


def mcp(data: Data = DATA) -> None:
    """Ge verktygen (MCP) till ett program på samma dator, över standard in och ut."""
    require_store(data)
    with opened_app(settings_for(data), "vagvis mcp", may_be_empty=True) as app:
        import anyio

        from assistant.serve.stdio import serve_tools

        app.warm_up()
        anyio.run(serve_tools, app)
