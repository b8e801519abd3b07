"""The command line: ``vagvis``, one file for each group of commands.

Nothing heavy is imported here or at the top of any of these files, so that help is quick.
"""

from __future__ import annotations

from assistant.serve.cli import (
    ask,
    backup,
    contents,
    evaluate,
    evidence,
    ingest,
    keys,
    mcp,
    models,
    serve,
    watch,
)
from assistant.serve.cli.frame import cli, run
from assistant.serve.cli.swedish import SwedishCommand

__all__ = ["main"]

for function in (
    ingest.ingest,
    watch.watch,
    serve.serve,
    mcp.mcp,
    ask.ask,
    ask.search,
    contents.documents,
    contents.verify,
    backup.backup,
    evidence.evidence,
    backup.restore,
    evaluate.evaluate,
):
    cli.command(function.__name__, cls=SwedishCommand, options_metavar="[VAL]")(function)

cli.add_typer(models.models, name="models", help="Visa eller hämta modeller för sökningen.")
cli.add_typer(keys.keys, name="keys")
cli.add_typer(keys.collections, name="collections")


def main() -> None:
    """Runs the command that the arguments name, and exits with its status."""
    raise SystemExit(run())
