"""``vagvis serve``: API and chat page in one process, answers maybe in others."""

from __future__ import annotations

import errno
import signal
import socket
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.serve.cli.frame import DATA, CommandError, Data, option
from assistant.serve.cli.ingest import ingest_with_progress
from assistant.serve.cli.opening import opened_app, opened_keys, settings_for
from assistant.serve.cli.watch import Addresses, Every, watched_places, watching

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from assistant.access.keys import KeyStore
    from assistant.app import App
    from assistant.settings import Settings

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - shown, not bound here
_GRACE = 3
"""Seconds that open streams get to end when the server is stopped."""


def serve(
    host: Annotated[
        str, option("--host", text="Adressen att lyssna på.", metavar="ADRESS")
    ] = "127.0.0.1",
    port: Annotated[
        int, option("--port", text="Porten; 0 väljer en ledig.", metavar="PORT")
    ] = 7860,
    examples: Annotated[
        bool, option("--examples", text="Läs in exemplen om underlaget är tomt.")
    ] = False,
    *,
    watched: Annotated[
        list[Path] | None,
        option("--watch", text="Mapp att bevaka medan tjänsten kör.", metavar="MAPP"),
    ] = None,
    addresses: Addresses = None,
    every: Every = "10m",
    data: Data = DATA,
) -> None:
    """Starta chatten och API:et."""
    settings = settings_for(data)
    places = watched_places(watched or [], addresses, every, data)
    with _listen(host, port) as listener, ExitStack() as stack:
        app = stack.enter_context(opened_app(settings, "vagvis serve", may_be_empty=True))
        keys = stack.enter_context(opened_keys(settings))
        _refuse_open_uploads(settings, host, keys)
        app = _with_workers(app, settings, stack)
        if examples and not app.store.documents():
            typer.echo("Läser in exempeldokument och exempelkataloger …")
            ingest_with_progress(example_folders(), app.store, quiet=False)
        from assistant.serve.request_log import write_json_lines
        from assistant.serve.server import served
        from corpus.store.keeper import keeping

        if settings.log_format == "json":
            write_json_lines()
        app.warm_up()
        with keeping(app.store), watching(places, app.store):
            _run(served(app, host, keys), settings, listener, host)


def _with_workers(app: App, settings: Settings, stack: ExitStack) -> App:
    """The app with its answers made by processes of their own, where that suits."""
    from assistant.workers import Workers, suited

    count = suited(settings)
    if not count:
        return app
    workers = stack.enter_context(Workers(settings, count, app.store))
    return replace(app, answering=workers.answering)


def _refuse_open_uploads(settings: Settings, host: str, keys: KeyStore) -> None:
    """Ends the command where documents are taken from elsewhere, and nobody has a key for it."""
    if host in _LOOPBACK or not settings.uploads:
        return
    changing = {"ingest", "admin"}
    if not any(changing & set(key.scopes) for key in keys.all() if key.revoked is None):
        raise CommandError(
            f"Vägvis lyssnar inte på {host} så länge ingen har en nyckel för att ladda upp och ta "
            "bort dokument. Skapa en med ”vagvis keys add NAMN --scope ingest”, eller stäng det "
            "med VAGVIS_UPLOADS=off."
        )


def _listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections, before anything slow is done; else the command ends."""
    if not 0 <= port <= 65535:
        raise CommandError("--port ska vara ett tal från 0 till 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            line = f"Porten {port} är upptagen. Välj en annan med --port, eller --port 0."
        elif error.errno == errno.EACCES:
            line = f"Porten {port} kräver särskild behörighet. Välj en från 1024 med --port."
        else:
            line = f"Det går inte att lyssna på {host}. Välj en av datorns adresser med --host."
        raise CommandError(line) from error


def example_folders() -> list[Path]:
    """The folders of example documents and catalogues."""
    from importlib.resources import files

    examples = Path(str(files("corpus") / "examples"))
    return [examples / "documents", examples / "catalogues"]


def _run(api: ASGIApp, settings: Settings, listener: socket.socket, host: str) -> None:
    """Serves until the process is told to stop."""
    import uvicorn

    port = listener.getsockname()[1]

    class Server(uvicorn.Server):
        """Says where it is once it answers."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                shown = _EVERYWHERE.get(host, f"[{host}]" if ":" in host else host)
                typer.echo(f"Vägvis svarar på http://{shown}:{port} (avsluta med Ctrl+C)")

    # log_config=None: the process's own logging holds; requests are logged without their addresses
    config = uvicorn.Config(
        api,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=_GRACE,
        root_path=settings.root_path,
        server_header=False,
    )
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass  # uvicorn has ended in good order and passes the signal on
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - given by the system
    """Ends as Ctrl+C does, so that the store is closed."""
    raise KeyboardInterrupt
