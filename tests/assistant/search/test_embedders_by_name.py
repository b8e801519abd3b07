"""One embedder after another over the same store, at the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

import assistant.serve.cli.contents
from assistant.serve.cli.progress import Step
from tests import tiny_models
from tests.assistant.serve.cli.terminal import REPORT, Terminal


@pytest.fixture
def vagvis(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def recorder(told: list[tuple[int, int]]) -> Callable[..., AbstractContextManager[Step]]:
    """In place of the bar: keeps what it would show."""

    @contextmanager
    def counted(_what: str, *, quiet: bool) -> Iterator[Step]:
        assert not quiet
        yield lambda done, total: told.append((done, total))

    return counted


def test_a_store_refuses_another_embedder_until_it_is_made_anew(
    vagvis: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, data = tmp_path / "documents", tmp_path / "data"
    documents.mkdir()
    (documents / "rapport.md").write_text(REPORT, "utf-8")
    query = ("search", "syftet med vägledning", "--data", data)
    models = {name: tiny_models.embedder(tmp_path / "models" / name) for name in ("ett", "e5-två")}
    assert vagvis.run("ingest", documents, "--data", data)[0] == 0

    for name, model in models.items():
        monkeypatch.setenv("VAGVIS_EMBEDDER", model)
        line = vagvis.refused(*query)
        assert f"inställt på {name}-" in line
        assert "vagvis verify --repair" in line
        assert vagvis.refused("ingest", documents, "--data", data) == line
        assert vagvis.run("verify", "--data", data)[0] == 1
        told: list[tuple[int, int]] = []
        with monkeypatch.context() as watched:
            watched.setattr(assistant.serve.cli.contents, "progress_bar", recorder(told))
            status, out, _ = vagvis.run("verify", "--repair", "--data", data)
        assert status == 0
        assert "Lagat." in out
        assert told[0][0] == 0
        assert told[-1][0] == told[-1][1] > 0
        assert vagvis.run("verify", "--data", data)[0] == 0
        assert "Slutrapport" in vagvis.run(*query)[1]

    monkeypatch.delenv("VAGVIS_EMBEDDER")
    assert "e5-två-" in vagvis.refused(*query)


def test_a_missing_model_ends_a_command_with_one_line(
    vagvis: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.joinpath("data").mkdir()
    monkeypatch.setenv("VAGVIS_RERANKER", "nobody/no-such-model")
    line = vagvis.refused("search", "vägledning", "--data", tmp_path / "data")
    assert "vagvis models get nobody/no-such-model" in line
    monkeypatch.setenv("VAGVIS_EMBEDDER", "nobody/no-such-embedder")
    line = vagvis.refused("search", "vägledning", "--data", tmp_path / "data")
    assert "vagvis models get nobody/no-such-embedder" in line
