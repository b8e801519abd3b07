"""Many files are read by several processes, with the outcome of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.store import Store
from ingest import reading_processes
from ingest.pipeline import Summary, ingest
from ingest.read_ahead import FIRST
from tests.corpus.hashing import HashingEmbedder

DEADLY = "dödlig.txt"

# The reader as it is, but for a file over which its process ends.
MORTAL = f"""
import os
from ingest import reading_processes as reader
whole = reader.explanation_of
reader.explanation_of = lambda f, *rest: os._exit(9) if f.name == {DEADLY!r} else whole(f, *rest)
try:
    reader._serve()
except EOFError:
    pass
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """More files than are read at first: new ones, two of one content, and two that are broken."""
    made = tmp_path / "dokument"
    made.mkdir()
    for number in range(FIRST + 12):
        text = f"# Rapport {number:02}\n\nProjekt {number} prövade vägledning i fyra kommuner."
        (made / f"{number:02}.md").write_text(text, encoding="utf-8")
    (made / "90.md").write_bytes((made / "20.md").read_bytes())
    (made / "91.docx").write_bytes(b"PK\x03\x04 trasig")
    (made / "92.txt").write_bytes(b"")
    return made


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    with (
        Store.open(tmp_path / "one", HashingEmbedder(), "test") as one,
        Store.open(tmp_path / "two", HashingEmbedder(), "test") as two,
    ):
        yield one, two


def ingested(folder: Path, store: Store, cores: int, patch: pytest.MonkeyPatch) -> Summary:
    patch.setattr("ingest.pipeline.usable_cores", lambda: cores)
    return ingest([folder], store)


def test_two_cores_read_what_one_reads(
    folder: Path, stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (
        replace(ingested(folder, store, cores, monkeypatch), seconds=0)
        for cores, store in enumerate(stores, start=1)
    )
    assert one == two
    assert [skipped.source for skipped in two.skipped] == ["91.docx", "92.txt"]
    assert two.copies == ["90.md"]
    records = [
        {record.id: (record.source, record.content_hash) for record in store.documents()}
        for store in stores
    ]
    assert records[0] == records[1]


def test_a_process_that_ends_takes_one_file_along(
    folder: Path, stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / DEADLY).write_text("En text som läsaren inte överlever.", encoding="utf-8")
    for number in range(5):
        (folder / f"ö{number}.txt").write_text(f"Text nummer {number} efteråt.", encoding="utf-8")
    monkeypatch.setattr(reading_processes, "COMMAND", ("-c", MORTAL))
    summary = ingested(folder, stores[0], 2, monkeypatch)
    assert [skipped.source for skipped in summary.skipped] == ["91.docx", "92.txt", DEADLY]
    assert "stannade mitt i" in summary.skipped[-1].reason
    assert [f"ö{number}.txt" for number in range(5)] == summary.read[-5:]
