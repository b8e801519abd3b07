"""A store on a Chroma server and in PostgreSQL, shared by several processes; servers are real."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from corpus.model import Filters
from corpus.store import Servers, Store, StoreError
from tests.corpus.hashing import HashingEmbedder, made
from tests.corpus.servers import chroma, postgres, postgres_programs

EMBEDDER = HashingEmbedder()
ALL = Filters()
PROGRAMS = postgres_programs()


@pytest.fixture(scope="module")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture(scope="module")
def servers(chroma_url: str) -> Iterator[Servers]:
    if PROGRAMS is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres(PROGRAMS) as url:
        yield Servers(url, chroma_url)


@pytest.fixture(autouse=True)
def no_comparing_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.store.reading.FEW", 0)


def nearest(store: Store, text: str) -> str:
    return store.vector_search(EMBEDDER.embed_query(text), 1, ALL)[0][0]


def test_vectors_on_a_server(chroma_url: str, tmp_path: Path) -> None:
    servers = Servers(chroma_url=chroma_url)
    first, second = made("a", "första om studiemedel"), made("b", "andra om praktik")
    with Store.open(tmp_path, EMBEDDER, "test", servers=servers) as store:
        store.put([first, second])
        assert nearest(store, "andra om praktik") == second[1][0].id
        assert store.verify() == []
        assert store.check() == []
        store.remove([second[0].id])
        assert store.verify() == []
    assert not list(tmp_path.glob("index-*/vectors"))
    with Store.open(tmp_path, EMBEDDER, "test", servers=servers) as store:
        store.repair()
        assert store.verify() == []
        assert nearest(store, "första om studiemedel") == first[1][0].id


def test_a_server_that_does_not_answer_is_named_and_searched_without(tmp_path: Path) -> None:
    one = made("a", "första om studiemedel")
    with chroma(tmp_path / "chroma") as url:
        servers = Servers(chroma_url=url)
        with Store.open(tmp_path / "store", EMBEDDER, "test", servers=servers) as store:
            store.put([one])
    with Store.open(tmp_path / "store", EMBEDDER, "test", servers=servers) as store:
        assert nearest(store, "första om studiemedel") == one[1][0].id
        assert store.check() == ["vektorerna"]
        with pytest.raises(StoreError, match="VAGVIS_CHROMA_URL"):
            store.put([made("b", "andra om praktik")])


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    servers = Servers("postgresql://vagvis@127.0.0.1:9/postgres", "http://127.0.0.1:9")
    with pytest.raises(StoreError, match="VAGVIS_DATABASE_URL"):
        Store.open(tmp_path, EMBEDDER, "test", servers=servers)
    with pytest.raises(StoreError, match="VAGVIS_CHROMA_URL"):
        Store.open(tmp_path, EMBEDDER, "test", servers=Servers("postgresql://x@127.0.0.1:9/x"))


def follows(store: Store, query: str, passage: str | None) -> None:
    """Waits until a search finds a passage by its words, or nothing."""
    until = time.monotonic() + 30
    hits: list[str] = []
    while time.monotonic() < until:
        store.documents()
        hits = [name for name, _ in store.keyword_search(query, 1, ALL)]
        if hits == ([passage] if passage else []):
            return
        time.sleep(0.02)
    raise AssertionError(hits)


def test_two_processes_share_one_store(servers: Servers, tmp_path: Path) -> None:
    """Each with a folder of its own, as two workers have."""
    with ExitStack() as stack:
        one, two = (
            stack.enter_context(Store.open(tmp_path / name, EMBEDDER, name, servers=servers))
            for name in ("one", "two")
        )
        document, passages = made("a", "första om studiemedel")
        one.put([(document, passages)])
        follows(two, "studiemedel", passages[0].id)
        assert nearest(two, "första om studiemedel") == passages[0].id
        assert two.document(document.id) == document

        changed, pieces = made("a", "ändrad om lärlingar")
        two.put([(changed, pieces)])
        follows(one, "lärlingar", pieces[0].id)
        assert one.document(document.id) == changed

        stop = threading.Event()
        wrong: list[object] = []

        def search() -> None:
            while not stop.is_set():
                if not two.keyword_search("lärlingar", 1, ALL):
                    wrong.append("lost")
                two.read([pieces[0].id])

        searching = threading.Thread(target=search)
        searching.start()
        for number in range(8):
            (one if number % 2 else two).put([made(f"n{number}", f"text {number} om praktik")])
        stop.set()
        searching.join()
        assert wrong == []
        two.remove([document.id])
        follows(one, "lärlingar", None)
        for store in (one, two):
            assert store.verify() == []
            assert len(store.documents()) == 8
        one.repair()
        follows(two, "praktik", two.keyword_search("praktik", 1, ALL)[0][0])
        assert two.verify() == []
    with Store.open(tmp_path / "three", EMBEDDER, "three", servers=servers) as late:
        assert late.verify() == []
        assert len(late.documents()) == 8
