"""Kills a process that writes to a store, at random moments, and looks at what is left.

``KILLS=200 pytest -s`` does so two hundred times. Each time a process of its own
puts, replaces and removes documents, repairs, or takes uploads and deletions over HTTP, and is
killed with SIGKILL after a random time. It notes every act before and after it. Then the store is
opened and must agree with itself, and every document must be, whole, as its last act that was done
left it, or as the one that was cut short would have.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from corpus.embedding import load_embedder
from corpus.model import Block, BlockKind, Document, Kind, Metadata, Page
from corpus.store import Store
from ingest.split import split

KINDS = "put", "remove", "repair", "serve"
DOCUMENTS = 6
LONGEST = 2.5
"""Seconds from the first act to the kill, at most."""

FOREVER = 1_000_000
TIMES, SEED = int(os.environ.get("KILLS", "4")), 1


@dataclass(frozen=True, slots=True)
class Act:
    """What a process noted: the version that a document has after it; 0 where it is removed."""

    name: str
    version: int
    done: bool


def text_of(name: str, version: int) -> str:
    """The text of one version of a document: every paragraph names both."""
    lines = [
        f"Dokument {name} i utgåva {version}, stycke {number}, handlar om vägledning och praktik."
        for number in range(1 + version % 40)
    ]
    return "\n\n".join(lines)


def document_of(name: str, version: int) -> Document:
    """One version of a document."""
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, part) for part in text_of(name, version).split("\n\n")
    )
    metadata = Metadata(name, Kind.REPORT, None, None, "sv")
    return Document(f"made:{name}", name, f"{name}-{version}", metadata, (Page(None, blocks),))


class Journal:
    """The acts of one store's processes, one a line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.touch()

    def note(self, name: str, version: int, *, done: bool) -> None:
        """Adds an act, for good even if this process is killed next."""
        with self._path.open("a") as file:
            file.write(f"{name} {version} {int(done)}\n")

    def acts(self) -> list[Act]:
        """All acts in order."""
        lines = (line.split() for line in self._path.read_text().splitlines())
        return [Act(name, int(version), bool(int(done))) for name, version, done in lines]


def work(kind: str, folder: Path, journal: Journal, seed: int, first: int) -> None:
    """Writes until it is killed."""
    if kind == "serve":
        _serve(folder, journal, seed, first)
        return
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    with Store.open(folder, load_embedder("builtin"), "kills") as store:
        for version in range(first, FOREVER):
            name = f"d{chance.randrange(DOCUMENTS)}"
            removes = kind == "remove" and chance.random() < 0.5
            journal.note(name, 0 if removes else version, done=False)
            if removes:
                store.remove([document_of(name, version).id])
            else:
                document = document_of(name, version)
                store.put([(document, split(document))])
            journal.note(name, 0 if removes else version, done=True)
            if kind == "repair":
                store.repair()


def _serve(folder: Path, journal: Journal, seed: int, first: int) -> None:
    """The same over HTTP."""
    from fastapi.testclient import TestClient

    from assistant.app import open_app
    from assistant.serve.server import build
    from assistant.settings import Settings

    chance = random.Random(seed)  # noqa: S311 - nothing secret
    identifiers: dict[str, str] = {}
    with open_app(Settings(data=folder), "kills") as app:
        client = TestClient(build(app))
        for version in range(first, FOREVER):
            name = f"u{chance.randrange(DOCUMENTS)}.txt"
            removes = name in identifiers and chance.random() < 0.3
            journal.note(name, 0 if removes else version, done=False)
            if removes:
                client.delete(f"/v1/documents/{identifiers.pop(name)}").raise_for_status()
            else:
                file = {"files": (name, text_of(name, version).encode())}
                reply = client.post("/v1/documents", files=file).raise_for_status().json()
                identifiers[name] = reply["files"][0]["document"]["id"]
            journal.note(name, 0 if removes else version, done=True)
            client.post("/v1/answers", json={"question": "Vad handlar dokumentet om?"})


def faults(folder: Path, acts: list[Act]) -> list[str]:
    """What is wrong with a store after a kill; nothing is."""
    allowed: dict[str, set[int]] = {}
    for act in acts:
        allowed[act.name] = (
            {act.version} if act.done else allowed.get(act.name, {0}) | {act.version}
        )
    with Store.open(folder, load_embedder("builtin"), "kills") as store:
        wrong = store.verify()
        versions = {}
        for record in store.documents():
            document = store.document(record.id)
            text = document.text if document else ""
            stated = text.split(" i utgåva ", 1)[-1].split(",", 1)[0]
            version = int(stated) if stated.isdecimal() else -1
            if text.split() != text_of(record.source, version).split():
                wrong.append(f"{record.source} is not whole")
            versions[record.source] = version
    for name, choices in allowed.items():
        if versions.get(name, 0) not in choices:
            wrong.append(f"{name} is at {versions.get(name, 0)} and should be at {choices}")
    return wrong


def test_nothing_is_lost_or_half_whenever_it_is_killed(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["chromadb.api.client", "assistant.serve.server", __name__])
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    folder, journal = tmp_path / "store", Journal(tmp_path / "journal")
    for number in range(TIMES):
        kind = KINDS[number % len(KINDS)]
        before = journal.acts()
        first = 1 + max((act.version for act in before), default=0)
        process = context.Process(
            target=work, args=(kind, folder, journal, chance.randrange(FOREVER), first)
        )
        process.start()
        while process.is_alive() and len(journal.acts()) == len(before):
            time.sleep(0.01)
        time.sleep(chance.uniform(0, LONGEST))
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL, (number, kind)
        assert faults(folder, journal.acts()) == [], (number, kind)
    print(sum(act.done for act in journal.acts()), "acts")  # noqa: T201 - for pytest -s
