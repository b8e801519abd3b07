"""The embedders: what every one promises, and what is particular to each."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info

from corpus.embedding import (
    BUILTIN_FOLDER,
    EmbedderUnavailable,
    SentenceTransformerEmbedder,
    StaticEmbedder,
    load_embedder,
    weigh,
)

WORDS = ["utbildning", "arbete", "kurs", "kommun", "bygglov", "query", "passage", "region"]


@pytest.fixture(scope="module")
def builtin() -> StaticEmbedder:
    return StaticEmbedder(BUILTIN_FOLDER)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small sentence-transformers model of random weights."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    folder = tmp_path_factory.mktemp("models")
    vocabulary = {word: i for i, word in enumerate(["?", *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="?"))  # noqa: S106 -- a word
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    rng = np.random.default_rng(7)
    weights = rng.normal(size=(len(WORDS) + 1, 12)).astype(np.float32)
    module = StaticEmbedding(tokenizer, embedding_weights=weights)
    model = SentenceTransformer(modules=[module], device="cpu")
    model.save(str(folder / "plain"))
    return folder


def test_builtin_is_what_the_name_loads() -> None:
    embedder = load_embedder("builtin")
    assert isinstance(embedder, StaticEmbedder)
    assert embedder.name.startswith("builtin-")
    assert embedder.embed_query("Vad är komvux?").shape == (embedder.dimensions,)


def test_vectors_are_computed_on_as_many_threads_as_asked_for() -> None:
    load_embedder("builtin", threads=1)
    libraries = threadpool_info()
    assert libraries
    assert all(one["num_threads"] == 1 for one in libraries if one["user_api"] == "blas")


def test_builtin_loads_without_torch_and_without_the_hub() -> None:
    program = (
        "import sys; from corpus.embedding import load_embedder;"
        "load_embedder('builtin').embed_query('Vem får läsa på komvux?');"
        "print([m for m in ('torch', 'transformers', 'huggingface_hub') if m in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_builtin_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in BUILTIN_FOLDER.iterdir() if path.is_file()) < 20e6


def test_passages_are_embedded_alike_alone_and_together(builtin: StaticEmbedder) -> None:
    texts = ["Ansökan är öppen.", "", "Kommunen ordnar vuxenutbildning.", "Ansökan är öppen."]
    together = builtin.embed_passages(texts)
    assert together.shape == (4, builtin.dimensions)
    assert together.dtype == np.float32
    for row, text in zip(together, texts, strict=True):
        np.testing.assert_allclose(row, builtin.embed_query(text), atol=1e-6)
    assert not together[1].any()
    assert builtin.embed_passages([]).shape == (0, builtin.dimensions)


def test_case_soft_hyphens_and_decomposed_letters_do_not_matter(builtin: StaticEmbedder) -> None:
    plain = builtin.embed_query("vuxenutbildning för lärare")
    for variant in (
        "Vuxenutbildning FÖR lärare!",
        "vuxen\u00adutbildning för lärare",
        "vuxenutbildning fo\u0308r la\u0308rare",
    ):
        np.testing.assert_allclose(builtin.embed_query(variant), plain, atol=1e-6)


@pytest.mark.parametrize("text", ["\ud800", "kurs \udcff i Sundsvall"])
def test_a_lone_surrogate_says_nothing(builtin: StaticEmbedder, text: str) -> None:
    without = "".join(letter for letter in text if not "\ud800" <= letter <= "\udfff")
    assert (builtin.embed_query(text) == builtin.embed_query(without)).all()
    assert (builtin.embed_words([text])[0] == builtin.embed_query(without)).all()


def test_letters_of_other_scripts_say_nothing(builtin: StaticEmbedder) -> None:
    assert not builtin.embed_query("教育 教育").any()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=5))
def test_every_row_has_length_one_or_is_empty(texts: list[str]) -> None:
    vectors = _shared().embed_passages(texts)
    assert np.isfinite(vectors).all()
    lengths = np.linalg.norm(vectors, axis=1)
    assert all(abs(length - 1) < 1e-5 or length == 0 for length in lengths)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "Hur får vi personalen att lära sig mer på jobbet?",
            "Medarbetarnas kompetensutveckling sker genom kurser och handledning på arbetsplatsen.",
        ),
        (
            "Vem betalar om jag läser i en annan kommun?",
            "Hemkommunen svarar för kostnaden när en elev tas emot av en annan huvudman.",
        ),
        (
            "När börjar nästa termin?",
            "Höstterminens studier startar den 21 augusti och vårterminens den 15 januari.",
        ),
    ],
)
def test_a_question_is_nearest_to_its_answer(
    builtin: StaticEmbedder, question: str, answer: str
) -> None:
    others = [
        "Den som bygger ut sitt hus måste söka bygglov hos kommunens byggnadsnämnd.",
        "Fartygen ska ha godkända livbåtar och en brandplan som besättningen känner till.",
        "Regeringen föreslår höjd skatt på bensin och diesel från årsskiftet.",
    ]
    scores = builtin.embed_passages([answer, *others]) @ builtin.embed_query(question)
    assert scores.argmax() == 0


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("vuxenutbildning", "komvux", "bygglov"),
        ("arbetslös", "arbetslösa", "fartyg"),
        ("lärare", "undervisning", "bensin"),
        ("sjuksköterska", "sjukvård", "skatt"),
        ("åldersgräns", "åldersgränsen", "järnväg"),
    ],
)
def test_words_of_like_meaning_are_near(
    builtin: StaticEmbedder, word: str, near: str, far: str
) -> None:
    vectors = builtin.embed_words([word, near, far])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.15


def test_threads_share_one_embedder(builtin: StaticEmbedder) -> None:
    texts = [f"Kurs {number} ges på distans med {number} poäng." for number in range(200)]
    alone = builtin.embed_passages(texts)
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(builtin.embed_query, texts))
    np.testing.assert_allclose(np.stack(rows), alone, atol=1e-6)


@pytest.mark.parametrize("damage", ["missing", "cut", "tokenizer"])
def test_a_damaged_model_is_named_in_plain_words(damage: str, tmp_path: Path) -> None:
    for name in ("tokenizer.json", "model.safetensors"):
        (tmp_path / name).write_bytes((BUILTIN_FOLDER / name).read_bytes())
    if damage == "missing":
        (tmp_path / "model.safetensors").unlink()
    elif damage == "cut":
        (tmp_path / "model.safetensors").write_bytes(b"\x08")
    else:
        (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EmbedderUnavailable, match=r"saknas eller är skadad.*Installera om"):
        StaticEmbedder(tmp_path)


def test_repeated_pieces_weigh_less_than_their_number() -> None:
    pieces, weights = weigh([5, 2, 5, 5])
    assert pieces.tolist() == [2, 5]
    assert weights.tolist() == pytest.approx([1.0, 1 + np.log(3)])
    assert weigh([])[0].size == 0


def test_sentence_transformers_model_by_path(models: Path) -> None:
    embedder = load_embedder(str(models / "plain"), threads=1)
    assert embedder.name.startswith("plain-")
    assert embedder.dimensions == 12
    vectors = embedder.embed_passages(["kurs kommun", "region"])
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(embedder.embed_query("kurs kommun"), vectors[0], atol=1e-6)
    assert embedder.embed_passages([]).shape == (0, 12)


def test_threads_are_handed_to_torch(models: Path) -> None:
    import torch

    before = torch.get_num_threads()
    try:
        SentenceTransformerEmbedder(str(models / "plain"), threads=2)
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_models_are_refused_as_embedders(models: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match=r"Inbyggd är ”builtin”"):
        load_embedder("nobody/no-such-model")
    (models / "plain" / "damaged").mkdir()
    (models / "plain" / "damaged" / "config.json").write_text('{"model_type": "bert"}', "utf-8")
    with pytest.raises(EmbedderUnavailable, match=r"går inte att läsa"):
        load_embedder(str(models / "plain" / "damaged"))


_loaded: list[StaticEmbedder] = []


def _shared() -> StaticEmbedder:
    # Hypothesis calls a test many times; a fixture cannot be given to each call.
    if not _loaded:
        _loaded.append(StaticEmbedder(BUILTIN_FOLDER))
    return _loaded[0]
