"""Models are listed and fetched from a hub on loopback, and never without a yes."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import assistant.serve.cli  # noqa: F401 - registers the commands
from assistant.app import open_app
from assistant.serve.cli.frame import run
from assistant.settings import Settings
from tests import tiny_models
from tests.assistant.conftest import fill

SHA = "0123456789abcdef0123456789abcdef01234567"
EMBEDDER, RERANKER, CODED = "people/embedder", "people/reranker", "people/coded"


class Hub:
    """What the hub has, by name: the folder, tags and what was asked for."""

    def __init__(self, folder: Path) -> None:
        tiny_models.embedder(folder / "embedder")
        tiny_models.reranker(folder / "reranker")
        (folder / "embedder" / "onnx").mkdir()
        (folder / "embedder" / "onnx" / "model.onnx").write_bytes(b"x" * 100)
        (folder / "embedder" / "pytorch_model.bin").write_bytes(b"x" * 100)
        self.folders = {
            EMBEDDER: folder / "embedder",
            RERANKER: folder / "reranker",
            CODED: folder / "reranker",
        }
        self.asked: list[str] = []

    def told(self, name: str) -> dict[str, Any]:
        files = [path for path in self.folders[name].rglob("*") if path.is_file()]
        root = self.folders[name]
        tags = ["license:apache-2.0", *(["custom_code"] if name == CODED else [])]
        siblings = [
            {"rfilename": path.relative_to(root).as_posix(), "size": path.stat().st_size}
            for path in files
        ]
        return {"id": name, "modelId": name, "sha": SHA, "tags": tags, "siblings": siblings}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hub, str]]:
    hub = Hub(tmp_path_factory.mktemp("hub"))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].strip("/")
            hub.asked.append(path)
            if path.startswith("api/models/") and (name := path[11:]) in hub.folders:
                self.give(json.dumps(hub.told(name)).encode(), "application/json")
                return
            name, _, file = path.partition("/resolve/main/")
            found = hub.folders.get(name, Path("/nowhere")) / file
            if found.is_file():
                self.give(found.read_bytes(), "application/octet-stream")
            else:
                self.give(b"", "text/plain", 404)

        def give(self, data: bytes, kind: str, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("X-Repo-Commit", SHA)
            self.send_header("ETag", f'"{hashlib.sha256(data).hexdigest()}"')
            if status == 404:
                self.send_header("X-Error-Code", "RepoNotFound")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield hub, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def at_hub(hub: tuple[Hub, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """The hub, for a person whose machine has no model yet."""
    monkeypatch.setenv("HF_ENDPOINT", hub[1])
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("VAGVIS_EMBEDDER", raising=False)
    hub[0].asked.clear()
    return hub[0]


def says(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """A person who answers like this; what was asked."""
    asked: list[str] = []
    left = list(answers)

    def answer(question: str = "") -> str:
        asked.append(question)
        return left.pop(0)

    monkeypatch.setattr("builtins.input", answer)
    return asked


def test_an_embedder_is_fetched_and_the_store_made_anew_with_it(
    at_hub: Hub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = tmp_path / "data"
    with open_app(Settings(data=data), "tests") as app:
        fill(app)
    asked = says(monkeypatch, "ja", "j")
    assert run(["models", "get", EMBEDDER, "--data", str(data)]) == 0
    told = capsys.readouterr().out
    assert "apache-2.0" in told.partition("Hämtad")[0]
    assert "kB" in told.partition("Hämtad")[0]
    assert "VAGVIS_EMBEDDER=people/embedder" in told
    assert len(asked) == 2
    loaded = {path.rpartition("/")[2] for path in at_hub.asked if "/resolve/" in path}
    assert {"config.json", "model.safetensors", "modules.json"} <= loaded
    assert loaded.isdisjoint({"model.onnx", "pytorch_model.bin"})

    monkeypatch.setenv("VAGVIS_EMBEDDER", EMBEDDER)
    at_hub.asked.clear()
    assert run(["verify", "--data", str(data)]) == 0
    capsys.readouterr()
    assert run(["models", "--data", str(data)]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if EMBEDDER in line)
    assert row.split()[-1] == "ja"
    assert not at_hub.asked  # neither asks the hub for anything


@pytest.mark.parametrize("answer", ["", "n", "nej", "kanske"])
def test_nothing_is_fetched_without_a_yes(
    at_hub: Hub, answer: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    says(monkeypatch, answer)
    assert run(["models", "get", EMBEDDER]) == 0
    assert not any("/resolve/" in path for path in at_hub.asked)
    capsys.readouterr()
    assert run(["models"]) == 0
    assert EMBEDDER not in capsys.readouterr().out


def test_a_reranker_changes_no_store(
    at_hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["models", "get", RERANKER, "--yes", "--data", str(tmp_path / "none")]) == 0
    assert "VAGVIS_RERANKER=people/reranker" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()
    assert any("/resolve/" in path for path in at_hub.asked)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("people/nobody", "Det finns ingen modell som heter ”people/nobody”"),
        ("a/b/c", "Det finns ingen modell"),
        (CODED, "programkod"),
    ],
)
@pytest.mark.usefixtures("at_hub")
def test_what_cannot_be_had_is_told_in_a_line(
    name: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["models", "get", name, "--yes"]) == 2
    error = capsys.readouterr().err
    assert line in error
    assert error.count("\n") == 1


@pytest.mark.usefixtures("at_hub")
def test_a_hub_that_is_not_there_is_told_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert run(["models", "get", EMBEDDER, "--yes"]) == 2
    assert "Kontrollera nätet" in capsys.readouterr().err
