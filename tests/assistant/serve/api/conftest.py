from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.app import App
from assistant.serve.server import build


@pytest.fixture(scope="session")
def client(app: App) -> TestClient:
    return TestClient(build(app))


@pytest.fixture
def own_client(own_app: App) -> TestClient:
    return TestClient(build(own_app))
