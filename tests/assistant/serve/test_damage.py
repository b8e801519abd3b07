"""Files of a store that are lost or spoilt: told over HTTP and at the command line, and mended."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import assistant.serve.cli.frame
from assistant.app import App, open_app
from assistant.serve.server import build
from assistant.settings import Settings
from corpus.store.keeper import keeping
from tests.corpus.hashing import made

QUESTION = {"question": "Vad är syftet med vägledning?"}
TEXT = "# Slutrapport\n\nSyftet med vägledning är att individen ska kunna välja utbildning.\n"


def overwrite(path: Path, count: int = 64) -> None:
    with path.open("r+b") as file:
        file.write(b"\xff" * count)


def overwrite_keywords(folder: Path) -> None:
    for path in folder.glob("index-*/keywords/*.store"):
        overwrite(path)


def lose_keywords(folder: Path) -> None:
    for path in folder.glob("index-*/keywords"):
        shutil.rmtree(path)


def empty_words(folder: Path) -> None:
    for path in folder.glob("index-*/words/*"):
        path.write_bytes(b"")


def empty_vectors(folder: Path) -> None:
    for path in folder.glob("index-*/vectors/**/*"):
        if path.is_file():
            path.write_bytes(b"")


def cut_database(folder: Path) -> None:
    path = folder / "vagvis.sqlite"
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 3)


def lose_database(folder: Path) -> None:
    for path in folder.glob("vagvis.sqlite*"):
        path.unlink()


def problem(client: TestClient, address: str = "/readyz") -> dict[str, str]:
    reply = client.get(address)
    assert reply.status_code == 503
    assert reply.headers["content-type"] == "application/problem+json"
    body: dict[str, str] = reply.json()
    return body


@pytest.mark.parametrize(
    ("damage", "part"),
    [
        (lose_keywords, "nyckelordsindexet"),
        (empty_vectors, "vektorerna"),
    ],
)
def test_a_lost_index_is_named_and_mended_while_it_is_served(
    own_app: App, damage: Callable[[Path], None], part: str
) -> None:
    client = TestClient(build(own_app))
    assert own_app.store.check() == []
    damage(own_app.settings.data)

    assert part in problem(client)["detail"]
    with keeping(own_app.store):
        until = time.monotonic() + 60
        while client.get("/readyz").status_code != 200 and time.monotonic() < until:
            time.sleep(0.02)

    assert client.get("/readyz").status_code == 200
    assert own_app.store.verify() == []
    assert client.post("/v1/answers", json=QUESTION).json()["status"] == "answered"


def test_a_disk_that_turns_read_only_or_full_is_told_and_answers_go_on(
    own_app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    client = TestClient(build(own_app))
    with monkeypatch.context() as turned:
        turned.setattr("tempfile.TemporaryFile", refuse)
        turned.setattr("corpus.store.originals.Originals.keep", refuse)
        assert problem(client)["type"].endswith(":read-only")
        files = {"files": ("ny.md", TEXT.encode())}
        reply = client.post("/v1/documents", files=files)
        assert (reply.status_code, reply.json()["type"]) == (503, "urn:vagvis:problem:read-only")
        assert client.post("/v1/answers", json=QUESTION).json()["status"] == "answered"
    with monkeypatch.context() as filled:
        usage = shutil.disk_usage(own_app.settings.data)._replace(free=0)
        filled.setattr(shutil, "disk_usage", lambda _: usage)
        assert client.get("/readyz").json() == {"status": "ok", "room": False}
        assert client.post("/v1/answers", json=QUESTION).json()["status"] == "answered"
    assert client.get("/readyz").json() == {"status": "ok"}


def test_a_text_without_a_word_is_no_damage(own_app: App) -> None:
    """Which anybody with a key could otherwise let the indexes be made anew with."""
    with TestClient(build(own_app)) as client:
        for entry in client.get("/v1/documents").json()["documents"]:
            client.delete(f"/v1/documents/{entry['id']}")
        file = {"files": ("tecken.txt", "½ ¤ ☺ ☺ ½ ¤ ½\n\n☺".encode())}
        assert client.post("/v1/documents", files=file).status_code == 201

        assert client.get("/readyz").status_code == 200


def test_an_index_that_cannot_be_read_is_told_at_every_search(own_app: App) -> None:
    client = TestClient(build(own_app))
    own_app.store.close()
    overwrite_keywords(own_app.settings.data)

    for _ in range(2):
        reply = client.post("/v1/answers", json=QUESTION)
        assert reply.status_code == 503
        assert "nyckelordsindexet" in reply.json()["detail"]
    assert "nyckelordsindexet" in problem(client)["detail"]
    assert own_app.store.damaged.is_set()


@pytest.mark.parametrize("damage", [cut_database, lose_database])
def test_a_spoilt_database_is_not_ready_and_takes_nothing_in(
    own_app: App, damage: Callable[[Path], None]
) -> None:
    client = TestClient(build(own_app))
    assert client.get("/readyz").status_code == 200
    damage(own_app.settings.data)

    assert "databas" in problem(client)["detail"]
    files = {"files": ("nytt.md", TEXT.encode())}
    assert client.post("/v1/documents", files=files).status_code == 503


# The command line


class Command:
    """Runs commands over one store in this process."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._data, self._capsys = data, capsys

    def run(self, *arguments: str) -> tuple[int, str]:
        status = assistant.serve.cli.frame.run([*arguments, "--data", str(self._data)])
        written = self._capsys.readouterr()
        return status, written.out + written.err


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dokument")
    (folder / "rapport.md").write_text(TEXT, "utf-8")
    data = tmp_path_factory.mktemp("data")
    assert assistant.serve.cli.frame.run(["ingest", str(folder), "--data", str(data)]) == 0
    return data


@pytest.fixture
def data(read_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(read_once, tmp_path / "data")


@pytest.fixture
def command(data: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(data, capsys)


@pytest.mark.parametrize("damage", [overwrite_keywords, lose_keywords, empty_words, empty_vectors])
def test_verify_finds_a_spoilt_index_and_repair_mends_it(
    command: Command, data: Path, damage: Callable[[Path], None]
) -> None:
    damage(data)

    if damage is not empty_vectors:  # so few are compared one by one, without an index
        status, text = command.run("search", "vägledning")
        assert (status, "verify --repair" in text) == (1, True), text
    status, text = command.run("verify")
    assert (status, "går inte att läsa" in text or "inte att läsa" in text) == (1, True), text
    assert command.run("verify", "--repair")[0] == 0
    assert command.run("verify")[0] == 0
    assert "Syftet med" in command.run("search", "vägledning")[1]


@pytest.mark.parametrize("damage", [cut_database, lose_database])
def test_repair_leaves_the_indexes_of_a_lost_database_alone(
    command: Command, data: Path, damage: Callable[[Path], None]
) -> None:
    damage(data)
    before = {path: path.read_bytes() for path in data.glob("index-*/**/*") if path.is_file()}

    for arguments in (["verify", "--repair"], ["ask", "Vad är syftet?"], ["documents"]):
        status, text = command.run(*arguments)
        assert (status, "vagvis restore" in text) == (1, True), text
    after = {path: path.read_bytes() for path in data.glob("index-*/**/*") if path.is_file()}
    assert after == before


TEXT_COLUMN = "UPDATE passages SET text = replace(text, 'välja', 'vägra')"
DATE_COLUMN = "UPDATE documents SET published = '2019-01-01'"
PAGES_COLUMN = "UPDATE passages SET pages = '[99]'"
NO_JSON = "UPDATE passages SET sentences = '[[0, 5]'"
BLOCKS_COLUMN = "UPDATE pages SET blocks = replace(blocks, 'individen', 'ingen')"


@pytest.mark.parametrize("damage", [TEXT_COLUMN, DATE_COLUMN, PAGES_COLUMN, NO_JSON, BLOCKS_COLUMN])
def test_a_document_that_is_not_what_was_read_is_told_and_never_quoted(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    """As when the disk changes bytes within a record that still opens."""
    with open_app(Settings(data=tmp_path), "tests") as app, TestClient(build(app)) as client:
        file = {"files": ("rapport.md", TEXT.encode())}
        reply = client.post("/v1/documents", files=file).json()
        address = f"/v1/documents/{reply['files'][0]['document']['id']}"
        app.store.put([made("annat.txt", "ett helt dokument om praktik")])
        with closing(sqlite3.connect(tmp_path / "vagvis.sqlite")) as database, database:
            assert database.execute(f"{damage} WHERE serial = 1").rowcount == 1

        assert {client.get("/readyz").status_code for _ in "12"} == {503}  # the second remembers
        assert problem(client)["type"].endswith("store-damaged")
        if damage in (TEXT_COLUMN, PAGES_COLUMN, NO_JSON):
            reply = client.post("/v1/answers", json=QUESTION)
            assert reply.status_code == 503
            assert "vägra" not in reply.text
        if damage == BLOCKS_COLUMN:
            assert client.get(f"{address}/pages/1").status_code == 503
        [line] = app.store.verify()
        assert "rapport.md är skadat" in line
        generation = next(tmp_path.glob("index-*"))
        with keeping(app.store):
            while "rapport.md är skadat" not in caplog.text:
                time.sleep(0.02)
        assert next(tmp_path.glob("index-*")) == generation  # nothing made of what is damaged

        client.post(f"{address}/reading").raise_for_status()
        assert app.store.verify() == []
        assert client.get("/readyz").status_code == 200
        assert client.post("/v1/answers", json=QUESTION).json()["status"] == "answered"


def test_damaged_vectors_are_made_anew_from_the_text(tmp_path: Path) -> None:
    with open_app(Settings(data=tmp_path), "tests") as app:
        app.store.put([made("a.txt", "ett dokument om praktik"), made("b.txt", "ett om lärlingar")])
        before = app.store.vectors([f"{one.id}-0000" for one in app.store.documents()])
    with closing(sqlite3.connect(tmp_path / "vagvis.sqlite")) as database, database:
        database.execute('UPDATE vectors SET "values" = zeroblob(length("values"))')
    shutil.rmtree(next(tmp_path.glob("index-*")))
    with open_app(Settings(data=tmp_path), "tests") as app:
        after = app.store.vectors([f"{one.id}-0000" for one in app.store.documents()])
        assert after.tolist() == before.tolist()
        assert app.store.verify() == []
