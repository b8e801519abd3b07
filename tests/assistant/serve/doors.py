"""A real server on the loopback address, with all that stands before it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_server

import uvicorn

from assistant.access.keys import KeyStore
from assistant.app import App
from assistant.serve.server import served


@contextmanager
def behind(app: App, *, chat: bool = True, host: str = "127.0.0.1") -> Iterator[str]:
    """The address of what ``vagvis serve --host HOST`` serves over an app."""
    keys = KeyStore(app.settings.data)
    config = uvicorn.Config(
        served(app, host, keys, chat=chat),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=2,
        root_path=app.settings.root_path,
    )
    with create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
            keys.close()
