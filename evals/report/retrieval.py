"""The search alone, over three Swedish retrieval sets.

``python -m evals.report.retrieval DATA RESULT`` measures it. Each answer of a set goes into a store
as a document, cut into passages as any document is, and is found by the best of them. Measured are
the search as users have it, its keywords and its vectors alone, and what a user would build instead
(see ``evals.report.baseline``). Others who publish figures over these sets index the passages as
the sets have them, so that is measured too.
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel

from assistant.app import open_app
from assistant.search.retriever import Retriever
from assistant.settings import Settings
from corpus.embedding import Embedder
from corpus.model import Block, BlockKind, Document, Filters, Kind, Metadata, Page, Passage
from corpus.swedish import normalise
from evals.measure.command import publish, run
from evals.report.baseline import ChromaIndex, Index, WordIndex, chunked, minilm
from evals.report.intervals import Interval, interval, paired
from evals.report.retrieval_sets import RetrievalSet, load_sets
from ingest.split import split

DEPTH = 10
CANDIDATES = 100
"""Passages asked for, so that ten answers are among them where some answers have many."""

WHOLE, KEYWORDS, VECTORS = "Vägvis", "keywords alone", "vectors alone"
AS_GIVEN = "Vägvis, uncut"
MINILM, WORDS = "MiniLM", "BM25"

Rank = int | None
"""The place of the right answer, from 1, or None where it is not among the first ten."""


class Scores(BaseModel):
    """One system over one part of a set."""

    system: str
    ndcg_at_10: Interval
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float


class SetPart(BaseModel):
    """The scores over a set, or over those of its queries that no model has seen.

    ``differences`` are of nDCG@10, Vägvis's less that of another system.
    """

    set: str
    part: str
    queries: int
    answers: int
    systems: list[Scores]
    differences: dict[str, Interval]


class Retrieval(BaseModel):
    """All sets."""

    embedder: str
    parts: list[SetPart]


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the result and prints it."""
    folder, result = (Path(argument) for argument in arguments)
    publish(measure(load_sets(folder), minilm()), result)
    return 0


def measure(sets: Sequence[RetrievalSet], embedder: Embedder) -> Retrieval:
    """Every system over every set; ``embedder`` is that of the Chroma baseline."""
    parts: list[SetPart] = []
    name = ""
    for data in sets:
        with filled(data, split) as retriever:
            name = retriever.embedder.name
            ranks = {system: _ranks(data, search) for system, search in _ours(retriever)}
        with filled(data, uncut) as retriever:
            ranks[AS_GIVEN] = _ranks(data, _whole(retriever))
        ranks |= {system: _ranks(data, search) for system, search in _theirs(data, embedder)}
        parts.append(_part(data, "whole", ranks))
        if data.held:
            held = {system: [places[i] for i in data.held] for system, places in ranks.items()}
            parts.append(_part(data, "held", held))
    return Retrieval(embedder=name, parts=parts)


Cut = Callable[[Document], list[Passage]]


@contextmanager
def filled(data: RetrievalSet, cut: Cut) -> Iterator[Retriever]:
    """A search over a store of its own that holds the answers of a set, each as a document."""
    documents = [_document(owner, texts) for owner, texts in _answers(data).items()]
    with (
        tempfile.TemporaryDirectory() as folder,
        open_app(Settings(data=Path(folder)), "evals.report.retrieval") as app,
    ):
        app.store.put([(document, cut(document)) for document in documents])
        yield app.retriever


def uncut(document: Document) -> list[Passage]:
    """Each paragraph as a passage."""
    return [
        Passage(
            document_id=document.id,
            ordinal=ordinal,
            start=start,
            end=start + len(block.text),
            text=block.text,
            heading="",
            pages=(),
        )
        for ordinal, (start, block) in enumerate(document.blocks())
    ]


def _answers(data: RetrievalSet) -> dict[int, list[str]]:
    answers: dict[int, list[str]] = {}
    for owner, text in zip(data.owners, data.passages, strict=True):
        answers.setdefault(owner, []).append(text)
    return answers


def _document(number: int, texts: Sequence[str]) -> Document:
    """An answer as it would be read from a text file: without a title, a line a paragraph."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, normalise(text)) for text in texts)
    return Document(
        location=f"set:{number}",
        source=str(number),
        content_hash="",
        metadata=Metadata(title="", kind=Kind.PAGE, language="sv"),
        pages=(Page(None, blocks),),
    )


Search = Callable[[str], Iterable[int]]
"""The answers that a query finds, by number, best first; the same may come again."""


def _ours(retriever: Retriever) -> Iterator[tuple[str, Search]]:
    """The search as it is, and its two halves without anything around them."""
    store, embed, none = retriever.store, retriever.embedder.embed_query, Filters()
    owners = {record.id: int(record.source) for record in store.documents()}

    def owned(hits: Sequence[tuple[str, float]]) -> list[int]:
        return [owners[key.rpartition("-")[0]] for key, _ in hits]

    yield WHOLE, _whole(retriever)
    yield KEYWORDS, lambda query: owned(store.keyword_search(query, CANDIDATES, none))
    yield VECTORS, lambda query: owned(store.vector_search(embed(query), CANDIDATES, none))


def _whole(retriever: Retriever) -> Search:
    return lambda query: [
        int(hit.document.source) for hit in retriever.search(query, CANDIDATES, Filters())
    ]


def _theirs(data: RetrievalSet, embedder: Embedder) -> Iterator[tuple[str, Search]]:
    """The baselines over the same texts, cut as they cut them."""
    answers = _answers(data)
    numbers = list(answers)
    chunks = chunked(["\n\n".join(paragraphs) for paragraphs in answers.values()])
    texts = [text for _, text in chunks]

    def owned(index: Index) -> Search:
        return lambda query: [numbers[chunks[row][0]] for row, _ in index.search(query, CANDIDATES)]

    yield MINILM, owned(ChromaIndex.of(texts, embedder))
    yield WORDS, owned(WordIndex(texts))


def _ranks(data: RetrievalSet, search: Search) -> list[Rank]:
    ranks: list[Rank] = []
    for query, right in zip(data.queries, data.right, strict=True):
        first = list(dict.fromkeys(search(query)))[:DEPTH]
        ranks.append(first.index(right) + 1 if right in first else None)
    return ranks


def _part(data: RetrievalSet, part: str, ranks: dict[str, list[Rank]]) -> SetPart:
    gains = {
        system: [1 / math.log2(rank + 1) if rank else 0.0 for rank in places]
        for system, places in ranks.items()
    }
    others = [system for system in ranks if system != WHOLE]
    return SetPart(
        set=data.name,
        part=part,
        queries=len(ranks[WHOLE]),
        answers=len(set(data.owners)),
        systems=[
            Scores(
                system=system,
                ndcg_at_10=interval(gains[system]),
                recall_at_1=_recall(places, 1),
                recall_at_5=_recall(places, 5),
                recall_at_10=_recall(places, 10),
            )
            for system, places in ranks.items()
        ],
        differences={other: paired(gains[WHOLE], gains[other]) for other in others},
    )


def _recall(ranks: Sequence[Rank], k: int) -> float:
    return round(sum(rank is not None and rank <= k for rank in ranks) / len(ranks), 4)


if __name__ == "__main__":
    sys.exit(run(main, __doc__))
