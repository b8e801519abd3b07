from __future__ import annotations

from pathlib import Path

import pytest

from corpus.embedding import load_embedder
from evals.report import retrieval
from evals.report.retrieval import Retrieval, measure
from evals.report.retrieval_sets import RetrievalSet
from ingest.split import split

SET = RetrievalSet(
    name="small",
    queries=("lärare i skolan", "smal väg", "vem vet"),
    passages=("Om annat, som inte hör hit.", "Skolan behöver lärare.", "Vägen är smal.", "Tyst."),
    owners=(0, 0, 1, 2),
    right=(0, 1, 2),
    held=(1,),
)


@pytest.fixture
def measured() -> Retrieval:
    return measure([SET], load_embedder("builtin"))


def test_an_answer_is_found_by_its_best_passage(measured: Retrieval) -> None:
    whole, held = measured.parts
    assert (whole.part, whole.queries, whole.answers) == ("whole", 3, 3)
    assert (held.part, held.queries) == ("held", 1)
    assert len(whole.systems) == 6
    for system in held.systems:
        if system.system == retrieval.WORDS:  # "väg" is not "Vägen", and "smal" is not "smal."
            continue
        assert system.ndcg_at_10.mean == 1
        assert system.recall_at_1 == 1
    found = {system.system: system for system in whole.systems}
    assert found[retrieval.WHOLE].recall_at_1 >= 0.6667
    assert found[retrieval.AS_GIVEN].recall_at_1 >= 0.6667
    assert set(whole.differences) == set(found) - {retrieval.WHOLE}


def test_both_ways_of_cutting_are_measured() -> None:
    with retrieval.filled(SET, retrieval.uncut) as search:
        assert search.store.passage_count == 4
    with retrieval.filled(SET, split) as search:
        assert search.store.passage_count == 3


def test_the_command_prints_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(retrieval, "minilm", lambda: load_embedder("builtin"))
    monkeypatch.setattr(retrieval, "load_sets", lambda _folder: [SET])
    result = tmp_path / "result.json"
    assert retrieval.main([str(tmp_path), str(result)]) == 0
    text = result.read_text("utf-8")
    assert Retrieval.model_validate_json(text).parts[0].set == "small"
    assert "Skolan" not in text
    assert '"part": "held"' in capsys.readouterr().out
