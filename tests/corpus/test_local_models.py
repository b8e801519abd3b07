"""Models on disk: what is refused before anything heavy is loaded, and what tells models apart."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.embedding import SentenceTransformerEmbedder
from corpus.local_models import ModelUnavailable, find_model
from tests import tiny_models

TEXTS = ["Kurser på distans", "Komvux"]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    tiny_models.embedder(folder / "plain")
    tiny_models.reranker(folder / "reranker")
    return folder


@pytest.fixture
def model(models: Path, tmp_path: Path) -> Path:
    """A copy that one test may change."""
    return Path(shutil.copytree(models / "plain", tmp_path / "plain"))


def loaded(folder: Path) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder(str(folder))


# Refusals


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "nobody/no-such-model",
            r"finns inte på den här datorn.*vagvis models get nobody/no-such-model",
        ),
        ("no-such-model", r"vagvis models get owner/no-such-model"),
        ("no/such/folder/anywhere", r"Mappen no/such/folder/anywhere finns inte"),
        ("./nowhere", r"Mappen \./nowhere finns inte"),
    ],
)
def test_what_is_not_on_disk_is_refused_without_asking_the_network(
    name: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", no_network)
    monkeypatch.setattr("socket.getaddrinfo", no_network)
    with pytest.raises(ModelUnavailable, match=line):
        find_model(name, owner="owner")


def test_a_refusal_loads_neither_torch_nor_sentence_transformers() -> None:
    program = (
        "import sys; from corpus.embedding import EmbedderUnavailable, load_embedder\n"
        "from assistant.search.reranking import RerankerUnavailable, load_reranker\n"
        "for load in (load_embedder, load_reranker):\n"
        "    try: load('nobody/no-such-model')\n"
        "    except (EmbedderUnavailable, RerankerUnavailable): pass\n"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="finns ingen modell"):
        find_model(str(tmp_path), owner="owner")


def test_a_models_own_code_is_never_run(model: Path) -> None:
    settings = json.loads((model / "config.json").read_text("utf-8"))
    settings["auto_map"] = {"AutoModel": "modeling.Own"}
    (model / "config.json").write_text(json.dumps(settings), "utf-8")
    with pytest.raises(ModelUnavailable, match="programkod"):
        loaded(model)


def test_a_model_that_does_not_say_what_it_is_is_refused(model: Path) -> None:
    settings = json.loads((model / "config.json").read_text("utf-8"))
    settings["architectures"] = []
    (model / "config.json").write_text(json.dumps(settings), "utf-8")
    with pytest.raises(ModelUnavailable, match="architectures"):
        loaded(model)


def test_modules_of_the_models_own_are_never_run(model: Path) -> None:
    modules = [{"idx": 0, "name": "0", "path": "", "type": "custom_st.Transformer"}]
    (model / "modules.json").write_text(json.dumps(modules), "utf-8")
    with pytest.raises(ModelUnavailable, match="programkod"):
        loaded(model)


def test_a_reranker_is_no_embedder(models: Path) -> None:
    with pytest.raises(ModelUnavailable, match="gör inga vektorer"):
        loaded(models / "reranker")


def test_a_damaged_model_is_named(model: Path) -> None:
    (model / "model.safetensors").write_bytes(b"\x08")
    with pytest.raises(ModelUnavailable, match="går inte att läsa"):
        loaded(model)


# Names and prompts


def test_a_downloaded_model_is_known_by_its_name(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = tmp_path / "cache" / "models--some-body--multilingual-e5-tiny" / "snapshots" / "1a"
    shutil.copytree(model, snapshot)
    refs = snapshot.parents[1] / "refs"
    refs.mkdir()
    (refs / "main").write_text("1a", "utf-8")
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path / "cache"))
    by_name = SentenceTransformerEmbedder("some-body/multilingual-e5-tiny")
    assert by_name.name.startswith("multilingual-e5-tiny-")
    assert loaded(snapshot).name == by_name.name
    plain = loaded(model)
    np.testing.assert_allclose(
        by_name.embed_query("kurs"), plain.embed_query("query: kurs"), atol=1e-5
    )
    np.testing.assert_allclose(
        by_name.embed_passages(["kurs"]), plain.embed_passages(["passage: kurs"]), atol=1e-5
    )
    assert by_name.embed_query("kurs") @ plain.embed_query("kurs") < 0.999


@pytest.mark.parametrize("told_by", ["folder", "card", "config"])
def test_a_folder_is_known_by_its_name_card_or_config(model: Path, told_by: str) -> None:
    plain = loaded(model)
    if told_by == "folder":
        model = model.rename(model.with_name("e5-own"))
    elif told_by == "card":
        (model / "README.md").write_text("---\ntags: []\n---\n\n# E5-base-own\n", "utf-8")
    else:
        settings = json.loads((model / "config.json").read_text("utf-8"))
        settings["_name_or_path"] = "intfloat/multilingual-e5-base"
        (model / "config.json").write_text(json.dumps(settings), "utf-8")
    known = loaded(model)
    np.testing.assert_allclose(
        known.embed_passages(TEXTS),
        plain.embed_passages([f"passage: {text}" for text in TEXTS]),
        atol=1e-5,
    )


def test_the_models_own_prompts_are_used(models: Path, tmp_path: Path) -> None:
    own = {"query": "F: ", "passage": "S: "}
    made = SentenceTransformerEmbedder(tiny_models.embedder(tmp_path / "e5-own", own))
    plain = loaded(models / "plain")
    np.testing.assert_allclose(made.embed_query("a"), plain.embed_query("F: a"), atol=1e-5)
    np.testing.assert_allclose(
        made.embed_passages(["a"]), plain.embed_passages(["S: a"]), atol=1e-5
    )


# The name that a store records


def test_a_moved_model_keeps_its_name_and_another_gets_its_own(model: Path, tmp_path: Path) -> None:
    name = loaded(model).name
    (tmp_path / "elsewhere").mkdir()
    moved = model.rename(tmp_path / "elsewhere" / "plain")
    assert loaded(moved).name == name
    exported = moved / "onnx"
    exported.mkdir()
    (exported / "model.onnx").write_bytes(b"another format")
    (moved / "README.md").write_text("# Om modellen\n", "utf-8")
    assert loaded(moved).name == name

    weights = bytearray((moved / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (moved / "model.safetensors").write_bytes(weights)
    assert loaded(moved).name != name


def test_another_rule_of_what_goes_before_is_another_name(model: Path) -> None:
    name = loaded(model).name
    (model / "README.md").write_text("# e5-base\n", "utf-8")
    renamed = loaded(model).name
    assert renamed != name
    assert renamed.startswith("plain-")


# Length


def test_long_passages_are_cut_and_that_is_said_once(
    models: Path, caplog: pytest.LogCaptureFixture
) -> None:
    embedder = loaded(models / "plain")
    embedder.embed_passages(["kort", "å" * (tiny_models.LENGTH // 2 - 5)])
    assert not caplog.records
    vectors = embedder.embed_passages(["kort", "ord " * 100, "ord " * 200])
    embedder.embed_passages(["ord " * 200])
    [record] = caplog.records
    line = record.getMessage()
    assert f"högst {tiny_models.LENGTH}" in line
    assert "2 av de första 3" in line
    np.testing.assert_allclose(vectors[1], vectors[2], atol=1e-5)


def test_many_passages_are_embedded_as_each_alone(models: Path) -> None:
    embedder = loaded(models / "plain")
    texts = [f"Kurs {number} " + "a" * (number % 40) for number in range(70)]
    together = embedder.embed_passages(texts)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for place in (0, 33, 69):
        np.testing.assert_allclose(together[place], embedder.embed_query(texts[place]), atol=1e-5)
