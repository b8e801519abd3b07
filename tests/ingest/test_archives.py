"""Zip archives are looked into as folders are."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from corpus.store import Store
from ingest.pipeline import ingest
from tests.corpus.hashing import HashingEmbedder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store", HashingEmbedder(), "test") as opened:
        yield opened


def packed(path: Path, files: Mapping[str, str]) -> Path:
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def text(store: Store, source: str) -> str:
    (record,) = [one for one in store.documents() if one.source == source]
    document = store.document(record.id)
    assert document is not None
    return document.text


def test_each_file_of_an_archive_is_a_document(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    files = {
        "taxa 2026.md": "# Taxa\n\nPrövning kostar 650 kronor.",
        "mapp/råd.txt": "Råd till den som söker: börja i tid och fråga en vägledare.",
        "__MACOSX/._taxa.md": "skräp",
        "inre.zip": "PK",
        "bild.css": "p {}",
    }
    packed(folder / "allt.zip", files)
    summary = ingest([folder], store)
    assert summary.read == ["allt.zip/mapp/råd.txt", "allt.zip/taxa 2026.md"]
    assert "650 kronor" in text(store, "allt.zip/taxa 2026.md")
    told = {skipped.source: skipped.reason for skipped in summary.skipped}
    assert "arkiv i ett arkiv" in told["allt.zip/inre.zip"]
    assert ".css" in told["allt.zip/bild.css"]
    again = ingest([folder], store)
    assert (again.read, again.removed, len(again.unchanged)) == ([], [], 2)


def test_what_leaves_an_archive_leaves_the_store(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    files = {"a.md": "# A\n\nEtt dokument om validering.", "b.md": "# B\n\nEtt om vägledning."}
    path = packed(folder / "allt.zip", files)
    ingest([path], store)
    packed(path, {"a.md": files["a.md"]})
    assert ingest([path], store).removed == ["allt.zip/b.md"]
    path.write_bytes(path.read_bytes()[:30])
    summary = ingest([folder], store)
    assert next(skipped.reason for skipped in summary.skipped).startswith("är ett skadat arkiv")
    # What could not be looked into may still be there.
    assert [record.source for record in store.documents()] == ["allt.zip/a.md"]
    path.unlink()
    ingest([folder], store)
    assert store.documents() == ()


def test_an_archive_of_too_many_files_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.archives.MOST_FILES", 2)
    path = packed(tmp_path / "files" / "allt.zip", {f"{n}.md": "x" for n in range(3)})
    (skipped,) = ingest([path], store).skipped
    assert "fler än 2 filer" in skipped.reason
