"""Training the built-in model, on a small made-up language."""

from __future__ import annotations

import json
import lzma
import random
from pathlib import Path

import numpy as np
import pytest

from corpus.embedding import StaticEmbedder
from evals.training import embedder as train
from evals.training.material import pairs_of_page, read_material

THEMES = {
    "skola": "lärare elev betyg kurs termin undervisning".split(),
    "sjukvård": "läkare patient medicin mottagning remiss operation".split(),
    "trafik": "buss tåg väg bro hållplats tidtabell".split(),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    chance = random.Random(3)  # noqa: S311 -- makes up texts

    def text(theme: str) -> str:
        return " ".join(chance.choices(THEMES[theme], k=14)).capitalize() + "."

    themes = [chance.choice(list(THEMES)) for _ in range(400)]
    _write(tmp_path / "corpus_sv.txt.xz", [text(theme) for theme in themes])
    pairs = [json.dumps([theme, text(theme), "title"]) for theme in themes]
    _write(tmp_path / "pairs_sv.jsonl.xz", pairs)
    pages = [
        {"title": theme, "text": f"{text(theme)}\n\n## Om {theme}\n\n{text(theme)} {text(theme)}"}
        for theme in themes[:50]
    ]
    _write(tmp_path / "government_texts.jsonl.xz", [json.dumps(page) for page in pages])
    return tmp_path


def _write(path: Path, lines: list[str]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)


def test_training_gives_a_model_that_finds_and_is_the_same_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {"VOCABULARY": 150, "DIMENSIONS": 8, "STEPS": 30, "BATCH": 64, "RATE": 0.05}
    for name, value in small.items():
        monkeypatch.setattr(train, name, value)
    for target in ("one", "two"):
        assert train.main([str(folder), str(tmp_path / target)]) == 0
    model = StaticEmbedder(tmp_path / "one")
    assert model.dimensions == 8
    assert model.name == StaticEmbedder(tmp_path / "two").name
    passages = model.embed_passages([" ".join(words) for words in THEMES.values()])
    queries = model.embed_words(list(THEMES))
    assert (queries @ passages.T).argmax(axis=1).tolist() == [0, 1, 2]
    assert not model.embed_query("漢字").any()


def test_pairs_of_a_page_follow_its_structure() -> None:
    first = (
        "Detta stycke står allra först på hela sidan i dag. "
        "Det har många meningar som alla är långa nog. "
    ) * 2
    second = "Under rubriken står ett annat stycke, och det är en enda mening utan slut " * 2
    chance = random.Random(1)  # noqa: S311 -- picks a sentence
    page = [first, "kort", "## Rubrik\nmer", second, second]
    pairs = list(pairs_of_page("Titeln", page, chance))
    assert [pair for pair in pairs if pair[2] != "sentence"] == [
        ("Titeln", first, "title"),
        ("Titeln", second, "title"),
        ("Rubrik", second, "heading"),
        ("Titeln", second, "title"),
        ("Rubrik", second, "heading"),
        (second, second, "next"),
    ]
    ((sentence, rest, _),) = (pair for pair in pairs if pair[2] == "sentence")
    assert sentence in first
    assert len(sentence) > 40
    assert sorted(sentence + rest) == sorted(first + " ")


def test_material_reads_all_three_files(folder: Path) -> None:
    material = read_material(folder, seed=1)
    assert len(material.pairs) > 400
    assert len(material.texts) > 400
    assert not any(text.startswith("#") for text in material.texts)


def test_neighbours_do_not_cross_texts() -> None:
    gap = [-1] * train.WINDOW
    counts = train.neighbours(
        np.array([0, 1, *gap, 2, 1], dtype=np.int32), 3, train.WINDOW
    ).toarray()
    assert counts.tolist() == [[0, 1, 0], [0, 0, 0], [0, 1, 0]]
