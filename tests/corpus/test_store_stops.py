"""What is left when a process is killed, at chosen points and at any time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from corpus.keywords import KeywordIndex
from corpus.model import Filters
from corpus.store import Store
from corpus.store.tables import Tables
from corpus.store.words import WordIndex
from tests.corpus.hashing import HashingEmbedder, made

EMBEDDER = HashingEmbedder()

POINTS: dict[str, tuple[type, str]] = {
    "tables written": (Tables, "texts"),
    "vectors added": (WordIndex, "add"),
    "words added": (WordIndex, "commit"),
    "words written": (KeywordIndex, "add"),
    "keywords added": (KeywordIndex, "commit"),
    "indexes written": (Tables, "show"),
    "shown": (Tables, "retired"),
    "old vectors removed": (WordIndex, "remove"),
    "old words removed": (KeywordIndex, "remove"),
    "old versions swept from the indexes": (Tables, "sweep"),
}
"""Where the process is killed: on entering a step, so after all the steps before it."""


@pytest.fixture(scope="module")
def context() -> ForkServerContext:
    """Processes that start with the heavy imports done, but with no thread running."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["chromadb.api.client", "tests.corpus.test_store_stops"])
    return context


def run(context: ForkServerContext, work: Callable[..., None], *args: object) -> int | None:
    """Runs work in a process of its own; the negative number of the signal that ended it."""
    process = context.Process(target=work, args=args)
    process.start()
    process.join(60)
    return process.exitcode


def put_and_die(folder: Path, point: str) -> None:
    """Replaces one document and adds another, and is killed on the way."""
    kind, name = POINTS[point]
    with Store.open(folder, EMBEDDER, "test") as store:
        # The new version's own turn at this step goes by; sweeping the old one comes after.
        turns = 2 if point == "old words removed" else 1

        def die(*_: object) -> None:
            nonlocal turns
            turns -= 1
            if not turns:
                os.kill(os.getpid(), signal.SIGKILL)

        setattr(kind, name, die)
        store.put([made("old", "ny text om lärlingar"), made("new", "tillagd text")])


@pytest.mark.parametrize("point", POINTS)
def test_killed_on_the_way(context: ForkServerContext, tmp_path: Path, point: str) -> None:
    with Store.open(tmp_path, EMBEDDER, "test") as store:
        store.put([made("old", "gammal text om lärlingar", "andra sidan"), made("other", "annat")])
    assert run(context, put_and_die, tmp_path, point) == -signal.SIGKILL
    with Store.open(tmp_path, EMBEDDER, "test") as store:
        assert store.verify() == []
        assert [record.source for record in store.documents()] == ["new", "old", "other"]
        document, passages = made("old", "ny text om lärlingar")
        assert store.document(document.id) == document
        assert store.passages_of(document.id) == passages
        vector = EMBEDDER.embed_query("ny text om lärlingar")
        for hits in (
            store.keyword_search("lärlingar", 10, Filters()),
            store.vector_search(vector, 10, Filters()),
        ):
            assert hits[0][0] == passages[0].id
        reading = store.read([passages[0].id])
        read = [reading.vocabulary.words[n] for n in reading.words[passages[0].id].numbers]
        assert read == ["ny", "text", "om", "lärlingar", "old"]
        assert len(store.vector_search(vector, 100, Filters())) == 3


def replace_for_ever(folder: Path) -> None:
    """Puts version after version of the same documents."""
    with Store.open(folder, EMBEDDER, "test") as store:
        for number in range(10_000):
            store.put([made(f"{n}", *version(n, number)) for n in range(5)])
            (folder / "put").write_text(str(number))


def version(document: int, number: int) -> list[str]:
    return [f"dokument{document} utgåva{number} sida{page}" for page in range(1 + number % 3)]


def test_killed_at_any_time(context: ForkServerContext, tmp_path: Path) -> None:
    told = tmp_path / "put"
    for wait in (0.0, 0.029, 0.071):
        told.write_text("-1")
        process = context.Process(target=replace_for_ever, args=(tmp_path,))
        process.start()
        while int(told.read_text() or "-1") < 2 and process.is_alive():
            time.sleep(0.005)
        time.sleep(wait)
        process.kill()
        process.join()
        acknowledged = int(told.read_text() or "-1")
        with Store.open(tmp_path, EMBEDDER, "test") as store:
            assert store.verify() == []
            for record in store.documents():
                document = store.document(record.id)
                assert document is not None
                number = int(document.pages[0].text.split()[1].removeprefix("utgåva"))
                assert number >= acknowledged
                assert [p.text for p in document.pages] == version(int(record.source), number)
            assert len(store.documents()) == 5


def repair_and_die(folder: Path, point: str) -> None:
    kind, name = POINTS[point]
    with Store.open(folder, HashingEmbedder("other", 16), "test", repairing=True) as store:
        setattr(kind, name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        store.repair()


@pytest.mark.parametrize("point", ["tables written", "words written", "keywords added", "shown"])
def test_killed_while_repairing(context: ForkServerContext, tmp_path: Path, point: str) -> None:
    with Store.open(tmp_path, EMBEDDER, "test") as store:
        store.put([made("a", "första"), made("b", "andra")])
    assert run(context, repair_and_die, tmp_path, point) == -signal.SIGKILL
    with Store.open(tmp_path, HashingEmbedder("other", 16), "test") as store:
        assert store.verify() == []
        assert len(store.documents()) == 2
        assert store.vectors([made("a", "första")[1][0].id]).shape == (1, 16)


def hold_and_die(folder: Path) -> None:
    Store.open(folder, EMBEDDER, "vagvis serve")
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_crash_leaves_no_lock(context: ForkServerContext, tmp_path: Path) -> None:
    assert run(context, hold_and_die, tmp_path) == -signal.SIGKILL
    Store.open(tmp_path, EMBEDDER, "test").close()
