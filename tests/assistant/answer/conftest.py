"""A few small documents, asked over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.app import open_app
from assistant.serve.server import build
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.answer.documents import LEARNING, OTHER, PLAN, REPORT, ROUTINE


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("texts")
    (folder / "lyftet.md").write_text(REPORT, encoding="utf-8")
    (folder / "folkhogskola.md").write_text(OTHER, encoding="utf-8")
    (folder / "larande.md").write_text(LEARNING, encoding="utf-8")
    (folder / "rutin.md").write_text(ROUTINE, encoding="utf-8")
    for year, share in ((2021, 70), (2025, 85)):
        text = PLAN.format(year=year, share=share)
        (folder / f"plan_{year}.md").write_text(text, encoding="utf-8")
    with open_app(Settings(data=tmp_path_factory.mktemp("store")), "tests") as app:
        assert not ingest([folder], app.store).skipped
        yield TestClient(build(app))
