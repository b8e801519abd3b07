"""What is measured of each system; every function runs in a process of its own.

Both read the same files, hold everything on disk, and are asked the same questions by one client.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from assistant.answer.chain import answer
from assistant.app import open_app
from assistant.bodies.question import Question
from assistant.search.reply import search_passages
from assistant.settings import Settings
from corpus.embedding import Embedder, Vectors, load_embedder
from corpus.model import Filters
from corpus.store import Store
from evals.bench.pages import read
from evals.bench.processes import disk_mb, memory_mb
from evals.report.baseline import ChromaIndex, add_texts, chroma_collection, chunked
from ingest.pipeline import ingest

DEPTH = 10
"""Passages that a search asks for."""

SAMPLE = 500
"""Passages that the baseline's ingestion is timed on: a transformer takes minutes for more."""

JITTER = 0.05
"""Standard deviation of what is added to each figure of a vector to fill the baseline's index.

Vectors of 384 figures and length 1 come to lie at a cosine of about .7 from where they were.
"""


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What reading the files cost; ``measured_on`` is the number of passages that was timed."""

    documents: int
    passages: int
    seconds: float
    cpu_seconds: float
    measured_on: int

    @property
    def rate(self) -> float:
        """Passages a second."""
        return self.measured_on / self.seconds


@dataclass(frozen=True, slots=True)
class Serving:
    """What serving costs: seconds until the first answer can be given, milliseconds each time."""

    start_seconds: float
    searches_ms: list[float]
    answers_ms: list[float]
    resident_mb: float
    disk_mb: float


def ingest_vagvis(files: Path, data: Path) -> Ingestion:
    """Reads the files by the product's own way in."""
    with Store.open(data, load_embedder("builtin"), "evals.bench.systems") as store:
        cpu = process_time()
        summary = ingest([files], store)
        cpu = process_time() - cpu
        return Ingestion(
            len(store.documents()), store.passage_count, summary.seconds, cpu, summary.passages
        )


def serve_vagvis(data: Path, first: Sequence[str], questions: Sequence[str]) -> Serving:
    """Opens the store with API and chat page, as ``vagvis serve`` does, and asks.

    ``first`` are asked before anything is timed; then every other question is searched for, and the
    rest are answered.
    """
    from assistant.serve.chat.page import mount
    from assistant.serve.server import build

    start = perf_counter()
    with open_app(Settings(data=data), "evals.bench.systems") as app:
        app.warm_up()
        ready = perf_counter() - start
        mount(build(app), app)
        for question in first:
            answer(app.answering, Question(question=question))
        searches = [
            search_passages(app.retriever, question, DEPTH, Filters()).took_ms
            for question in questions[::2]
        ]
        answers = [
            answer(app.answering, Question(question=question)).took_ms
            for question in questions[1::2]
        ]
        return Serving(ready, searches, answers, memory_mb("VmRSS"), disk_mb(data))


def ingest_baseline(
    files: Path, folder: Path, make: Callable[[], Embedder]
) -> tuple[Ingestion, Vectors]:
    """Cuts, embeds and stores the first chunks; with their vectors."""
    embedder = make()
    embedder.embed_query("uppvärmning")
    collection = chroma_collection(folder)
    start, cpu = perf_counter(), process_time()
    texts = read(files)
    chunks = [chunk for _, chunk in chunked(texts[:SAMPLE])][:SAMPLE]
    vectors = embedder.embed_passages(chunks)
    add_texts(collection, chunks, vectors)
    seconds, cpu = perf_counter() - start, process_time() - cpu
    return Ingestion(len(texts), len(chunks), seconds, cpu, len(chunks)), vectors


def fill_baseline(files: Path, folder: Path, vectors: Vectors) -> int:
    """Stores every chunk under the vector of another with some jitter; how many there are."""
    chunks = [chunk for _, chunk in chunked(read(files))]
    random = np.random.default_rng(0)
    near = vectors[random.integers(0, len(vectors), len(chunks))]
    near = near + random.normal(0, JITTER, near.shape).astype(np.float32)
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    add_texts(chroma_collection(folder), chunks, near)
    return len(chunks)


def serve_baseline(
    folder: Path, make: Callable[[], Embedder], first: Sequence[str], questions: Sequence[str]
) -> Serving:
    """Opens what was filled, and asks; the answer is the first chunk."""
    start = perf_counter()
    index = ChromaIndex(chroma_collection(folder), make())
    for question in first:
        index.search(question, DEPTH)
    ready = perf_counter() - start

    def timed(question: str, k: int) -> float:
        begun = perf_counter()
        index.search(question, k)
        return 1000 * (perf_counter() - begun)

    searches = [timed(question, DEPTH) for question in questions[::2]]
    answers = [timed(question, 1) for question in questions[1::2]]
    return Serving(ready, searches, answers, memory_mb("VmRSS"), disk_mb(folder))
