from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.api.server import build
from assistant.app import App


@pytest.fixture(scope="session")
def client(app: App) -> TestClient:
    return TestClient(build(app))


@pytest.fixture
def own_client(own_app: App) -> TestClient:
    return TestClient(build(own_app))
