"""``vagvis watch`` over folders and over a real server on the loopback address."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import assistant.serve.cli.frame
from assistant.serve.cli.watch import interval
from corpus.embedding import load_embedder
from corpus.store import Store
from ingest.pipeline import ingest_upload

FEED = """<?xml version="1.0"?><rss version="2.0"><channel>
<item><link>/nyheter/ett.html</link></item><item><link>http://annan.example/x.html</link></item>
</channel></rss>"""


def page(text: str) -> bytes:
    return f"<html><body><h1>{text}</h1><p>{text} handlar om vägledning.</p></body></html>".encode()


class Site:
    """What a server has at each path, and how often it was asked and had to send it."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.broken: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        self.address = ""

    def tag(self, path: str) -> str:
        return f'"{hash(self.pages[path])}"'


@pytest.fixture
def site() -> Iterator[Site]:
    pages = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages.asked[self.path] += 1
            assert self.headers["User-Agent"] == "Vagvis"
            if self.path in pages.broken:
                self.send_error(503)
            elif self.path not in pages.pages:
                self.send_error(404)
            elif self.headers.get("If-None-Match") == pages.tag(self.path):
                self.send_response(304)
                self.end_headers()
            else:
                pages.sent[self.path] += 1
                self.send_response(200)
                self.send_header("ETag", pages.tag(self.path))
                self.end_headers()
                self.wfile.write(pages.pages[self.path])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    pages.address = f"http://127.0.0.1:{server.server_port}"
    yield pages
    server.shutdown()
    thread.join()
    server.server_close()


class Watching:
    """``vagvis watch --once`` over one store."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data, self._capsys = data, capsys

    def look(self, *arguments: object) -> str:
        line = ["watch", *map(str, arguments), "--once", "--data", str(self.data)]
        status = assistant.serve.cli.frame.run(line)
        written = self._capsys.readouterr()
        assert status == 0, written.err
        return written.out

    def sources(self) -> list[str]:
        with Store.open(self.data, load_embedder("builtin"), "test") as store:
            return [record.source for record in store.documents()]


@pytest.fixture
def watching(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Watching:
    return Watching(tmp_path / "data", capsys)


def test_what_comes_changes_and_goes_is_told(watching: Watching, tmp_path: Path) -> None:
    folder = tmp_path / "texter"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n\nText om praktik.\n")
    (folder / "b.md").write_text("# B\n\nText om studiemedel.\n")
    assert "2 nya, 0 ändrade" in watching.look(folder)
    with Store.open(watching.data, load_embedder("builtin"), "test") as store:
        ingest_upload("min.md", b"# Min\n\nUppladdad text.\n", store)
    (folder / "a.md").write_text("# A\n\nAnnan text om praktik.\n")
    (folder / "b.md").unlink()
    (folder / "c.md").write_text("# C\n\nText om validering.\n")
    report = watching.look(folder)
    assert "1 nya, 1 ändrade, 0 flyttade, 1 borttagna, 0 oförändrade" in report
    assert watching.sources() == ["a.md", "c.md", "min.md"]
    shutil.rmtree(folder)  # as a disk that is not mounted
    assert "finns inte eller är tom" in watching.look(folder)
    assert watching.sources() == ["a.md", "c.md", "min.md"]
    with Store.open(watching.data, load_embedder("builtin"), "test") as store:
        newest, before, _ = store.watch_reports()
    assert newest["failed"]
    assert before["removed"] == ["b.md"]


def test_addresses_are_asked_politely(watching: Watching, tmp_path: Path, site: Site) -> None:
    listed = tmp_path / "adresser.toml"
    entries = [("/sida.html", ""), ("/flöde.xml", "feed = true"), ("/hemligt/x.html", "")]
    site.pages = {
        "/robots.txt": b"User-agent: *\nDisallow: /hemligt/\n",
        "/sida.html": page("Sidan"),
        "/fl%C3%B6de.xml": FEED.encode(),
        "/nyheter/ett.html": page("Nyheten"),
        "/hemligt/x.html": page("Hemligt"),
    }
    blocks = [f'[[address]]\nurl = "{site.address}{path}"\n{more}\n' for path, more in entries]
    listed.write_text("pause = 0\n" + "".join(blocks), "utf-8")

    report = watching.look("--addresses", listed)
    assert "2 nya" in report
    assert "robots.txt" in report
    assert not site.asked["/hemligt/x.html"]

    site.pages["/sida.html"] = page("Sidan, ändrad")
    site.broken.add("/nyheter/ett.html")
    report = watching.look("--addresses", listed)
    assert "0 nya, 1 ändrade" in report
    assert "gick inte att hämta (503)" in report
    assert len(watching.sources()) == 2
    assert site.sent["/fl%C3%B6de.xml"] == 1
    assert site.asked["/fl%C3%B6de.xml"] == 2

    site.broken.clear()
    del site.pages["/sida.html"]
    report = watching.look("--addresses", listed)
    assert "1 borttagna" in report
    assert len(watching.sources()) == 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "Ange mappar att bevaka"),
        (["m", "--every", "1s"], "--every ska vara minst 10s"),
        (["m", "--every", "ofta"], "--every ska vara minst 10s"),
        (["--addresses", "saknas.toml"], "går inte att läsa"),
    ],
)
def test_a_mistake_gets_one_line(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert assistant.serve.cli.frame.run(["watch", *arguments]) == 2
    assert line in capsys.readouterr().err


def test_times_are_read() -> None:
    assert [interval(text) for text in ("30s", "10m", "2h", "1d")] == [30, 600, 7_200, 86_400]
