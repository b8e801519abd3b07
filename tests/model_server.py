"""A language model's server on loopback, for the real clients to talk to over HTTP.

It speaks the chat protocol of OpenAI (whole and as a stream, with JSON Schema, tools or neither)
and that of Ollama. What it says is a script: a function from what was asked to a reply.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_NUMBERED = re.compile(r"^\[(\d+\.\d+)\] (?:– )?(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """One request, as a script reads it; ``sentences`` are those of the sources by number."""

    body: dict[str, Any]
    path: str
    headers: dict[str, str]

    @property
    def system(self) -> str:
        return next((m["content"] for m in self.body["messages"] if m["role"] == "system"), "")

    @property
    def user(self) -> str:
        return str(self.body["messages"][-1]["content"])

    @property
    def sentences(self) -> dict[str, str]:
        return dict(_NUMBERED.findall(self.user))

    @property
    def question(self) -> str:
        return self.user.rpartition("Frågan: ")[2]

    @property
    def plans(self) -> bool:
        """Whether it is asked how to search, rather than for an answer."""
        return not self.sentences

    @property
    def way(self) -> str:
        """How JSON is asked for."""
        if self.body.get("format") or "response_format" in self.body:
            return "json_schema"
        return "tools" if self.body.get("tools") else "words"


@dataclass(frozen=True)
class Reply:
    """What the server says.

    ``pause`` is how many seconds each piece of ``size`` characters waits, ``first`` how many the
    first does; after ``cut`` characters the connection is dropped. ``raw`` goes out as it is.
    """

    text: str = ""
    status: int = 200
    first: float = 0.0
    pause: float = 0.0
    size: int = 200
    cut: int | None = None
    raw: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)


Script = Callable[[Asked], "Reply | dict[str, object] | str"]


@dataclass
class ModelServer:
    """The server's address, its script and all that it was asked."""

    url: str
    script: Script
    asked: list[Asked] = field(default_factory=list)

    @property
    def received(self) -> str:
        """Everything that came, as text."""
        return "\n".join(json.dumps(one.body, ensure_ascii=False) for one in self.asked)


@contextmanager
def model_server(script: Script) -> Iterator[ModelServer]:
    """A server that runs as long as the context does."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    model = ModelServer(f"http://127.0.0.1:{server.server_address[1]}/v1", script)
    server.model = model  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def handle(self) -> None:
        with suppress(ConnectionResetError):  # a client that has read enough goes
            super().handle()

    def do_POST(self) -> None:
        model: ModelServer = self.server.model  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = Asked(body, self.path, {k.lower(): v for k, v in self.headers.items()})
        model.asked.append(asked)
        said = model.script(asked)
        if isinstance(said, dict):
            said = json.dumps(said, ensure_ascii=False)
        reply = Reply(said) if isinstance(said, str) else said
        try:
            self._send(asked, reply)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _send(self, asked: Asked, reply: Reply) -> None:
        if reply.status != 200:
            error = {"error": {"message": "no", "type": "error", "code": None}}
            self._whole(reply.status, json.dumps(error).encode(), reply.headers)
        elif reply.raw is not None:
            self._whole(200, reply.raw, {"Content-Type": "text/event-stream"})
        elif asked.path.endswith("/api/chat"):
            self._stream("application/x-ndjson", reply, _ollama(asked))
        elif asked.body.get("stream"):
            self._stream("text/event-stream", reply, _openai(asked))
        else:
            time.sleep(reply.first)
            message = {"role": "assistant", "content": reply.text}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            whole = {"id": "1", "object": "chat.completion", "created": 0, "model": "test"}
            self._whole(200, json.dumps({**whole, "choices": [choice]}).encode(), {})

    def _whole(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, kind: str, reply: Reply, wrap: Callable[[str | None], bytes]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        time.sleep(reply.first)
        for at in range(0, len(reply.text), reply.size):
            if reply.cut is not None and at >= reply.cut:
                self.close_connection = True
                self.connection.close()
                return
            self._chunk(wrap(reply.text[at : at + reply.size]))
            time.sleep(reply.pause)
        self._chunk(wrap(None))
        self._chunk(b"")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()


def _openai(asked: Asked) -> Callable[[str | None], bytes]:
    begun = False

    def wrap(piece: str | None) -> bytes:
        nonlocal begun
        delta: dict[str, object] = {}
        if piece is not None and asked.way == "tools":
            name = asked.body["tools"][0]["function"]["name"]
            function = {"arguments": piece} | ({} if begun else {"name": name})
            call = {"index": 0, "function": function}
            delta = {"tool_calls": [call if begun else {**call, "id": "c1", "type": "function"}]}
        elif piece is not None:
            delta = {"content": piece}
        if not begun:
            delta["role"] = "assistant"
        begun = True
        choice = {"index": 0, "delta": delta, "finish_reason": None if piece else "stop"}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "test"}
        event = f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\n"
        return (event if piece is not None else f"{event}data: [DONE]\n\n").encode()

    return wrap


def _ollama(asked: Asked) -> Callable[[str | None], bytes]:
    def wrap(piece: str | None) -> bytes:
        line: dict[str, object] = {
            "model": asked.body["model"],
            "created_at": "2026-11-22T00:00:00Z",
        }
        line["message"] = {"role": "assistant", "content": piece or ""}
        line["done"] = piece is None
        if piece is None:
            line["done_reason"] = "stop"
        return (json.dumps(line) + "\n").encode()

    return wrap
