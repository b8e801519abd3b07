"""The engines that are compared, each behind the same few calls."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.keywords import KeywordIndex
from corpus.swedish import grams

K1 = 0.9
B = 0.75
"""BM25's constants where an engine lets one choose; measured best for Swedish grams."""


class Engine(Protocol):
    """An index over numbered passages in one folder."""

    def build(self, texts: Iterable[str]) -> None:
        """Indexes passages, numbered from 0, and puts all on disk."""

    def open(self) -> None:
        """Makes ready to search what was built."""

    def search(self, query: str, k: int) -> list[int]:
        """The numbers of the ``k`` best passages, best first."""

    def replace(self, texts: Mapping[int, str]) -> None:
        """Puts other texts in place of some passages, so that the next search sees them."""


class _Tantivy:
    """The product's own index; BM25 with k1 1.2 and b 0.75, which cannot be chosen."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, texts: Iterable[str]) -> None:
        index = KeywordIndex(self._folder)
        index.add((str(number), str(number), text) for number, text in enumerate(texts))
        index.commit()
        index.close()

    def open(self) -> None:
        self._index = KeywordIndex(self._folder)

    def search(self, query: str, k: int) -> list[int]:
        return [int(name) for name, _ in self._index.search(query, k)]

    def replace(self, texts: Mapping[int, str]) -> None:
        self._index.remove([str(number) for number in texts])
        self._index.add((str(number), str(number), text) for number, text in texts.items())
        self._index.commit()


class _Bm25s:
    """bm25s: a sparse matrix of ready scores. Knows no update: every change builds it anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, texts: Iterable[str]) -> None:
        import bm25s

        numbers: dict[str, int] = {}
        tokens = [[numbers.setdefault(gram, len(numbers)) for gram in grams(t)] for t in texts]
        index = bm25s.BM25(k1=K1, b=B)
        index.index((tokens, numbers), show_progress=False)
        index.save(str(self._folder))

    def open(self) -> None:
        import bm25s

        self._index = bm25s.BM25.load(str(self._folder), mmap=False)

    def search(self, query: str, k: int) -> list[int]:
        known = [gram for gram in grams(query) if gram in self._index.vocab_dict]
        if not known:
            return []
        found, _ = self._index.retrieve([known], k=k, show_progress=False, n_threads=0)
        return [int(number) for number in found[0]]

    def replace(self, texts: Mapping[int, str]) -> None:
        raise NotImplementedError


class _Fts5:
    """SQLite's FTS5 over prepared grams; BM25 with k1 1.2 and b 0.75, which cannot be chosen."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts.sqlite"

    def build(self, texts: Iterable[str]) -> None:
        connection = sqlite3.connect(self._path)
        connection.execute(
            "CREATE VIRTUAL TABLE passages USING fts5(grams, "
            "tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")"
        )
        connection.executemany(
            "INSERT INTO passages (rowid, grams) VALUES (?, ?)",
            ((number, " ".join(grams(text))) for number, text in enumerate(texts)),
        )
        connection.commit()
        connection.close()

    def open(self) -> None:
        self._connection = sqlite3.connect(self._path)

    def search(self, query: str, k: int) -> list[int]:
        asked = " OR ".join(f'"{gram}"' for gram in grams(query))
        rows = self._connection.execute(
            "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?", (asked, k)
        )
        return [number for (number,) in rows]

    def replace(self, texts: Mapping[int, str]) -> None:
        rows = [(" ".join(grams(text)), number) for number, text in texts.items()]
        self._connection.executemany("UPDATE passages SET grams = ? WHERE rowid = ?", rows)
        self._connection.commit()


class Inverted:
    """An inverted index in NumPy arrays, in segments, with exact BM25; what own code would give.

    Grams that stand in more than ``share`` of the passages are left out of every query.
    """

    SEGMENT = 20_000

    def __init__(self, folder: Path, share: float = 1.0) -> None:
        self._folder = folder
        self._share = share

    def build(self, texts: Iterable[str]) -> None:
        """Writes one file a segment."""
        rest = iter(texts)
        first = 0
        while some := list(islice(rest, self.SEGMENT)):
            _Segment.build(np.arange(first, first + len(some)), some).save(
                self._folder / f"{first}.npz"
            )
            first += len(some)

    def open(self) -> None:
        """Reads every segment into memory."""
        self._segments = [_Segment.load(path) for path in sorted(self._folder.glob("*.npz"))]
        self._weigh()

    def _weigh(self) -> None:
        self._count = sum(int(segment.live.sum()) for segment in self._segments)
        length = sum(int(s.lengths[s.live].sum()) for s in self._segments) / self._count
        for segment in self._segments:
            segment.norms = np.asarray(K1 * (1 - B + B * segment.lengths / length), np.float64)

    def search(self, query: str, k: int) -> list[int]:
        """Adds up the scores of every passage that shares a gram with the query."""
        counts = Counter(grams(query))
        scores = [np.zeros(len(segment.numbers), np.float32) for segment in self._segments]
        for gram, count in counts.items():
            postings = [segment.postings(gram) for segment in self._segments]
            frequency = sum(len(places) for places, _ in postings)
            if frequency > self._share * self._count:
                continue
            idf = math.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))
            for segment, score, (places, times) in zip(
                self._segments, scores, postings, strict=True
            ):
                score[places] += count * idf * (K1 + 1) * (times / (times + segment.norms[places]))
        every = np.concatenate(
            [np.where(s.live, score, 0) for s, score in zip(self._segments, scores, strict=True)]
        )
        numbers = np.concatenate([segment.numbers for segment in self._segments])
        best = np.argpartition(-every, min(k, len(every) - 1))[:k]
        best = best[np.argsort(-every[best], kind="stable")]
        return [int(numbers[place]) for place in best if every[place] > 0]

    def replace(self, texts: Mapping[int, str]) -> None:
        """Marks the old rows dead and adds a segment."""
        gone = np.array(list(texts))
        for segment in self._segments:
            segment.live &= ~np.isin(segment.numbers, gone)
        fresh = _Segment.build(gone, list(texts.values()))
        fresh.save(self._folder / f"{len(self._segments)}-new.npz")
        self._segments.append(fresh)
        self._weigh()


@dataclass
class _Segment:
    numbers: NDArray[np.int64]
    lengths: NDArray[np.int64]
    terms: dict[str, int]
    starts: NDArray[np.int64]
    places: NDArray[np.int32]
    times: NDArray[np.uint8]

    def __post_init__(self) -> None:
        self.live = np.ones(len(self.numbers), bool)
        self.norms: NDArray[np.float64] = np.zeros(len(self.numbers))

    @classmethod
    def build(cls, numbers: NDArray[np.int64], texts: Sequence[str]) -> _Segment:
        vocabulary: dict[str, int] = {}
        tokens: list[NDArray[np.int32]] = []
        times: list[NDArray[np.uint8]] = []
        lengths = []
        for text in texts:
            every = [vocabulary.setdefault(gram, len(vocabulary)) for gram in grams(text)]
            own, often = np.unique(np.array(every, np.int32), return_counts=True)
            tokens.append(own)
            times.append(np.minimum(often, 255).astype(np.uint8))
            lengths.append(len(every))
        flat = np.concatenate(tokens)
        order = np.argsort(flat, kind="stable")
        places = np.repeat(np.arange(len(texts), dtype=np.int32), [len(own) for own in tokens])
        starts = np.searchsorted(flat[order], np.arange(len(vocabulary) + 1))
        return cls(
            numbers,
            np.array(lengths),
            vocabulary,
            starts,
            places[order],
            np.concatenate(times)[order],
        )

    def postings(self, gram: str) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        term = self.terms.get(gram)
        if term is None:
            return self.places[:0], self.times[:0]
        span = slice(self.starts[term], self.starts[term + 1])
        return self.places[span], self.times[span]

    def save(self, path: Path) -> None:
        np.savez(
            path,
            numbers=self.numbers,
            lengths=self.lengths,
            vocabulary=np.array(list(self.terms)),
            starts=self.starts,
            places=self.places,
            times=self.times,
        )

    @classmethod
    def load(cls, path: Path) -> _Segment:
        with np.load(path) as held:
            return cls(
                held["numbers"],
                held["lengths"],
                {gram: term for term, gram in enumerate(held["vocabulary"].tolist())},
                held["starts"],
                held["places"],
                held["times"],
            )


ENGINES: Mapping[str, Callable[[Path], Engine]] = {
    "tantivy": _Tantivy,
    "bm25s": _Bm25s,
    "fts5": _Fts5,
    "numpy": Inverted,
}
"""The engines by the names that the results use."""
