"""A cross-encoder by name: what is refused, what it judges, and how a search takes its order."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from assistant.app import App, open_app
from assistant.bodies.question import Question
from assistant.search.matching import Floats
from assistant.search.reranking import (
    CrossEncoderReranker,
    RerankerFailed,
    RerankerUnavailable,
    load_reranker,
)
from assistant.serve.server import build
from assistant.settings import Settings
from corpus.model import Filters
from tests import tiny_models
from tests.assistant.conftest import fill

QUESTION = "Vad är syftet med vägledning?"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    tiny_models.reranker(folder / "reranker")
    return folder


@pytest.fixture(scope="module")
def sorted_app(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A real app with a real cross-encoder."""
    import torch

    settings = Settings(
        data=tmp_path_factory.mktemp("store"), reranker=str(models / "reranker"), threads=2
    )
    before = torch.get_num_threads()
    with open_app(settings, "tests") as opened:
        assert torch.get_num_threads() == 2
        fill(opened)
        yield opened
    torch.set_num_threads(before)


@dataclass
class Backwards:
    """Likes best what comes last, or fails."""

    fails: bool = False
    asked: str = ""

    def scores(self, question: str, passages: Sequence[str]) -> Floats:
        if self.fails:
            raise RerankerFailed("OutOfMemoryError")
        self.asked = question
        return np.arange(len(passages), dtype=np.float64)


# Loading


def test_models_that_are_not_here_or_no_rerankers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        RerankerUnavailable, match=r"vagvis models get cross-encoder/nothing.*RERANKER"
    ):
        load_reranker("nothing")
    embedder = tiny_models.embedder(tmp_path / "embedder")
    with pytest.raises(RerankerUnavailable, match="ingen omsorterare"):
        load_reranker(embedder)
    with pytest.raises(RerankerUnavailable, match="ingen omsorterare"):
        load_reranker(f"{embedder}-plain")
    with pytest.raises(RerankerUnavailable, match="ingen omsorterare"):
        load_reranker(tiny_models.reranker(tmp_path / "labels", labels=3))
    damaged = Path(tiny_models.reranker(tmp_path / "damaged"))
    (damaged / "model.safetensors").write_bytes(b"\x08")
    with pytest.raises(RerankerUnavailable, match="går inte att läsa"):
        load_reranker(str(damaged))


def test_a_search_with_a_missing_reranker_is_refused_before_the_store_is_touched(
    tmp_path: Path,
) -> None:
    settings = Settings(data=tmp_path / "store", reranker="nobody/nothing")
    with pytest.raises(RerankerUnavailable), open_app(settings, "tests"):
        pass
    assert not (tmp_path / "store").exists()


# Judging


@pytest.mark.parametrize("form", ["classifier", "saved"])
def test_passages_are_judged_alike_alone_and_together(form: str, tmp_path: Path) -> None:
    make = tiny_models.reranker if form == "classifier" else tiny_models.saved_reranker
    reranker = load_reranker(make(tmp_path / form))
    passages = [f"text {number} " + "ö" * number for number in range(40)]
    scores = reranker.scores("fråga", passages)
    assert scores.shape == (40,)
    assert len(set(scores.round(4).tolist())) > 10
    for place in (0, 20, 39):
        alone = reranker.scores("fråga", [passages[place]])
        np.testing.assert_allclose(alone, scores[place], atol=1e-4)
    assert reranker.scores("fråga", []).shape == (0,)
    assert np.isfinite(reranker.scores("fråga " * 500, ["text " * 50_000])).all()


def test_threads_share_one_reranker(models: Path) -> None:
    reranker = load_reranker(str(models / "reranker"))
    asked = [(f"fråga {number}", [f"text {n}" * n for n in range(1, 9)]) for number in range(24)]
    alone = [reranker.scores(*one) for one in asked]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda one: reranker.scores(*one), asked))
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_qwen3_is_asked_in_the_form_that_it_was_trained_in(tmp_path: Path) -> None:
    reranker = CrossEncoderReranker(tiny_models.qwen3_reranker(tmp_path / "Qwen3-Reranker-tiny"))
    model = reranker._model
    read = model.preprocess([("FRÅGAN", "TEXTEN")])["input_ids"][0]
    assert model.tokenizer.decode(read) == (
        "<|im_start|>system\nJudge whether the Document meets the requirements based on the Query "
        'and the Instruct provided. Note that the answer can only be "yes" or "no".<|im_end|>\n'
        "<|im_start|>user\n<Instruct>: Given a web search query, retrieve relevant passages that "
        "answer the query\n<Query>: FRÅGAN\n<Document>: TEXTEN<|im_end|>\n"
        "<|im_start|>assistant\n<think>\n\n</think>\n\n"
    )
    scores = reranker.scores("fråga", ["ett", "något helt annat"])
    assert scores[0] != scores[1]


def test_qwen3s_own_template_is_kept_where_it_knows_of_documents(tmp_path: Path) -> None:
    folder = Path(tiny_models.qwen3_reranker(tmp_path / "Qwen3-Reranker-tiny"))
    own = "{% for one in messages %}<Document> {{ one.content }} {% endfor %}"
    (folder / "chat_template.jinja").write_text(own, "utf-8")
    model = CrossEncoderReranker(str(folder))._model
    read = model.preprocess([("FRÅGAN", "TEXTEN")])["input_ids"][0]
    assert model.tokenizer.decode(read).split() == ["<Document>", "FRÅGAN", "<Document>", "TEXTEN"]


def test_what_fails_tells_nothing_of_the_question(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reranker = CrossEncoderReranker(str(models / "reranker"))

    def fail(pairs: object, **_: object) -> None:
        raise ValueError(f"cannot read {pairs}")

    monkeypatch.setattr(reranker._model, "predict", fail)
    with pytest.raises(RerankerFailed, match=r"^ValueError$"):
        reranker.scores("hemlig fråga", ["text"])

    monkeypatch.setattr(reranker._model, "predict", lambda *_, **__: np.array([np.nan]))
    with pytest.raises(RerankerFailed, match="finite"):
        reranker.scores("fråga", ["text"])


# Searching


def test_the_order_is_the_rerankers_and_the_scores_keep_their_places(app: App) -> None:
    plain = app.retriever
    reranker = Backwards()
    turned = replace(plain, reranker=reranker)
    (query,) = plain.reader.read(QUESTION).queries
    before = plain.find(query, 10, Filters()).ranked
    after = turned.find(query, 10, Filters()).ranked
    assert len(before) > 2
    assert [hit.passage.id for hit in after] == [hit.passage.id for hit in reversed(before)]
    assert [hit.score for hit in after] == [hit.score for hit in before]
    assert after[0].score == 1
    assert [hit.keyword for hit in after] == [hit.keyword for hit in reversed(before)]
    assert reranker.asked == QUESTION


def test_a_reranker_that_fails_leaves_the_built_in_order(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    failing = replace(app.retriever, reranker=Backwards(fails=True))
    with caplog.at_level(logging.WARNING):
        assert failing.search(QUESTION, 5, Filters()) == app.retriever.search(
            QUESTION, 5, Filters()
        )
    [record] = [one for one in caplog.records if one.name == "assistant.search.retriever"]
    assert "OutOfMemoryError" in record.getMessage()
    assert "syftet" not in caplog.text


def test_a_search_over_http_takes_the_cross_encoders_order(sorted_app: App) -> None:
    body = {"query": QUESTION, "k": 10}
    found = TestClient(build(sorted_app)).post("/v1/search", json=body).json()["passages"]
    plain = replace(sorted_app.retriever, reranker=None).search(QUESTION, 10, Filters())
    texts = {one.id: one for one in plain}
    assert {one["id"] for one in found} == set(texts)
    scores = [one["score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)

    reranker = sorted_app.retriever.reranker
    assert reranker is not None
    judged = reranker.scores(
        QUESTION,
        [
            f"{sorted_app.store.record(one['document']['id']).metadata.title}\n"  # type: ignore[union-attr]
            f"{one['heading'] or ''}\n{one['text']}"
            for one in found
        ],
    )
    assert judged.tolist() == sorted(judged.tolist(), reverse=True)


def test_answers_are_as_sane_as_ever(sorted_app: App) -> None:
    answer = sorted_app.answering.invoke(Question(question=QUESTION))["answer"]
    assert "Syftet med vägledning" in answer.text
