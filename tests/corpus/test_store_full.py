"""Disks that are full or take no more writing."""

from __future__ import annotations

import errno
import os
import resource
import shutil
from pathlib import Path

import pytest
from chromadb.errors import InternalError
from filelock import FileLock

from corpus.keywords import KeywordIndex
from corpus.store import (
    Store,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreReadOnly,
)
from corpus.store.errors import store_errors
from corpus.store.vectors import Vectors
from corpus.store.words import WordIndex
from tests.corpus.hashing import made
from tests.corpus.trouble import ALL, EMBEDDER, TEXTS, index_of, whole

LARGE = [
    made(
        f"large{n}",
        *(" ".join(f"ord{n}{page}{word:x}" for word in range(400)) for page in range(9)),
    )
    for n in "cd"
]


def limit_at(monkeypatch: pytest.MonkeyPatch, kind: type, name: str) -> None:
    """From entering a step to leaving it no file may grow beyond two kilobytes."""
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    step = getattr(kind, name)

    def limited(*args: object) -> object:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, unlimited[1]))
        try:
            return step(*args)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)

    monkeypatch.setattr(kind, name, limited)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Vectors, "add"),
        (Vectors, "remove"),
        (WordIndex, "commit"),
        (KeywordIndex, "commit"),
    ],
)
def test_a_disk_that_is_full_for_an_index(
    folder: Path, kind: type, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "__init__":
        shutil.rmtree(index_of(folder))
    with monkeypatch.context() as full, Store.open(folder, EMBEDDER, "test") as store:
        limit_at(full, kind, name)
        changed = made("a", "första dokumentet om studiemedel, ändrat")
        for _ in range(2):
            with pytest.raises(StoreFull, match="Disken är full"):
                store.put([changed, *LARGE])
        assert store.document(TEXTS[1][0].id) == TEXTS[1][0]
        assert store.document(changed[0].id) in {TEXTS[0][0], changed[0]}
        full.undo()
        store.put([made("e", "sist")])
        assert store.verify() == []
        assert store.document(changed[0].id) == changed[0]
    whole(folder, documents=5)


def test_a_disk_that_is_full_when_lost_indexes_are_made_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(index_of(folder))
    with monkeypatch.context() as full:
        limit_at(full, Vectors, "__init__")
        with Store.open(folder, EMBEDDER, "test") as store:
            assert "Disken är full" in caplog.text
            assert len(store.documents()) == 2
            with pytest.raises(StoreDamaged, match="nyckelordsindexet"):
                store.keyword_search("praktik", 5, ALL)
    whole(folder)


def test_a_disk_that_is_full_for_the_tables(folder: Path) -> None:
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Store.open(folder, EMBEDDER, "test") as store:
        size = (folder / "vagvis.sqlite").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, unlimited[1]))
        try:
            with pytest.raises(StoreFull, match="Disken är full"):
                store.put(LARGE * 10)
            assert len(store.documents()) == 2
            assert store.keyword_search("studiemedel", 5, ALL)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        store.put(LARGE)
    whole(folder, documents=4)


def test_a_full_folder_for_temporary_files_is_named(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path_factory.mktemp("tillfälligt")
    usage = shutil.disk_usage
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(
        shutil,
        "disk_usage",
        lambda at: usage(at)._replace(free=0) if at == temporary else usage(at),
    )
    with pytest.raises(StoreFull, match="tillfälligt"), store_errors(folder):
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_folder_that_cannot_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with pytest.raises(StoreError) as refusal:
        Store.open(tmp_path, EMBEDDER, "test")
    assert str(tmp_path) in str(refusal.value)
    assert "skrivskyddad" in str(refusal.value) or "behörighet" in str(refusal.value)


LOCK = (
    "Failed to acquire Lockfile: IoError(Os { code: 30, kind: ReadOnlyFilesystem, "
    'message: "Read-only file system" }). None'
)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.EROFS, "Read-only file system"),
        ValueError(LOCK),  # the keyword index's
        InternalError("error returned from database: (code: 778) disk I/O error"),  # Chroma's
    ],
)
def test_a_disk_that_turned_read_only_is_neither_full_nor_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(StoreReadOnly, match="skrivskyddad"), store_errors(tmp_path):
        raise error


def test_no_room_for_a_new_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    full = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, unlimited[1]))
    try:
        with pytest.raises(StoreFull):
            Store.open(tmp_path, EMBEDDER, "test")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    Store.open(tmp_path, EMBEDDER, "test").close()
