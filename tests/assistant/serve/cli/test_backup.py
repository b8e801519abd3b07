"""``vagvis backup`` and ``vagvis restore``, beside a server that writes, and killed on the way."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

import assistant.serve.cli.frame
from corpus.store import Store
from corpus.store.backup import back_up, restore
from tests.corpus.hashing import HashingEmbedder, made

EMBEDDER = HashingEmbedder()


@pytest.fixture(scope="module")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    texts = tmp_path_factory.mktemp("texter")
    for name in ("ansökan", "praktik"):
        (texts / f"{name}.md").write_text(f"# {name}\n\nEn text som handlar om {name}.\n", "utf-8")
    assert assistant.serve.cli.frame.run(["ingest", str(texts), "--data", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def backup(store_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("kopior") / "vagvis.zip"
    run = assistant.serve.cli.frame.run
    assert run(["backup", str(file), "--data", str(store_folder)]) == 0
    return file


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    status = assistant.serve.cli.frame.run([str(one) for one in arguments])
    written = capsys.readouterr()
    return status, written.out + written.err


def test_a_backup_is_restored_and_agrees_with_itself(
    backup: Path, store_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "ny"
    assert run(capsys, "restore", backup, "--data", data)[0] == 0
    assert run(capsys, "verify", "--data", data)[0] == 0
    assert run(capsys, "documents", "--json", "--data", data) == run(
        capsys, "documents", "--json", "--data", store_folder
    )
    assert "handlar om praktik" in run(capsys, "search", "praktik", "--data", data)[1]
    status, line = run(capsys, "restore", backup, "--data", data)
    assert (status, "finns redan ett lager" in line) == (2, True)
    assert run(capsys, "verify", "--data", data)[0] == 0


def test_keys_and_collections_come_along(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, again, closed = tmp_path / "data", tmp_path / "ny", tmp_path / "styrelsen"
    closed.mkdir()
    (closed / "protokoll.md").write_text("# Protokoll\n\nStyrelsen sålde skogen.\n", "utf-8")
    assert run(capsys, "ingest", closed, "--data", data)[0] == 0
    assert run(capsys, "collections", "add", "styrelsen", closed, "--data", data)[0] == 0
    assert run(capsys, "keys", "add", "inläsning", "--scope", "ingest", "--data", data)[0] == 0
    assert run(capsys, "backup", tmp_path / "kopia.zip", "--data", data)[0] == 0
    assert run(capsys, "restore", tmp_path / "kopia.zip", "--data", again)[0] == 0
    assert "styrelsen" in run(capsys, "collections", "list", "--data", again)[1]
    assert "inläsning" in run(capsys, "keys", "list", "--data", again)[1]


def test_a_backup_is_taken_while_another_process_writes(tmp_path: Path) -> None:
    stop = threading.Event()
    with Store.open(tmp_path / "store", EMBEDDER, "vagvis serve") as store:
        store.put([made("0", "utgåva0 sida1", "utgåva0 sida2")])

        def write() -> None:
            number = 0
            while not stop.is_set():
                number += 1
                store.put([made("0", f"utgåva{number} sida1", f"utgåva{number} sida2")])

        writer = threading.Thread(target=write)
        writer.start()
        for n in range(3):
            back_up(tmp_path / "store", tmp_path / f"{n}.zip")
        stop.set()
        writer.join()
    restore(tmp_path / "2.zip", tmp_path / "ny", "test")
    with Store.open(tmp_path / "ny", EMBEDDER, "test") as store:
        assert store.verify() == []
        document = store.document(made("0", "")[0].id)
        assert document is not None
        assert len({page.text.split()[0] for page in document.pages}) == 1


def test_what_is_no_whole_backup_is_refused_and_leaves_no_store(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = backup.read_bytes()
    other = tmp_path / "annat.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("hej.txt", "hej")
    cut, spoilt = tmp_path / "kort.zip", tmp_path / "skadad.zip"
    cut.write_bytes(whole[: len(whole) // 2])
    middle = len(whole) // 2
    spoilt.write_bytes(whole[:middle] + bytes(64) + whole[middle + 64 :])
    for file in (other, cut, spoilt):
        status, line = run(capsys, "restore", file, "--data", tmp_path / "ny")
        assert (status, "ingen hel säkerhetskopia" in line) == (2, True), line
    # what was tried stands in the way of nothing
    assert run(capsys, "restore", backup, "--data", tmp_path / "ny")[0] == 0


_KILLED = """
import os, signal, sys
from pathlib import Path
turns = int(sys.argv[1])
def audit(event, arguments):
    global turns
    if event in {"os.rename", "os.mkdir", "os.rmdir", "open", "os.remove"}:
        if str(sys.argv[3]) in str(arguments[0]):
            turns -= 1
            if turns < 0:
                os.kill(os.getpid(), signal.SIGKILL)
from corpus.store.backup import back_up, restore
sys.addaudithook(audit)
if sys.argv[2] == "restore":
    restore(Path(sys.argv[4]), Path(sys.argv[3]), "test")
else:
    back_up(Path(sys.argv[4]), Path(sys.argv[3]) / "vagvis.zip")
"""


def killed(turns: int, act: str, place: Path, source: Path) -> bool:
    """Whether the act was killed at its so-manieth file."""
    line = [sys.executable, "-c", _KILLED, str(turns), act, str(place), str(source)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return done.returncode != 0


def test_a_restore_that_is_killed_leaves_no_store_or_the_whole(
    backup: Path, tmp_path: Path
) -> None:
    whole = zipfile.ZipFile(backup).read("vagvis.sqlite")
    outcomes = set()
    for turns in (0, 5, 9, 100):
        data = tmp_path / f"data{turns}"
        data.mkdir()
        stopped = killed(turns, "restore", data, backup)
        database = data / "vagvis.sqlite"
        there = database.exists()
        assert not there or database.read_bytes() == whole
        outcomes.add((stopped, there))
        if not there:
            shutil.rmtree(tmp_path / "igen", ignore_errors=True)
            data.rename(tmp_path / "igen")
            restore(backup, tmp_path / "igen", "test")
            assert (tmp_path / "igen" / "vagvis.sqlite").read_bytes() == whole
    assert (True, False) in outcomes
    assert (False, True) in outcomes


def test_a_backup_that_is_killed_leaves_the_one_before_it(
    backup: Path, store_folder: Path, tmp_path: Path
) -> None:
    for turns in (1, 3):
        place = tmp_path / str(turns)
        place.mkdir()
        shutil.copy(backup, place / "vagvis.zip")
        killed(turns, "backup", place, store_folder)
        with zipfile.ZipFile(place / "vagvis.zip") as archive:
            assert archive.testzip() is None
            assert "vagvis.sqlite" in archive.namelist()
