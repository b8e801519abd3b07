"""Locks, other embedders, damaged files and full disks."""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from chromadb.api.models.Collection import Collection
from chromadb.errors import InternalError
from filelock import FileLock
from numpy.typing import NDArray

from corpus.keywords import KeywordIndex
from corpus.model import Filters
from corpus.store import (
    EmbedderMismatch,
    Store,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
)
from corpus.store.errors import store_errors
from corpus.store.vectors import Vectors
from corpus.store.words import WordIndex
from tests.corpus.hashing import HashingEmbedder, made

EMBEDDER = HashingEmbedder()
OTHER = HashingEmbedder("other", 16)
ALL = Filters()
TEXTS = [made("a", "första dokumentet om studiemedel"), made("b", "andra dokumentet om praktik")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path, EMBEDDER, "test") as store:
        store.put(TEXTS)
    return tmp_path


def index_of(folder: Path) -> Path:
    [index] = folder.glob("index-*")
    return index


def whole(folder: Path, documents: int = 2) -> None:
    """The store opens, agrees with itself, and finds."""
    with Store.open(folder, EMBEDDER, "test") as store:
        assert store.verify() == []
        assert len(store.documents()) == documents
        assert store.keyword_search("studiemedlen", 5, ALL)[0][0] == TEXTS[0][1][0].id
        vector = EMBEDDER.embed_query("andra dokumentet om praktik")
        assert store.vector_search(vector, 5, ALL)[0][0] == TEXTS[1][1][0].id


# Locks


def test_a_second_owner_is_told_who_holds_the_folder(folder: Path) -> None:
    with Store.open(folder, EMBEDDER, "vagvis serve"):
        with pytest.raises(StoreLocked) as refusal:
            Store.open(folder, EMBEDDER, "vagvis ingest")
        assert "vagvis serve" in str(refusal.value)
        assert str(os.getpid()) in str(refusal.value)
        assert str(folder) in str(refusal.value)
    whole(folder)


def test_another_process_is_refused_too(folder: Path) -> None:
    with Store.open(folder, EMBEDDER, "vagvis serve"):
        context = multiprocessing.get_context("forkserver")
        process = context.Process(target=open_elsewhere, args=(folder,))
        process.start()
        process.join(60)
    assert process.exitcode == 0


def open_elsewhere(folder: Path) -> None:
    with pytest.raises(StoreLocked, match="vagvis serve"):
        Store.open(folder, EMBEDDER, "vagvis ask")


def test_an_unreadable_note_on_the_holder_does_not_hide_the_lock(folder: Path) -> None:
    with Store.open(folder, EMBEDDER, "vagvis serve"):
        (folder / "holder.json").write_text("{")
        with pytest.raises(StoreLocked, match="ett annat program"):
            Store.open(folder, EMBEDDER, "vagvis ask")


def test_closing_twice_is_harmless(folder: Path) -> None:
    store = Store.open(folder, EMBEDDER, "test")
    store.close()
    with Store.open(folder, EMBEDDER, "test"):
        store.close()
        with pytest.raises(StoreLocked):
            Store.open(folder, EMBEDDER, "test")


def test_a_failed_opening_lets_go(folder: Path) -> None:
    with pytest.raises(EmbedderMismatch):
        Store.open(folder, OTHER, "test")
    whole(folder)


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StoreError, match="--data"):
        Store.open(tmp_path / "data", EMBEDDER, "test")


# Embedders


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


# Damage


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


# Full disks


LARGE = [
    made(
        f"large{n}",
        *(" ".join(f"ord{n}{page}{word:x}" for word in range(400)) for page in range(9)),
    )
    for n in "cd"
]


def limit_at(monkeypatch: pytest.MonkeyPatch, kind: type, name: str) -> None:
    """From entering a step to leaving it no file may grow beyond two kilobytes."""
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    step = getattr(kind, name)

    def limited(*args: object) -> object:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, unlimited[1]))
        try:
            return step(*args)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)

    monkeypatch.setattr(kind, name, limited)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Vectors, "add"),
        (Vectors, "remove"),
        (WordIndex, "commit"),
        (KeywordIndex, "commit"),
    ],
)
def test_a_disk_that_is_full_for_an_index(
    folder: Path, kind: type, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "__init__":
        shutil.rmtree(index_of(folder))
    with monkeypatch.context() as full, Store.open(folder, EMBEDDER, "test") as store:
        limit_at(full, kind, name)
        changed = made("a", "första dokumentet om studiemedel, ändrat")
        for _ in range(2):
            with pytest.raises(StoreFull, match="Disken är full"):
                store.put([changed, *LARGE])
        assert store.document(TEXTS[1][0].id) == TEXTS[1][0]
        assert store.document(changed[0].id) in {TEXTS[0][0], changed[0]}
        full.undo()
        store.put([made("e", "sist")])
        assert store.verify() == []
        assert store.document(changed[0].id) == changed[0]
    whole(folder, documents=5)


def test_a_disk_that_is_full_when_lost_indexes_are_made_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(index_of(folder))
    with monkeypatch.context() as full:
        limit_at(full, Vectors, "__init__")
        with Store.open(folder, EMBEDDER, "test") as store:
            assert "Disken är full" in caplog.text
            assert len(store.documents()) == 2
            with pytest.raises(StoreDamaged, match="nyckelordsindexet"):
                store.keyword_search("praktik", 5, ALL)
    whole(folder)


def test_a_disk_that_is_full_for_the_tables(folder: Path) -> None:
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Store.open(folder, EMBEDDER, "test") as store:
        size = (folder / "vagvis.sqlite").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, unlimited[1]))
        try:
            with pytest.raises(StoreFull, match="Disken är full"):
                store.put(LARGE * 10)
            assert len(store.documents()) == 2
            assert store.keyword_search("studiemedel", 5, ALL)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        store.put(LARGE)
    whole(folder, documents=4)


def test_a_full_folder_for_temporary_files_is_named(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path_factory.mktemp("tillfälligt")
    usage = shutil.disk_usage
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(
        shutil,
        "disk_usage",
        lambda at: usage(at)._replace(free=0) if at == temporary else usage(at),
    )
    with pytest.raises(StoreFull, match="tillfälligt"), store_errors(folder):
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_folder_that_cannot_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with pytest.raises(StoreError) as refusal:
        Store.open(tmp_path, EMBEDDER, "test")
    assert str(tmp_path) in str(refusal.value)
    assert "skrivskyddad" in str(refusal.value) or "behörighet" in str(refusal.value)


LOCK = (
    "Failed to acquire Lockfile: IoError(Os { code: 30, kind: ReadOnlyFilesystem, "
    'message: "Read-only file system" }). None'
)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.EROFS, "Read-only file system"),
        ValueError(LOCK),  # the keyword index's
        InternalError("error returned from database: (code: 778) disk I/O error"),  # Chroma's
    ],
)
def test_a_disk_that_turned_read_only_is_neither_full_nor_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(StoreReadOnly, match="skrivskyddad"), store_errors(tmp_path):
        raise error


def test_no_room_for_a_new_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    full = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, unlimited[1]))
    try:
        with pytest.raises(StoreFull):
            Store.open(tmp_path, EMBEDDER, "test")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    Store.open(tmp_path, EMBEDDER, "test").close()
