from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.app import App, open_app
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.conftest import fill
from tests.model_server import ModelServer, Script, model_server

ROOT = Path(__file__).parents[4]
EXAMPLES = ROOT / "corpus" / "examples" / "documents"


@contextmanager
def opened(folder: Path, script: Script, **settings: object) -> Iterator[tuple[App, ModelServer]]:
    """An app over a store, whose model is the real client of a server with a script."""
    with model_server(script) as server:
        chosen = {"model": "openai:test", "model_url": server.url, "model_timeout": 10} | settings
        with open_app(Settings.model_validate({"data": folder, **chosen}), "tests") as app:
            if not app.store.documents():
                fill(app)
            yield app, server


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small store."""
    return tmp_path_factory.mktemp("generate")


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the example documents."""
    folder = tmp_path_factory.mktemp("examples")
    with open_app(Settings(data=folder), "tests") as app:
        assert not ingest([EXAMPLES], app.store).skipped
    return folder
