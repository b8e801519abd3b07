"""What tests of the command line share."""

from __future__ import annotations

from pathlib import Path

import pytest

import assistant.serve.cli.frame
from tests.assistant.serve.cli.terminal import REPORT, Terminal


@pytest.fixture
def vagvis(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dokument")
    (made / "rapport.md").write_text(REPORT, "utf-8")
    (made / "tom.txt").write_bytes(b"")
    return made


@pytest.fixture(scope="module")
def data(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test changes."""
    made = tmp_path_factory.mktemp("data")
    assert assistant.serve.cli.frame.run(["ingest", str(folder), "--data", str(made)]) == 0
    return made
