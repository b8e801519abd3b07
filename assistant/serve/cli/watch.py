"""``vagvis watch``: folders and web addresses, looked at on a schedule."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.serve.cli.frame import DATA, CommandError, Data, argument, option
from assistant.serve.cli.opening import opened_store, settings_for

if TYPE_CHECKING:
    from corpus.store import Store
    from ingest.watch import WatchedPlaces, WatchReport

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SHORTEST = 10
"""Seconds."""

_SHOWN = 10


Addresses = Annotated[
    Path | None,
    option("--addresses", text="TOML-fil med webbadresser att bevaka.", metavar="FIL"),
]
Every = Annotated[
    str, option("--every", text="Hur ofta, till exempel 30s, 10m eller 2h.", metavar="TID")
]


def watch(
    folders: Annotated[list[Path] | None, argument("MAPP...", "Mapparna att bevaka.")] = None,
    addresses: Addresses = None,
    every: Every = "10m",
    once: Annotated[bool, option("--once", text="Titta en gång och sluta.")] = False,
    data: Data = DATA,
) -> None:
    """Bevaka mappar och webbadresser, och läs in det som är nytt."""
    places = watched_places(folders or [], addresses, every, data)
    if places is None:
        raise CommandError("Ange mappar att bevaka, eller --addresses. Se vagvis watch --help.")
    while True:
        try:
            # Held no longer than a look takes, so that other commands can have the store.
            with opened_store(settings_for(data), "vagvis watch") as store:
                _show(places.look(store), always=once)
        except CommandError as error:
            if once:
                raise
            typer.echo(str(error), err=True)  # such as a store that another command has just now
        if once:
            return
        time.sleep(places.every)


def watched_places(
    folders: Sequence[Path], addresses: Path | None, every: str, data: Path
) -> WatchedPlaces | None:
    """What the options of a command say is to be watched, if anything is.

    Raises:
        CommandError: they cannot be used.
    """
    seconds = interval(every)
    if not folders and addresses is None:
        return None
    from ingest.files import BadPath
    from ingest.mirror import read_addresses
    from ingest.watch import WatchedPlaces

    try:
        listed = read_addresses(addresses) if addresses else None
    except BadPath as error:
        raise CommandError(str(error)) from error
    return WatchedPlaces(tuple(folders), listed, data / "watched", seconds)


@contextmanager
def watching(places: WatchedPlaces | None, store: Store) -> Iterator[None]:
    """Looks at places again and again, beside what goes on within."""
    stopping = threading.Event()

    def run() -> None:
        from corpus.store import StoreError

        while places and not stopping.is_set():
            try:
                _show(places.look(store), always=False)
            except StoreError as error:
                logging.getLogger(__name__).error("%s", error)
            stopping.wait(places.every)

    thread = threading.Thread(target=run, name="watching", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def interval(text: str) -> float:
    """The seconds of "30s", "10m", "2h" or "1d"; anything else, or less, ends the command."""
    match = re.fullmatch(r"(\d{1,6})([smhd])", text.strip())
    seconds = timedelta(**{_UNITS[match[2]]: int(match[1])}).total_seconds() if match else 0
    if seconds < _SHORTEST:
        raise CommandError(f"--every ska vara minst {_SHORTEST}s, till exempel 10m eller 2h.")
    return seconds


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
