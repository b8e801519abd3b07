"""Who holds a store."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from corpus.store import (
    EmbedderMismatch,
    Store,
    StoreError,
    StoreLocked,
)
from tests.corpus.trouble import EMBEDDER, OTHER, whole


def test_a_second_owner_is_told_who_holds_the_folder(folder: Path) -> None:
    with Store.open(folder, EMBEDDER, "vagvis serve"):
        with pytest.raises(StoreLocked) as refusal:
            Store.open(folder, EMBEDDER, "vagvis ingest")
        assert "vagvis serve" in str(refusal.value)
        assert str(os.getpid()) in str(refusal.value)
        assert str(folder) in str(refusal.value)
    whole(folder)


def test_another_process_is_refused_too(folder: Path) -> None:
    with Store.open(folder, EMBEDDER, "vagvis serve"):
        context = multiprocessing.get_context("forkserver")
        process = context.Process(target=open_elsewhere, args=(folder,))
        process.start()
        process.join(60)
    assert process.exitcode == 0


def open_elsewhere(folder: Path) -> None:
    with pytest.raises(StoreLocked, match="vagvis serve"):
        Store.open(folder, EMBEDDER, "vagvis ask")


def test_an_unreadable_note_on_the_holder_does_not_hide_the_lock(folder: Path) -> None:
    with Store.open(folder, EMBEDDER, "vagvis serve"):
        (folder / "holder.json").write_text("{")
        with pytest.raises(StoreLocked, match="ett annat program"):
            Store.open(folder, EMBEDDER, "vagvis ask")


def test_closing_twice_is_harmless(folder: Path) -> None:
    store = Store.open(folder, EMBEDDER, "test")
    store.close()
    with Store.open(folder, EMBEDDER, "test"):
        store.close()
        with pytest.raises(StoreLocked):
            Store.open(folder, EMBEDDER, "test")


def test_a_failed_opening_lets_go(folder: Path) -> None:
    with pytest.raises(EmbedderMismatch):
        Store.open(folder, OTHER, "test")
    whole(folder)


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StoreError, match="--data"):
        Store.open(tmp_path / "data", EMBEDDER, "test")
