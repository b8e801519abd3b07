"""What was read of a file, and to read it again, over HTTP."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.serve import problems
from assistant.serve.api import readings
from corpus.embedding import load_embedder
from corpus.store import Store
from ingest.pipeline import ingest, ingest_upload


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store", load_embedder("builtin"), "test")


def client(store: Store) -> TestClient:
    api = FastAPI()
    api.state.views = SimpleNamespace(of=lambda _: SimpleNamespace(store=store))
    api.include_router(readings.router)
    for error in problems.FORESEEN:
        api.add_exception_handler(error, problems.on_error)
    return TestClient(api)


def test_a_file_is_explained_and_read_again_from_where_it_stands(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "plan.md"
    file.write_text("# Plan för 2026\n\nMålet är 400 platser.", "utf-8")
    (tmp_path / "plan.md.meta.toml").write_text('publisher = "Region Ek"', "utf-8")
    ingest([file], store)
    [record] = store.documents()
    api = client(store)
    reading = api.get(f"/v1/documents/{record.id}/reading").json()
    assert reading["document"]["title"] == "Plan för 2026"
    assert reading["origins"]["publisher"] == "metadatafilen"
    file.write_text("# Plan för 2026\n\nMålet är 500 platser.", "utf-8")
    assert api.post(f"/v1/documents/{record.id}/reading").status_code == 200
    [again] = store.documents()
    assert again.id == record.id
    assert again.metadata.publisher == "Region Ek"
    assert "500" in (store.passages_of(again.id)[0].text)
    assert store.original(again.id) == file.read_bytes()
    store.close()


def test_an_upload_is_read_again_from_its_kept_file(store: Store, tmp_path: Path) -> None:
    made = ingest_upload("a.md", b"# Plan\n\nM\xc3\xa5let \xc3\xa4r 400 platser.", store)
    api = client(store)
    assert api.post(f"/v1/documents/{made}/reading").json()["document"]["id"] == made
    assert api.get("/v1/documents/borta/reading").status_code == 404
    [record] = store.documents()
    (tmp_path / "store" / "originals" / record.content_hash).unlink()
    gone = api.post(f"/v1/documents/{made}/reading")
    assert gone.status_code == 422
    assert "ingen kopia är sparad" in gone.json()["detail"]
    assert [one.id for one in store.documents()] == [made]
    store.close()
