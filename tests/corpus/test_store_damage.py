"""Files of a store that are lost or spoilt."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from chromadb.api.models.Collection import Collection
from chromadb.errors import InternalError
from numpy.typing import NDArray

from corpus.keywords import KeywordIndex
from corpus.store import (
    Store,
    StoreDamaged,
)
from corpus.store.vectors import Vectors
from corpus.store.words import WordIndex
from tests.corpus.hashing import HashingEmbedder, made
from tests.corpus.trouble import ALL, EMBEDDER, TEXTS, index_of, whole


def test_repair_embeds_nothing_that_is_embedded(folder: Path) -> None:
    class Never(HashingEmbedder):
        def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
            raise AssertionError(texts)

    with Store.open(folder, Never(), "test") as store:
        store.repair()
    whole(folder)


def test_a_backup_of_the_database_alone_is_enough(folder: Path) -> None:
    shutil.rmtree(index_of(folder))
    whole(folder)


def lose_vectors(index: Path) -> None:
    vectors = Vectors(index / "vectors")
    vectors.remove(sorted(vectors.ids())[:1])
    vectors.close()


def lose_keywords(index: Path) -> None:
    keywords = KeywordIndex(index / "keywords")
    keywords.remove({key.partition("-")[0] for key in keywords.ids()})
    keywords.commit()
    keywords.close()


def lose_words(index: Path) -> None:
    words = WordIndex(index / "words")
    words.remove([1])
    words.commit()
    words.close()


def add_words(index: Path) -> None:
    words = WordIndex(index / "words")
    words.add(99, [[["främmande"]]], np.zeros((1, EMBEDDER.dimensions), np.float32))
    words.commit()
    words.close()


def change_words(index: Path) -> None:
    path = index / "words" / "passages-0"
    path.write_bytes(path.read_bytes()[:-4] + b"\1\0\0\0")


def cut_words(index: Path) -> None:
    path = index / "words" / "passages-0"
    path.write_bytes(path.read_bytes()[:-4])


def spoil_head(index: Path) -> None:
    (index / "words" / "head").write_bytes(b"spoilt" * 1_000)


def empty_head(index: Path) -> None:
    (index / "words" / "head").write_bytes(b"")


def spoil_vocabulary(index: Path) -> None:
    (index / "words" / "vocabulary.txt").write_text("spoilt")


def add_vectors(index: Path) -> None:
    vectors = Vectors(index / "vectors")
    vectors.add(["99-0000"], EMBEDDER.embed_passages(["främmande"]))
    vectors.close()


def add_keywords(index: Path) -> None:
    keywords = KeywordIndex(index / "keywords")
    keywords.add([("99-0000", "99", "främmande")])
    keywords.commit()
    keywords.close()


def spoil_vectors(index: Path) -> None:
    (index / "vectors" / "chroma.sqlite3").write_bytes(b"spoilt" * 1_000)


def spoil_keywords(index: Path) -> None:
    (index / "keywords" / "meta.json").write_text("spoilt")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lose_vectors, "vektorerna inte att läsa"),
        (lose_keywords, "nyckelordsindexet inte att läsa"),
        (lose_words, "ordregistret inte att läsa"),
        (add_words, "Ordregistret har 1"),
        (change_words, "ordregistret inte att läsa"),
        (cut_words, "ordregistret inte att läsa"),
        (spoil_head, "ordregistret inte att läsa"),
        (empty_head, "ordregistret inte att läsa"),
        (spoil_vocabulary, "ordregistret inte att läsa"),
        (add_vectors, "Vektorerna har 1"),
        (add_keywords, "Nyckelordsindexet har 1"),
        (spoil_vectors, "vektorerna inte att läsa"),
        (spoil_keywords, "nyckelordsindexet inte att läsa"),
    ],
)
def test_verify_tells_of_damage_and_repair_mends_it(
    folder: Path, damage: Callable[[Path], None], told: str
) -> None:
    damage(index_of(folder))
    with Store.open(folder, EMBEDDER, "test", repairing=True) as store:
        [line] = store.verify()
        assert told in line
        store.repair()
        assert store.verify() == []
    whole(folder)


def test_verify_tells_of_vectors_that_no_search_reaches(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Vectors, "search", lambda *_: [("1-0000", 0.3)])
    with Store.open(folder, EMBEDDER, "test") as store:
        [line] = store.verify()
        assert "2 av 2 stickprov" in line


def test_searching_damaged_keywords_says_what_to_do(folder: Path) -> None:
    spoil_keywords(index_of(folder))
    with Store.open(folder, EMBEDDER, "test") as store:
        with pytest.raises(StoreDamaged, match="verify --repair"):
            store.keyword_search("praktik", 5, ALL)
        assert store.passages_of(TEXTS[0][0].id) == TEXTS[0][1]


def test_damaged_vectors_are_told_and_searched_without_their_index(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("corpus.store.reading.FEW", 0)
    vector = EMBEDDER.embed_query("andra dokumentet om praktik")
    with Store.open(folder, EMBEDDER, "test") as store:
        hits = store.vector_search(vector, 5, ALL)
        assert caplog.text == ""
    spoil_vectors(index_of(folder))
    with Store.open(folder, EMBEDDER, "test") as store:
        exact = store.vector_search(vector, 5, ALL)
        assert dict(exact) == pytest.approx(dict(hits), abs=1e-5)
        assert "verify --repair" in caplog.text


@pytest.mark.parametrize("damage", [spoil_vectors, spoil_head, spoil_keywords])
def test_what_waits_at_opening_is_put_into_new_indexes_where_the_old_are_spoilt(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    class Failing(HashingEmbedder):
        def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
            raise RuntimeError(f"no model for {len(texts)} texts")

    with Store.open(folder, Failing(), "test") as store, pytest.raises(RuntimeError):
        store.put([made("c", "tredje")])
    damage(index_of(folder))
    whole(folder, documents=3)


def test_a_search_that_meets_a_removal_asks_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.reading.FEW", 0)
    query = Collection.query
    answers = iter([InternalError("Internal error: Error finding id"), None])

    def once(*args: object, **kwargs: object) -> object:
        if error := next(answers):
            raise error
        return query(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Collection, "query", once)
    with Store.open(folder, EMBEDDER, "test") as store:
        vector = EMBEDDER.embed_query("andra dokumentet om praktik")
        assert store.vector_search(vector, 5, ALL)[0][0] == TEXTS[1][1][0].id


def test_indexes_of_another_version_are_made_anew(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert caplog.text == ""
    shutil.rmtree(index_of(folder) / "words")
    with closing(sqlite3.connect(folder / "vagvis.sqlite")) as database, database:
        database.execute("DELETE FROM settings WHERE name = 'indexes'")
    whole(folder)
    assert "görs om" in caplog.text


def test_verify_tells_of_a_damaged_database(folder: Path) -> None:
    path = folder / "vagvis.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        [(page,)] = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_passages_serial'"
        )
        [(size,)] = database.execute("PRAGMA page_size")
    with path.open("r+b") as file:
        file.seek((page - 1) * size + size - 40)
        file.write(b"\xff" * 40)
    with Store.open(folder, EMBEDDER, "test") as store:
        assert store.verify()[0].startswith("Databasen är skadad")


def test_a_spoilt_database_is_told(folder: Path) -> None:
    (folder / "vagvis.sqlite").write_bytes(b"spoilt" * 1_000)
    with pytest.raises(StoreDamaged, match="vagvis ingest"):
        Store.open(folder, EMBEDDER, "test")
