"""``vagvis evaluate``: how good the answers are, over a file of questions."""

from __future__ import annotations

from contextlib import ExitStack
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


def evaluate(  # noqa: PLR0917 - the options of the command
    questions: Annotated[Path, argument("FRÅGOR.jsonl", "Filen med frågor, en på varje rad.")],
    engine: Annotated[
        str,
        option(
            "--engine",
            text="Hur svaren görs: extractive (bara citat) eller model (med VAGVIS_MODEL).",
            metavar="SÄTT",
        ),
    ] = "",
    replay: Annotated[
        Path | None,
        option("--replay", text="Spela upp svaren i filen i stället för att fråga en språkmodell."),
    ] = None,
    record: Annotated[
        Path | None,
        option("--record", text="Skriv det som språkmodellen får läsa till filen."),
    ] = None,
    as_json: Json = False,
    data: Data = DATA,
) -> None:
    """Mät hur bra svaren blir på en fil med frågor."""
    from evals.measure.answers import evaluate as measure
    from evals.measure.question_file import QuestionFileError
    from evals.measure.replay import load_replies, replay_server

    settings = settings_for(data)
    try:
        replies = load_replies(replay) if replay else {}
        with ExitStack() as stack:
            server = stack.enter_context(replay_server(replies)) if replay or record else None
            if server is not None and engine != "extractive":
                played = {"model": "openai:replay", "model_url": server.url}
                settings = settings.model_copy(update=played)
            settings = _with_engine(settings, engine)
            app = stack.enter_context(opened_app(settings, "vagvis evaluate"))
            with progress_bar("Frågor", quiet=as_json) as step:
                report = measure(app, questions, step, server)
            if record and server is not None:
                server.write(record)
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
