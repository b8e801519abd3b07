"""Scores the built-in embedder: ``python -m evals.report.embedder SHARED_DATA_DIR``.

Prints nDCG@10 on three Swedish retrieval sets, alone and added to BM25 over 4-grams, and writes
the table to ``evals/results/embedder.json``. None of the sets is used in training.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from corpus.embedding import BUILTIN, BUILTIN_FOLDER, Embedder, load_embedder
from corpus.swedish import grams
from evals.measure.command import RESULTS, run
from evals.report.retrieval_sets import RetrievalSet, load_sets

RESULT = RESULTS / "embedder.json"
SHARES = (0.3, 0.5)
"""Weights of the vectors' scores when added to those of the keywords."""

K1, B = 0.9, 0.75

Floats = NDArray[np.float32]


def main(arguments: Sequence[str]) -> int:
    """Measures, prints the table, writes the result."""
    embedder = load_embedder(BUILTIN)
    sets = load_sets(Path(arguments[0]))
    scores = {each.name: score(each, embedder) for each in sets}
    size = sum(path.stat().st_size for path in BUILTIN_FOLDER.iterdir() if path.is_file())
    result = {
        "embedder": embedder.name,
        "dimensions": embedder.dimensions,
        "bytes": size,
        "passages_per_second": round(speed(embedder, sets[-1].passages), -2),
        "queries": {each.name: len(each.queries) for each in sets},
        "ndcg_at_10": scores,
    }
    RESULT.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    table = Table("nDCG@10", *(f"{each.name} ({len(each.queries)})" for each in sets))
    for system in next(iter(scores.values())):
        table.add_row(system, *(f"{scores[each.name][system]:.3f}" for each in sets))
    Console().print(table)
    return 0


def score(data: RetrievalSet, embedder: Embedder) -> dict[str, float]:
    """nDCG@10 of the keywords, of the vectors, and of both added, by the system's name."""
    passages = embedder.embed_passages(data.passages)
    queries = np.stack([embedder.embed_query(query) for query in data.queries])
    owners = np.array(data.owners)
    keyword = _scaled(_best(bm25(data.queries, data.passages), owners))
    vector = _scaled(_best(queries @ passages.T, owners))
    systems = {"BM25 over 4-grams": keyword, "embedder": vector}
    for share in SHARES:
        systems[f"BM25 + {share} × embedder"] = keyword + np.float32(share) * vector
    return {name: round(ndcg(values, data.right), 4) for name, values in systems.items()}


def bm25(queries: Sequence[str], passages: Sequence[str]) -> Floats:
    """One row of scores for each query: BM25 (Robertson and Zaragoza 2009) over 4-grams."""
    counts = [Counter(grams(passage)) for passage in passages]
    lengths = np.array([sum(count.values()) for count in counts])
    postings: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, count in enumerate(counts):
        for gram, often in count.items():
            postings[gram][0].append(number)
            postings[gram][1].append(often)
    damping = K1 * (1 - B + B * lengths / lengths.mean())
    weights: dict[str, tuple[NDArray[np.int64], Floats]] = {}
    for gram, (numbers, occurrences) in postings.items():
        rows, times = np.array(numbers), np.array(occurrences)
        rarity = math.log(1 + (len(passages) - len(rows) + 0.5) / (len(rows) + 0.5))
        weights[gram] = rows, (rarity * times / (times + damping[rows])).astype(np.float32)
    scores = np.zeros((len(queries), len(passages)), dtype=np.float32)
    for row, query in enumerate(queries):
        for gram in grams(query):
            if gram in weights:
                places, values = weights[gram]
                scores[row, places] += values
    return scores


def ndcg(scores: Floats, right: Sequence[int], k: int = 10) -> float:
    """Mean nDCG@k where each query has one right answer; of equal scores the first counts."""
    gains = []
    for row, answer in zip(scores, right, strict=True):
        rank = int((row > row[answer]).sum() + (row[:answer] == row[answer]).sum())
        gains.append(1 / math.log2(rank + 2) if rank < k else 0.0)
    return sum(gains) / len(gains)


def speed(embedder: Embedder, passages: Sequence[str]) -> float:
    """Passages embedded in a second."""
    start = time.perf_counter()
    embedder.embed_passages(passages)
    return len(passages) / (time.perf_counter() - start)


def _best(scores: Floats, owners: NDArray[np.int64]) -> Floats:
    """The score of each answer: that of its best passage."""
    best = np.full((len(scores), int(owners.max()) + 1), -np.inf, dtype=np.float32)
    for column, owner in enumerate(owners):
        np.maximum(best[:, owner], scores[:, column], out=best[:, owner])
    return best


def _scaled(scores: Floats) -> Floats:
    highest = scores.max(axis=1, keepdims=True)
    scaled: Floats = (scores / np.where(highest > 0, highest, 1)).astype(np.float32)
    return scaled


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
