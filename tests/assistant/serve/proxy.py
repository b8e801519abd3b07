"""A proxy that serves an address under a path, and strips it, as nginx and Caddy do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding"}


@contextmanager
def proxy(upstream: str, path: str) -> Iterator[str]:
    """The address under which another is served; everything outside of it is not there."""
    client = httpx.Client(base_url=upstream, timeout=60)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            if not self.path.startswith(f"{path}/"):
                self.send_error(404)
                return
            length = int(self.headers.get("content-length", 0))
            headers = {k: v for k, v in self.headers.items() if k.lower() not in _HOP}
            headers |= {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "http"}
            with client.stream(
                self.command,
                self.path.removeprefix(path),
                headers=headers,
                content=self.rfile.read(length),
            ) as response:
                self.send_response(response.status_code)
                for name, value in response.headers.multi_items():
                    if name not in _HOP:
                        self.send_header(name, value)
                self.send_header("Connection", "close")
                self.end_headers()
                for piece in response.iter_bytes():
                    self.wfile.write(piece)
                    self.wfile.flush()

        do_GET = do_POST = do_HEAD = do_DELETE = do_OPTIONS = _pass_on  # noqa: N815 - the library's

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{path}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        client.close()
