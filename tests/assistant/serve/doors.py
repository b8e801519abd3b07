"""A real server on the loopback address, with all that stands before it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socket import create_server, socket

import uvicorn
from starlette.types import ASGIApp

from assistant.access.keys import KeyStore
from assistant.app import App
from assistant.serve.server import served


@contextmanager
def behind(
    app: App | Callable[[str], App], *, chat: bool = True, host: str = "127.0.0.1"
) -> Iterator[str]:
    """The address of what ``vagvis serve --host HOST`` serves over an app.

    The app may be made of the address.
    """
    with create_server(("127.0.0.1", 0)) as listener:
        made = app if isinstance(app, App) else app(address_of(listener))
        with KeyStore(made.settings.data) as keys:
            api = served(made, host, keys, chat=chat)
            with running(api, listener, made.settings.root_path) as address:
                yield address


@contextmanager
def running(api: ASGIApp, listener: socket | None = None, root_path: str = "") -> Iterator[str]:
    """The address at which a web application is served."""
    config = uvicorn.Config(
        api,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=2,
        root_path=root_path,
    )
    with listener or create_server(("127.0.0.1", 0)) as own:
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [own]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield address_of(own)
        finally:
            server.should_exit = True
            thread.join()


def address_of(listener: socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"
