"""``vagvis documents`` and ``vagvis verify``: what is in the store."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.serve.cli.frame import DATA, OWN_ERROR, Data, Json, option, show_table
from assistant.serve.cli.opening import opened_store, require_store, settings_for
from assistant.serve.cli.progress import progress_bar


def documents(as_json: Json = False, data: Data = DATA) -> None:
    """Visa vilka dokument som finns i underlaget."""
    from rich.table import Table

    require_store(data)
    with opened_store(settings_for(data), "vagvis documents") as store:
        records = store.documents()
    if as_json:
        from assistant.bodies.documents import DocumentList

        typer.echo(DocumentList.of(records).model_dump_json(indent=2))
        return
    table = Table("Id", "Titel", "Sort", "Utgivare", "Datum", "Sidor", "Källa", box=None)
    for record in records:
        meta = record.metadata
        cells = (record.id, meta.title, meta.kind, meta.publisher, meta.published)
        table.add_row(*(cell or "–" for cell in cells), str(record.page_count), record.source)
    show_table(table)
    typer.echo(f"{len(records)} dokument")


def verify(
    repair: Annotated[
        bool, option("--repair", text="Gör om det som skiljer sig, från databasen.")
    ] = False,
    data: Data = DATA,
) -> None:
    """Jämför databas, vektorer och nyckelordsindex."""
    require_store(data)
    with opened_store(settings_for(data), "vagvis verify", repairing=True) as store:
        differences = store.verify()
        for line in differences:
            typer.echo(line)
        if differences and repair:
            with progress_bar("Textställen", quiet=False) as step:
                store.repair(step)
            differences = store.verify()
            typer.echo("Lagat." if not differences else "Gick inte att laga helt.")
    if differences:
        if not repair:
            typer.echo("Laga med: vagvis verify --repair", err=True)
        raise typer.Exit(OWN_ERROR)
    typer.echo("Databas, vektorer och nyckelordsindex stämmer överens.")
