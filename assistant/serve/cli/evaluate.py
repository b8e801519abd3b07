"""``vagvis evaluate``: how good the answers are, over a file of questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.serve.cli.frame import (
    DATA,
    CommandError,
    Data,
    Json,
    argument,
    option,
    show_table,
)
from assistant.serve.cli.opening import opened_app, settings_for
from assistant.serve.cli.progress import progress_bar

if TYPE_CHECKING:
    from assistant.settings import Settings

_ENGINES = ("extractive", "model")


def evaluate(
    questions: Annotated[Path, argument("FRÅGOR.jsonl", "Filen med frågor, en på varje rad.")],
    engine: Annotated[
        str,
        option(
            "--engine",
            text="Hur svaren görs: extractive (bara citat) eller model (med VAGVIS_MODEL).",
            metavar="SÄTT",
        ),
    ] = "",
    as_json: Json = False,
    data: Data = DATA,
) -> None:
    """Mät hur bra svaren blir på en fil med frågor."""
    from evals.measure.answers import evaluate as measure
    from evals.measure.question_file import QuestionFileError

    settings = _with_engine(settings_for(data), engine)
    try:
        with (
            opened_app(settings, "vagvis evaluate") as app,
            progress_bar("Frågor", quiet=as_json) as step,
        ):
            report = measure(app, questions, step)
    except QuestionFileError as error:
        raise CommandError(f"{error}. Rätta filen och kör igen.") from error
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        show_table(report.table())


def _with_engine(settings: Settings, engine: str) -> Settings:
    """The settings with the engine that was asked for; the operator's own where none was."""
    if engine not in ("", *_ENGINES):
        raise CommandError(f"--engine ska vara {' eller '.join(_ENGINES)}.")
    if engine == "model" and not settings.model:
        raise CommandError("Ange språkmodellen i VAGVIS_MODEL, till exempel ollama:gemma3.")
    return settings.model_copy(update={"model": ""}) if engine == "extractive" else settings
