"""Other embedders than that of a store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.store import (
    EmbedderMismatch,
    Store,
)
from tests.corpus.hashing import HashingEmbedder, made
from tests.corpus.trouble import ALL, EMBEDDER, OTHER, TEXTS, whole


@pytest.mark.parametrize("other", [OTHER, HashingEmbedder("hashing", 16), HashingEmbedder("new")])
def test_another_embedder_is_refused_until_the_store_is_made_anew(
    folder: Path, other: HashingEmbedder
) -> None:
    with pytest.raises(EmbedderMismatch, match=r"vagvis verify --repair"):
        Store.open(folder, other, "test")
    with Store.open(folder, other, "vagvis verify", repairing=True) as store:
        assert len(store.documents()) == 2
        [difference] = store.verify()
        assert EMBEDDER.name in difference
        with pytest.raises(EmbedderMismatch):
            store.put([made("c", "tredje")])
        store.repair()
        assert store.verify() == []
    with Store.open(folder, other, "test") as store:
        passage = TEXTS[0][1][0]
        np.testing.assert_allclose(
            store.vectors([passage.id])[0], other.embed_passages([f"A\n\n{passage.text}"])[0]
        )
        assert store.vector_search(other.embed_query(passage.text), 1, ALL)[0][0] == passage.id


def test_a_store_made_anew_tells_how_far_it_has_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.indexing.EMBEDDED", 4)
    monkeypatch.setattr("corpus.store.indexing.ROUND", 10)
    texts = [
        [f"{name} {number}" for number in range(count)] for name, count in (("a", 9), ("b", 7))
    ]
    with Store.open(tmp_path, EMBEDDER, "test") as store:
        store.put([made(f"{one[0]}.txt", *one) for one in texts])
    told: list[tuple[int, int]] = []
    with Store.open(tmp_path, OTHER, "vagvis verify", repairing=True) as store:
        store.repair(lambda done, total: told.append((done, total)))
        assert store.verify() == []
    assert told == sorted(told)
    assert told[-1] == (16, 16)
    assert len(told) > 4


def test_an_empty_store_takes_any_embedder(tmp_path: Path) -> None:
    Store.open(tmp_path, OTHER, "test").close()
    with Store.open(tmp_path, EMBEDDER, "test") as store:
        store.put(TEXTS)
    whole(tmp_path)


def test_a_failing_embedder_loses_nothing(folder: Path) -> None:
    class Failing(HashingEmbedder):
        def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
            raise RuntimeError(f"no model for {len(texts)} texts")

    with Store.open(folder, Failing(), "test") as store:
        with pytest.raises(RuntimeError, match="no model"):
            store.put([made("a", "en ny utgåva"), made("c", "tredje")])
        assert len(store.documents()) == 2
        assert store.document(TEXTS[0][0].id) == TEXTS[0][0]
    with Store.open(folder, EMBEDDER, "test") as store:
        assert store.verify() == []
        assert store.document(TEXTS[0][0].id) == made("a", "en ny utgåva")[0]
        assert len(store.documents()) == 3
