"""``vagvis evaluate``: how good the answers are, over a file of questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.frame import (
    DATA,
    CommandError,
    Data,
    Json,
    argument,
    command,
    empty_store,
    opened_app,
    require_store,
    settings_for,
    show_table,
)
from assistant.cli.progress import counted


def register(cli: typer.Typer) -> None:
    """Adds the command."""
    command(cli, "evaluate")(evaluate)


def evaluate(
    questions: Annotated[Path, argument("FRÅGOR.jsonl", "Filen med frågor, en på varje rad.")],
    as_json: Json = False,
    data: Data = DATA,
) -> None:
    """Mät hur bra svaren blir på en fil med frågor."""
    from evals.evaluate import evaluate as measure
    from evals.question_file import QuestionFileError

    require_store(data)
    with opened_app(settings_for(data), "vagvis evaluate") as app:
        if not app.store.documents():
            raise empty_store(data)
        try:
            with counted("Frågor", quiet=as_json) as step:
                report = measure(app, questions, step)
        except QuestionFileError as error:
            raise CommandError(f"{error}. Rätta filen och kör igen.") from error
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        show_table(report.table())
