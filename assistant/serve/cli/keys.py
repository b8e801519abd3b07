"""``vagvis keys`` and ``vagvis collections``: who may what, and what not everybody may read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.serve.cli.frame import DATA, CommandError, Data, Json, argument, option, show_table
from assistant.serve.cli.opening import opened_keys, settings_for
from assistant.serve.cli.swedish import SwedishCommand, SwedishGroup

if TYPE_CHECKING:
    from assistant.access.caller import Right
    from assistant.access.keys import KeyStore

keys = typer.Typer(
    cls=SwedishGroup, no_args_is_help=True, help="Skapa, visa och återkalla API-nycklar."
)

collections = typer.Typer(
    cls=SwedishGroup, no_args_is_help=True, help="Välj vilka mappars dokument som inte är för alla."
)

_RESTART = "Starta om ”vagvis serve”."
_NAME = re.compile(r"[\w.@ -]{1,60}")
_NAME_HELP = "Vem eller vad nyckeln är till."


def add(
    name: Annotated[str, argument("NAMN", _NAME_HELP)],
    scope: Annotated[
        str,
        option(
            "--scope",
            text="Vad nyckeln får: ask (fråga), read (läsa dokument), ingest (ladda upp och ta "
            "bort), admin (allt). Flera med komma.",
            metavar="RÄTTER",
        ),
    ] = "ask,read",
    collection: Annotated[
        str,
        option(
            "--collection",
            text="Samlingar som nyckeln får läsa, med komma; se ”vagvis collections”.",
            metavar="SAMLINGAR",
        ),
    ] = "",
    data: Data = DATA,
) -> None:
    """Skapa en nyckel. Den visas en enda gång."""
    from assistant.access.keys import NameTaken

    if not _NAME.fullmatch(name):
        raise CommandError("Namnet får ha högst 60 bokstäver, siffror, mellanslag och . @ _ -")
    scopes = _scopes(scope)
    with opened_keys(settings_for(data)) as store:
        try:
            token = store.add(name, scopes, _collections(collection, store))
        except NameTaken as error:
            raise CommandError(
                f"Det finns redan en nyckel som heter {name}. Välj ett annat namn, eller "
                f"återkalla den med ”vagvis keys revoke {name}”."
            ) from error
    typer.echo(token)
    typer.echo("Spara nyckeln nu: den går inte att visa igen.", err=True)


def list_keys(as_json: Json = False, data: Data = DATA) -> None:
    """Visa vilka nycklar som finns."""
    import json
    from dataclasses import asdict

    from rich.table import Table

    with opened_keys(settings_for(data)) as store:
        every = store.all()
    if as_json:
        typer.echo(json.dumps([asdict(key) for key in every], ensure_ascii=False, indent=2))
        return
    table = Table("Namn", "Får", "Samlingar", "Skapad", "Återkallad", box=None)
    for key in every:
        texts = ", ".join(key.scopes), ", ".join(key.collections), key.created, key.revoked
        table.add_row(key.name, *(text or "–" for text in texts))
    show_table(table)


def revoke(name: Annotated[str, argument("NAMN", _NAME_HELP)], data: Data = DATA) -> None:
    """Återkalla en nyckel. Den slutar gälla genast."""
    with opened_keys(settings_for(data)) as store:
        if not store.revoke(name):
            raise CommandError(
                f"Ingen nyckel i bruk heter {name}. ”vagvis keys list” visar de som finns."
            )
    typer.echo(f"Nyckeln {name} är återkallad.")


def close(
    name: Annotated[str, argument("NAMN", "Samlingens namn.")],
    folder: Annotated[Path, argument("MAPP", "Mappen vars dokument inte är för alla.")],
    data: Data = DATA,
) -> None:
    """Lägg en mapp i en samling. Det gäller från nästa gång tjänsten startas."""
    if not _NAME.fullmatch(name):
        raise CommandError("Namnet får ha högst 60 bokstäver, siffror, mellanslag och . @ _ -")
    with opened_keys(settings_for(data)) as store:
        store.close_folder(folder, name)
    typer.echo(f"Dokument under {folder} är bara för nycklar som får läsa {name}. {_RESTART}")


def reopen(
    folder: Annotated[Path, argument("MAPP", "Mappen vars dokument ska bli öppna för alla.")],
    data: Data = DATA,
) -> None:
    """Ta en mapp ur sin samling. Det gäller från nästa gång tjänsten startas."""
    with opened_keys(settings_for(data)) as store:
        if not store.open_folder(folder):
            raise CommandError(
                f"{folder} är inte i någon samling. ”vagvis collections list” visar dem som är det."
            )
    typer.echo(f"Dokument under {folder} är öppna för alla. {_RESTART}")


def list_collections(as_json: Json = False, data: Data = DATA) -> None:
    """Visa vilka mappar som är i någon samling."""
    import json

    from rich.table import Table

    with opened_keys(settings_for(data)) as store:
        folders = store.collections().folders
    if as_json:
        typer.echo(json.dumps(dict(folders), ensure_ascii=False, indent=2))
        return
    table = Table("Samling", "Mapp", box=None)
    for folder, name in folders.items():
        table.add_row(name, folder)
    show_table(table)


def _collections(text: str, store: KeyStore) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = sorted(set(store.collections().folders.values()))
    for name in names:
        if name not in known:
            raise CommandError(
                f"Det finns ingen samling som heter {name}. De som finns är: "
                f"{', '.join(known) or 'inga'}. Skapa en med ”vagvis collections add NAMN MAPP”."
            )
    return names


def _scopes(text: str) -> list[Right]:
    from assistant.access.caller import Right

    names = text.replace(",", " ").split()
    known = [one.value for one in Right]
    if not names or any(name not in known for name in names):
        raise CommandError(f"--scope ska vara en eller flera av {', '.join(known)}, med komma.")
    return [Right(name) for name in names]


for group, function, command in (
    (keys, add, "add"),
    (keys, list_keys, "list"),
    (keys, revoke, "revoke"),
    (collections, close, "add"),
    (collections, list_collections, "list"),
    (collections, reopen, "remove"),
):
    group.command(command, cls=SwedishCommand, options_metavar="[VAL]")(function)
