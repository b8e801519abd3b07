"""What is measured of one engine, in a process of its own."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.swedish import grams
from evals.keyword_engines import data
from evals.keyword_engines.engines import ENGINES, Engine, Inverted
from evals.processes import disk_mb, memory_mb

DEPTH = 100
"""Passages asked for: as many as each retriever hands in."""

CHANGED = 100
"""Passages that the update replaces."""


@dataclass(frozen=True, slots=True)
class Built:
    """What building cost: seconds, megabytes of memory at the most, megabytes on disk."""

    seconds: float
    peak_mb: float
    disk_mb: float


@dataclass(frozen=True, slots=True)
class Served:
    """What serving cost: seconds to open, milliseconds a question, seconds for an update.

    ``update_s`` is None where the engine can only be built anew.
    """

    open_s: float
    p50_ms: float
    p95_ms: float
    memory_mb: float
    update_s: float | None


def build(engine: str, folder: Path, texts: Path) -> Built:
    """Builds an index over the passages in a file."""
    folder.mkdir()
    passages: list[str] = json.loads(texts.read_text(encoding="utf-8"))
    began = time.perf_counter()
    ENGINES[engine](folder).build(passages)
    seconds = time.perf_counter() - began
    return Built(seconds, memory_mb("VmHWM"), disk_mb(folder))


def serve(engine: str, folder: Path, texts: Path, asked: Sequence[str]) -> Served:
    """Opens what was built, asks, and replaces some passages by others."""
    began = time.perf_counter()
    index = ENGINES[engine](folder)
    index.open()
    index.search(asked[0], DEPTH)
    opened = time.perf_counter() - began
    times = []
    for question in asked:
        began = time.perf_counter()
        index.search(question, DEPTH)
        times.append(1_000 * (time.perf_counter() - began))
    memory = memory_mb("VmRSS")
    passages: list[str] = json.loads(texts.read_text(encoding="utf-8"))
    changed = {number: passages[-1 - number] for number in range(CHANGED)}
    began = time.perf_counter()
    try:
        index.replace(changed)
        index.search(asked[0], DEPTH)
        update: float | None = time.perf_counter() - began
    except NotImplementedError:
        update = None
    p50, p95 = np.percentile(times, [50, 95])
    return Served(opened, float(p50), float(p95), memory, update)


def ndcg(engine: str, folder: Path, collection: data.Collection) -> float:
    """nDCG@10 of an engine, where each question has one right passage."""
    return _ndcg(ENGINES[engine], folder, collection)


def pruned_ndcg(share: float, folder: Path, collection: data.Collection) -> float:
    """The same with exact BM25, leaving out grams that more than a share of the passages hold."""
    return _ndcg(lambda place: Inverted(place, share), folder, collection)


def _ndcg(make: Callable[[Path], Engine], folder: Path, collection: data.Collection) -> float:
    folder.mkdir()
    index = make(folder)
    index.build(collection.passages)
    index.open()
    total = 0.0
    for question, answer in zip(collection.questions, collection.answers, strict=True):
        found = index.search(question, 10)
        if answer in found:
            total += 1 / math.log2(found.index(answer) + 2)
    return total / len(collection.questions)


def grams_ms(passages: Sequence[str]) -> float:
    """Milliseconds that making a passage's grams takes, whatever the engine."""
    began = time.perf_counter()
    for text in passages:
        grams(text)
    return 1_000 * (time.perf_counter() - began) / len(passages)
