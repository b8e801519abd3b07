"""What tests of the store share."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.store import (
    Store,
)
from tests.corpus.trouble import EMBEDDER, TEXTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path, EMBEDDER, "test") as store:
        store.put(TEXTS)
    return tmp_path
