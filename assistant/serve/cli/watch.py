"""``vagvis watch``: folders and web addresses, looked at on a schedule."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.serve.cli.frame import DATA, CommandError, Data, argument, option
from assistant.serve.cli.opening import opened_store, settings_for

if TYPE_CHECKING:
    from ingest.watch import WatchReport

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SHORTEST = 10
"""Seconds."""

_SHOWN = 10


def watch(
    folders: Annotated[list[Path] | None, argument("MAPP...", "Mapparna att bevaka.")] = None,
    addresses: Annotated[
        Path | None,
        option("--addresses", text="TOML-fil med webbadresser att bevaka.", metavar="FIL"),
    ] = None,
    every: Annotated[
        str, option("--every", text="Hur ofta, till exempel 30s, 10m eller 2h.", metavar="TID")
    ] = "10m",
    once: Annotated[bool, option("--once", text="Titta en gång och sluta.")] = False,
    data: Data = DATA,
) -> None:
    """Bevaka mappar och webbadresser, och läs in det som är nytt."""
    from ingest.files import BadPath
    from ingest.mirror import read_addresses

    seconds = interval(every)
    if not folders and addresses is None:
        raise CommandError("Ange mappar att bevaka, eller --addresses. Se vagvis watch --help.")
    try:
        listed = read_addresses(addresses) if addresses else None
    except BadPath as error:
        raise CommandError(str(error)) from error
    stopped = threading.Event()
    while True:
        try:
            report = _look(data, folders or [], listed)
        except CommandError as error:
            if once:
                raise
            typer.echo(str(error), err=True)  # such as a store that another command has just now
        else:
            _show(report, always=once)
        if once or stopped.wait(seconds):
            return


def interval(text: str) -> float:
    """The seconds of "30s", "10m", "2h" or "1d".

    Raises:
        CommandError: it is nothing of the kind, or too short.
    """
    match = re.fullmatch(r"(\d{1,6})([smhd])", text.strip())
    seconds = timedelta(**{_UNITS[match[2]]: int(match[1])}).total_seconds() if match else 0
    if seconds < _SHORTEST:
        raise CommandError(f"--every ska vara minst {_SHORTEST}s, till exempel 10m eller 2h.")
    return seconds


def _look(data: Path, folders: list[Path], addresses: object) -> WatchReport:
    """One look; the store is held no longer than it takes, so that others can have it."""
    import httpx

    from ingest.mirror import AddressList, Mirror
    from ingest.watch import look

    listed = addresses if isinstance(addresses, AddressList) else None
    with httpx.Client() as client, opened_store(settings_for(data), "vagvis watch") as store:
        mirror = Mirror(data / "watched", client, listed.pause if listed else 0)
        return look(store, folders, listed, mirror)


def _show(report: WatchReport, *, always: bool) -> None:
    if report.quiet and not always:
        return
    counts = (
        f"{len(report.read)} nya, {len(report.changed)} ändrade, {len(report.moved)} flyttade, "
        f"{len(report.removed)} borttagna, {report.unchanged} oförändrade"
    )
    typer.echo(f"{report.time}: {counts}.")
    named = (("+", report.read), ("~", report.changed), (">", report.moved), ("-", report.removed))
    for sign, sources in named:
        for source in sources[:_SHOWN]:
            typer.echo(f"  {sign} {source}")
        if len(sources) > _SHOWN:
            typer.echo(f"  {sign} … och {len(sources) - _SHOWN} till")
    for trouble in (*report.failed, *report.skipped):
        typer.echo(f"  ! {trouble.source} {trouble.reason}")
