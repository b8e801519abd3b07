"""Requests and files that nobody sends in good faith: none may break, tell or lose anything.

They are sent as they are, byte for byte, to what ``vagvis serve`` serves at the machine itself,
where everything is open. No reply may be a failure (5xx), name a path or a secret of the machine or
run what was sent; the log may not hold what was written; afterwards every document is as it was and
all parts of the store agree. ``HOSTILE=1000 pytest -s`` sends a thousand.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import socket
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import quote

import httpx

from assistant.app import open_app
from assistant.settings import Settings
from evals.bench.processes import served
from evals.measure.command import EXAMPLES
from ingest.pipeline import ingest
from tests.assistant.conftest import fill

MARK = "qzxmark"
"""Stands in texts that are sent, and may stand in no line of the log."""

SECRET = "a-secret-of-the-environment"  # noqa: S105 - a lure
WORDS = Path(__file__).with_name("hostile.txt").read_text("utf-8").splitlines()
COUNT = int(os.environ.get("HOSTILE", "12"))
PATIENCE, SHORT = 60, 2
"""Seconds that a reply may take; where a request may never end, seconds that it is waited for."""

_POSTS = ("answers", "search", "mentions", "comparisons", "grids", "timelines", "paths", "votes")
_FIELDS = "question query occupation documents questions history filters today without stream k"
_READ = ("/kalla/", "/kalla/fil/", "/v1/documents/", "/v1/courses/", "/static-offline-docs/")
_ASKED = ("/v1/courses?q=", "/v1/courses?place=", "/v1/courses/changes?since=", "/kalla/a?start=")
_CHAT = ("/gradio_api/file=", "/file=", "/gradio_api/proxy=", "/assets/", "/theme.css?v=")
_ENDINGS = "pdf docx pptx xlsx odt rtf html md txt csv xml json epub eml msg zip png tiff doc mhtml"
_METHODS = ("TRACE", "CONNECT", "PROPFIND", "PUT", "PATCH", "get", "QUERY", "\x00", "A" * 9_000)

Made = tuple[str, bytes]
"""What sort of request it is, and its bytes."""


def _http(method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    lines = {"Host": "localhost", "Content-Length": str(len(body)), "Connection": "close"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("utf-8", "replace") + body


def paths(chance: random.Random) -> bytes:
    """An address that leads elsewhere, or asks what it should not."""
    start = chance.choice([*_READ, *_ASKED, *_CHAT])
    word = chance.choice(WORDS)
    kept = "/%.:=~" if chance.random() < 0.5 else ""
    return _http("GET", start + quote(word, safe=kept) * chance.choice([1, 1, 1, 50]))


def bodies(chance: random.Random) -> bytes:
    """A body of other types, sizes and depths than those that are described."""
    values: list[Callable[[], str]] = [
        lambda: json.dumps(chance.choice(WORDS)),
        lambda: json.dumps([chance.choice(WORDS)] * chance.choice([1, 30, 3_000])),
        lambda: "[" * 50_000 + "]" * 50_000,
        lambda: '{"a":' * 5_000 + "1" + "}" * 5_000,
        lambda: chance.choice(["1e999", "-1", "9" * 5_000, "NaN", "true", "null", '"\\ud800"']),
        lambda: json.dumps("a\u0301\u202e😀" * chance.choice([10, 900, 300_000])),
    ]
    field, other = chance.choice(_FIELDS.split()), chance.choice(_FIELDS.split())
    whole = f'{{"{field}": {chance.choice(values)()}, "{other}": {chance.choice(values)()}}}'
    body = chance.choice([whole, whole, whole[:-1], chance.choice(values)()]).encode()
    kinds = ["application/json", "application/json; charset=utf-7", "text/plain", "multipart/x"]
    path = f"/v1/{chance.choice(_POSTS)}"
    return _http("POST", path, body, Content_Type=chance.choice(kinds))


def questions(chance: random.Random) -> bytes:
    """A question, by one of the ways in, that means something else somewhere."""
    word = chance.choice(WORDS) + chance.choice(
        ["", " och vägledning?", " " + chance.choice(WORDS)]
    )
    asked = {"messages": [{"role": "user", "content": word}], "model": "vagvis"}
    call = {"name": "answer", "arguments": {"question": word}}
    several: list[tuple[str, object]] = [
        ("/v1/answers", {"question": word, "stream": chance.random() < 0.3}),
        ("/v1/search", {"query": word, "filters": {"publisher": [word]}}),
        ("/v1/mentions", {"query": word}),
        ("/v1/sheets", {"situation": word}),
        ("/v1/saved/questions", {"question": word}),
        ("/openai/v1/chat/completions", asked),
        ("/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}),
        ("/gradio_api/queue/join", {"data": [word] * 9, "fn_index": 3, "session_hash": word}),
    ]
    path, body = chance.choice(several)
    accept = "application/json, text/event-stream"
    sent = json.dumps(body).encode()
    return _http("POST", path, sent, Content_Type="application/json", Accept=accept)


def heads(chance: random.Random) -> bytes:
    """Methods and headers that no browser sends."""
    word = chance.choice(WORDS)
    several = [
        {"Host": chance.choice([word, "evil.example", "localhost:1@evil", ""])},
        {"Origin": "https://evil.example", "Content_Type": "application/json"},
        {"Authorization": f"Bearer vagvis_{word}"},
        {"Cookie": f"__Host-vagvis={word}; a={'b' * chance.choice([9, 60_000])}"},
        {"Accept": f"{word};q=9, */*;q=" + "9" * 400, "Accept_Language": word * 20},
        {"Content_Length": chance.choice(["-1", "9" * 30, "1, 2", "abc", "51000000"])},
        {"Transfer_Encoding": chance.choice(["chunked", "gzip, chunked", "identity", word])},
        {"X_Request_Id": word, "X_Forwarded_For": word, "Forwarded": word, "traceparent": word},
        {"Range": "bytes=0-1,5-,-9" * 90, "If_None_Match": word, "Content_Encoding": "br"},
    ]
    method = chance.choice(["GET", "POST", "DELETE", *_METHODS])
    path = chance.choice(
        ["/", "/v1/answers", "/v1/documents/x", "/healthz", "*", "//evil.example/"]
    )
    return _http(method, path, b'{"question": "a?"}', **chance.choice(several))


def noise(chance: random.Random) -> bytes:
    """What is no HTTP at all, or breaks off."""
    chunked = "POST /v1/answers HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    several = [
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + chance.randbytes(300),
        b"GET /\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: a\r\nHost: b\r\n\r\n",
        chunked.encode() + chance.choice([b"zz\r\nabc\r\n", b"5\r\nab", b"-1\r\n", b"0\r\n\r\n"]),
        b"\r\n" * 500 + chance.randbytes(200),
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        _http("POST", "/v1/answers", b'{"question": "avbruten')[:-3],
    ]
    return chance.choice(several)


def files(chance: random.Random) -> bytes:
    """A file that is not what it says, or is made to do harm where it is read."""
    ending = chance.choice(_ENDINGS.split())
    name = chance.choice(["a", "../../../tmp/a", "/etc/a", "a\\..\\b", "å" * 300, "a\0b", MARK])
    several: list[Callable[[], bytes]] = [
        lambda: chance.choice(_real())[: chance.choice([40, 900, 20_000])],
        lambda: _damaged(chance, chance.choice(_real())),
        lambda: chance.randbytes(chance.choice([0, 1, 500, 40_000])),
        lambda: _BOMB,
        lambda: _archive(_XML, *(f"{one}/document.xml" for one in ("word", "xl", "ppt"))),
        lambda: _archive(b"\0" * 30_000_000, "noll.txt", "../../noll.md"),
        lambda: _archive(_archive(_XML, "a.xml"), *(f"{number}.zip" for number in range(50))),
        lambda: _PAGE,
        lambda: _PAGES,
        lambda: ("Kurskod;Kursnamn;Ort\n" + ";".join(WORDS[:3]) + "\n").encode() * 50,
    ]
    data = chance.choice(several)()
    part = f'form-data; name="files"; filename="{name}.{ending}"'
    body = f"--X\r\nContent-Disposition: {part}\r\n\r\n".encode() + data + b"\r\n--X--\r\n"
    if chance.random() < 0.1:
        body = body[: -chance.randrange(1, 12)]
    return _http("POST", "/v1/documents", body, Content_Type="multipart/form-data; boundary=X")


@cache
def _real() -> list[bytes]:
    """The examples' files."""
    return [one.read_bytes() for one in sorted(EXAMPLES.rglob("*")) if one.suffix and one.is_file()]


def _damaged(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data[:200_000])
    for _ in range(1 + len(changed) // 500):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _archive(data: bytes, *names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _XML)
        for name in names:
            archive.writestr(name, data)
    return made.getvalue()


_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
_BOMB = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "qzx">{_ENTITIES}]><a>&e11;</a>'.encode()
_XML = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<educations><education><title>&x;</title></education></educations>"
)
_PAGE = (
    b"<html><head><title><script>alert('qzxmark')</script></title></head><body><h1>Praktik</h1>"
    b"<iframe src=file:///etc/passwd></iframe><p>En sida om praktik &lt;script&gt;alert('qzxmark')"
    b"&lt;/script&gt; och v\xc3\xa4gledning f\xc3\xb6r vuxna.</p></body></html>"
)

_PAGES = (
    b"%PDF-1.7\n1 0 obj<</Type/Pages/Kids[1 0 R]/Count 99999999>>endobj\ntrailer"
    b"<</Root<</Type/Catalog/Pages 1 0 R>>>>"
)

KINDS = (paths, bodies, questions, heads, noise, files)


def requests(count: int) -> Iterator[Made]:
    """As many requests, the kinds in turn; the same ones each time."""
    chance = random.Random(1)  # noqa: S311 - no secret
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        yield kind.__name__, kind(chance)


def send(port: int, data: bytes, seconds: float) -> bytes:
    """The reply to some bytes; empty where there is none in that time."""
    reply = bytearray()
    with socket.create_connection(("127.0.0.1", port), seconds) as connection:
        try:
            connection.sendall(data)
            while piece := connection.recv(65_536):
                reply += piece
        except (ConnectionError, TimeoutError):
            pass  # it has ended what it would not read, or waits for the rest
    return bytes(reply)


def leak(reply: bytes, secrets: Sequence[bytes]) -> str:
    """What a reply tells that it should not; empty where it does not."""
    for secret in (*secrets, b"Traceback", b"root:x:0", b"site-packages", b'.py"', SECRET.encode()):
        if secret in reply:
            return secret.decode(errors="replace")
    is_page = b"content-type: text/html" in reply.lower()
    runs = re.search(rb"<(script|img)[^>]*>?alert\('qzxmark", reply)
    return "a script" if is_page and runs else ""


def test_nothing_breaks_tells_or_loses_anything(tmp_path: Path) -> None:
    data, log = tmp_path / "store", tmp_path / "log"
    with open_app(Settings(data=data), "tests") as app:
        fill(app)
        if "HOSTILE" in os.environ:
            ingest([EXAMPLES / "documents", EXAMPLES / "catalogues"], app.store)
    secrets = [str(data).encode(), str(Path.cwd()).encode()]
    settings = {"VAGVIS_MODEL_TOKENS": "6000", "LURE": SECRET, "VAGVIS_LOG": "info"}
    statuses = Counter[str]()
    with served(data, os.environ | settings, log) as (_, port):
        before = texts(port)
        for kind, request in requests(COUNT):
            reply = send(port, request, SHORT if kind in ("heads", "noise") else PATIENCE)
            head = reply.split(b"\r\n", 1)[0].split(b" ")
            status = head[1].decode() if len(head) > 1 else "closed"
            statuses[status] += 1
            assert not status.startswith("5"), (kind, request[:300], reply[-200:])
            assert not leak(reply, secrets), (kind, request[:300])
        after = texts(port)
    print(dict(statuses))  # noqa: T201 - pytest -s shows what a long run came to
    assert {one: after.get(one) for one in before} == before
    assert MARK not in log.read_text("utf-8", "replace")
    with open_app(Settings(data=data), "tests") as app:
        assert app.store.verify() == []


def texts(port: int) -> dict[str, str]:
    """Every document of the service by its id, with all that is told of it."""
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client:
        ids = [one["id"] for one in client.get("/v1/documents").json()["documents"]]
        return {one: client.get(f"/v1/documents/{one}").text for one in ids}
