"""The command line: ``vagvis``, one file for each group of commands.

Nothing heavy is imported here or at the top of any of these files, so that help is quick.
"""

from __future__ import annotations

from assistant.serve.cli import ask, contents, evaluate, ingest, mcp, serve
from assistant.serve.cli.frame import cli, run

__all__ = ["main"]

for group in (ingest, serve, mcp, ask, contents, evaluate):
    group.register(cli)


def main() -> None:
    """Runs the command that the arguments name, and exits with its status."""
    raise SystemExit(run())
