"""``vagvis backup`` and ``vagvis restore``: a store in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.serve.cli.frame import DATA, CommandError, Data, argument
from assistant.serve.cli.opening import clear_errors, opened_store, require_store, settings_for


def backup(
    file: Annotated[Path, argument("FIL", "Filen att skriva, till exempel vagvis.zip.")],
    data: Data = DATA,
) -> None:
    """Spara en säkerhetskopia i en fil, även medan vagvis serve kör."""
    from corpus.store.backup import back_up

    require_store(data)
    with clear_errors():
        back_up(data, file)
    typer.echo(f"Säkerhetskopian ligger i {file} ({file.stat().st_size / 1e6:.1f} MB).")


def restore(
    file: Annotated[Path, argument("FIL", "Säkerhetskopian att läsa.")],
    data: Data = DATA,
) -> None:
    """Lägg tillbaka en säkerhetskopia i en tom mapp."""
    from corpus.store.backup import restore as run

    if not file.is_file():
        raise CommandError(f"{file} finns inte. Kontrollera sökvägen.")
    with clear_errors():
        run(file, data, "vagvis restore")
    with opened_store(settings_for(data), "vagvis restore") as store:  # makes the indexes
        typer.echo(f"Lagret i {data} är tillbaka med {len(store.documents())} dokument.")
