"""The files behind documents, kept as they were."""

from __future__ import annotations

from pathlib import Path

from corpus.embedding import load_embedder
from corpus.store import Store
from ingest.pipeline import ingest, ingest_upload


def names(data: Path) -> set[str]:
    folder = data / "originals"
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_the_file_is_kept_with_its_document_and_goes_with_it(tmp_path: Path) -> None:
    folder, data = tmp_path / "files", tmp_path / "store"
    folder.mkdir()
    (folder / "a.md").write_text("# Plan\n\nMålet är 400 platser.", "utf-8")
    (folder / "b.md").write_text("# Plan\n\nMålet är 400 platser.", "utf-8")
    with Store.open(data, load_embedder("builtin"), "test") as store:
        ingest([folder], store)
        [first] = store.documents()
        assert store.original(first.id) == (folder / "a.md").read_bytes()
        (folder / "a.md").write_text("# Plan\n\nMålet är 500 platser.", "utf-8")
        (folder / "b.md").unlink()
        ingest([folder], store)
        [changed] = store.documents()
        assert store.original(changed.id) == (folder / "a.md").read_bytes()
        assert names(data) == {changed.content_hash}
        upload = ingest_upload("c.md", b"# Annat\n\nEn annan text som ska bort.", store)
        assert store.original(upload) == b"# Annat\n\nEn annan text som ska bort."
        store.remove([upload])
        assert store.original(upload) is None
        assert names(data) == {changed.content_hash}


def test_what_a_stop_left_is_swept_and_what_is_missing_comes_with_the_next_reading(
    tmp_path: Path,
) -> None:
    folder, data = tmp_path / "files", tmp_path / "store"
    folder.mkdir()
    (folder / "a.md").write_text("# Plan\n\nMålet är 400 platser.", "utf-8")
    with Store.open(data, load_embedder("builtin"), "test") as store:
        ingest([folder], store)
        [record] = store.documents()
    (data / "originals" / "left").write_bytes(b"half")
    (data / "originals" / record.content_hash).unlink()
    with Store.open(data, load_embedder("builtin"), "test") as store:
        assert names(data) == set()
        assert store.original(record.id) is None
        assert ingest([folder], store).unchanged == ["a.md"]
        assert store.original(record.id) == (folder / "a.md").read_bytes()
