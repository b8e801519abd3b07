"""``vagvis models`` and ``vagvis models get``: the models that lie here, and fetching one."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.serve.cli.frame import DATA, Data, argument, option, show_table
from assistant.serve.cli.opening import clear_errors, opened_store, settings_for
from assistant.serve.cli.progress import progress_bar
from assistant.serve.cli.swedish import SwedishCommand, SwedishGroup

models = typer.Typer(cls=SwedishGroup, invoke_without_command=True)

_KINDS = {"embedder": "söker på betydelse", "reranker": "sorterar det som hittas"}
_VARIABLES = {"embedder": "VAGVIS_EMBEDDER", "reranker": "VAGVIS_RERANKER"}


@models.callback(options_metavar="[VAL]")
def overview(context: typer.Context, data: Data = DATA) -> None:
    """Visa vilka modeller som finns på datorn, och vilka som används."""
    if context.invoked_subcommand is not None:
        return
    from rich.table import Table

    from corpus.model_hub import stored_models

    settings = settings_for(data)
    table = Table("Modell", "Vad den gör", "Storlek", "Används", box=None)
    builtin = settings.embedder == "builtin"
    table.add_row("builtin", _KINDS["embedder"], "–", "ja" if builtin else "nej")
    for model in stored_models():
        used = model.name in (settings.embedder, settings.reranker)
        size = _size(model.size)
        table.add_row(model.name, _KINDS[model.kind], size, "ja" if used else "nej")
    if settings.model:
        table.add_row(settings.model, "formulerar svaren", "–", "ja")
    show_table(table)


@models.command("get", cls=SwedishCommand, options_metavar="[VAL]")
def get(
    name: Annotated[str, argument("NAMN", "Modellens namn på Hugging Face, ägare/namn. [krävs]")],
    yes: Annotated[bool, option("--yes", text="Svara ja på alla frågor.")] = False,
    data: Data = DATA,
) -> None:
    """Hämta en modell. Storlek och licens visas först, och inget hämtas utan ditt ja."""
    from corpus.model_hub import ModelKind, fetch, hub_model, kind_of

    with clear_errors():
        model = hub_model(name)
        licence = model.licence or "ingen angiven licens"
        typer.echo(f"{model.name}: {_size(model.size)}, {licence}.")
        if not _agreed("Hämta den?", yes=yes):
            return
        with progress_bar("Hämtar", quiet=False) as step:
            kind = kind_of(fetch(model, step))
    typer.echo(f"Hämtad. Den används när {_VARIABLES[kind]}={model.name} är satt.")
    if kind is not ModelKind.EMBEDDER or not data.is_dir():
        return
    if _agreed("Räkna om underlagets vektorer med den nu?", yes=yes):
        settings = settings_for(data).model_copy(update={"embedder": model.name})
        with (
            opened_store(settings, "vagvis models get", repairing=True) as store,
            progress_bar("Textställen", quiet=False) as step,
        ):
            store.repair(step)
        typer.echo(f"Klart. Sätt VAGVIS_EMBEDDER={model.name} innan du startar Vägvis igen.")


def _agreed(question: str, *, yes: bool) -> bool:
    """Whether the person says yes; nobody there is a no."""
    if yes:
        return True
    try:
        return input(f"{question} [j/N] ").strip().lower() in ("j", "ja", "y", "yes")
    except EOFError:
        return False


def _size(size: int) -> str:
    """Bytes as people read them: "471 MB"."""
    for unit, name in ((10**9, "GB"), (10**6, "MB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}".replace(".", ",")
    return f"{max(1, round(size / 1000))} kB"
