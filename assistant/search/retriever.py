"""Finding passages: keyword and vector scores added, the best read anew and put in order."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

import numpy as np

from assistant.bodies.search import FoundPassage
from assistant.question.plan import Query
from assistant.question.query import QueryReader
from assistant.search.linear import Floats
from assistant.search.ranking import Meeting, Ranker, meet, ranking_rows, weigh
from assistant.search.reranking import Reranker, RerankerFailed
from corpus.embedding import Embedder
from corpus.model import DocumentRecord, Filters, Passage
from corpus.store import Reading, Store, vector_text

CANDIDATES = 60
"""How many passages each retriever hands in; deeper ones never reached the first ten."""

VECTOR_WEIGHT = 0.5
"""The vectors' share against the keywords' 1; both are divided by the query's greatest score."""

RANKED = 30
"""How many of the best are read and judged anew; that takes a tenth of a millisecond each."""

CONTEXT_WEIGHT = 0.3
"""The share of words that the question does not hold itself (synonyms, the question before)."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score (1 is the best's) and what it is made of.

    ``keyword`` and ``vector`` are each divided by the query's greatest. The ranks, from 1, are
    those by keywords and by vectors alone; None where keywords do not find it among the candidates.
    """

    passage: Passage
    record: DocumentRecord
    score: float
    keyword: float
    vector: float
    keyword_rank: int | None
    vector_rank: int


@dataclass(frozen=True, slots=True)
class Hits:
    """What one query found, best first, and how the best of it meet the query's own terms.

    ``meetings`` has, by passage id, how each passage that was read meets ``query.terms``: it is
    made here from these very terms, so that no passage can be judged by another query's.
    """

    query: Query
    ranked: tuple[Hit, ...] = ()
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    weights: Floats = field(default_factory=lambda: np.empty(0))

    def best(self, k: int) -> Hits:
        """The first ``k`` of them."""
        return replace(self, ranked=self.ranked[:k])


@dataclass(frozen=True, slots=True)
class Retriever:
    """Searches one store with one embedder; ``ranker`` puts the best in order.

    Where there is a ``reranker``, the order is its.
    """

    store: Store
    embedder: Embedder
    reader: QueryReader
    ranker: Ranker
    reranker: Reranker | None = None

    def search(self, query: str, k: int, filters: Filters) -> list[FoundPassage]:
        """The ``k`` passages that fit a question or some words best, best first."""
        plan = self.reader.read(query)
        hits = interleaved([self.find(one, k, filters) for one in plan.queries])[:k]
        return [found_passage(hit) for hit in hits]

    def find(self, query: Query, k: int, filters: Filters) -> Hits:
        """The ``k`` passages that fit a query best.

        Each retriever's scores are divided by the query's greatest, then added with a weight:
        a rank fusion of equal weights loses where one retriever is much the weaker.
        """
        if not query.keywords.strip():
            return Hits(query)
        hits, reading = self._candidates(query, k, filters)
        return self._reordered(self._judged(query, hits, reading)).best(k)

    def _candidates(self, query: Query, k: int, filters: Filters) -> tuple[list[Hit], Reading]:
        """The passages found by keywords and vectors, best first, and the reading of the best."""
        wanted = max(CANDIDATES, k)
        keyword = _scaled(self.store.keyword_search(query.keywords, wanted, filters))
        if query.context:
            context = _scaled(self.store.keyword_search(query.context, wanted, filters))
            keyword = _scaled(list(_added(keyword, context, CONTEXT_WEIGHT).items()))
        embedded = self.embedder.embed_query(f"{query.keywords} {query.context}".strip())
        nearest = dict(self.store.vector_search(embedded, wanted, filters))
        missing = [key for key in keyword if key not in nearest]
        if missing:
            nearest |= zip(missing, (self.store.vectors(missing) @ embedded).tolist(), strict=True)
        vector = _scaled(list(nearest.items()))
        fused = _scaled(list(_added(keyword, vector, VECTOR_WEIGHT).items()))
        best = _ranked(fused)[: max(k, RANKED)]
        keyword_ranks = {key: rank for rank, key in enumerate(_ranked(keyword), 1)}
        vector_ranks = {key: rank for rank, key in enumerate(_ranked(nearest), 1)}
        reading = self.store.read(best)
        hits = [
            Hit(
                passage,
                record,
                fused[passage.id],
                keyword.get(passage.id, 0.0),
                vector.get(passage.id, 0.0),
                keyword_ranks.get(passage.id),
                vector_ranks[passage.id],
            )
            for passage in reading.passages
            # the document may have been removed meanwhile
            if (record := self.store.record(passage.document_id)) is not None
        ]
        return hits, reading

    def _judged(self, query: Query, hits: Sequence[Hit], reading: Reading) -> Hits:
        """The hits with the best of them in a better order, as reading them tells."""
        read, rest = hits[:RANKED], hits[RANKED:]
        if not read or not query.terms:
            return Hits(query, tuple(hits))
        words = [reading.words[hit.passage.id] for hit in read]
        meetings = meet(self.ranker.lexicon, query.terms, reading.vocabulary, words)
        weights = weigh(self.store, self.ranker.lexicon, query.terms)
        rows = ranking_rows(
            [hit.keyword for hit in read], [hit.vector for hit in read], meetings, weights
        )
        scores = self.ranker.score(rows).tolist()
        judged = [replace(hit, score=score) for hit, score in zip(read, scores, strict=True)]
        judged.sort(key=lambda hit: (-hit.score, hit.passage.id))
        # Those that were not read stay behind those that were.
        ranked = judged + [replace(hit, score=judged[-1].score * hit.score) for hit in rest]
        by_id = {hit.passage.id: one for hit, one in zip(read, meetings, strict=True)}
        return Hits(query, tuple(ranked), by_id, weights)

    def _reordered(self, hits: Hits) -> Hits:
        """The hits with the best of them in the reranker's order, if there is one.

        The scores stay where they were: the first has the greatest score that there was, and so
        on. What is learnt of scores, such as how sure an answer is, knows the ranker's alone.
        """
        read, rest = hits.ranked[:RANKED], hits.ranked[RANKED:]
        if self.reranker is None or not read:
            return hits
        texts = [
            vector_text(hit.record.metadata.title, hit.passage.heading, hit.passage.text)
            for hit in read
        ]
        try:
            judged = self.reranker.scores(hits.query.text, texts)
        except RerankerFailed as error:
            logger.warning("the reranker failed (%s): the built-in order stands", error)
            return hits
        order = sorted(range(len(read)), key=lambda i: -judged[i])
        reordered = (replace(read[i], score=hit.score) for i, hit in zip(order, read, strict=True))
        return replace(hits, ranked=(*reordered, *rest))


def interleaved(parts: Sequence[Hits]) -> list[Hit]:
    """The hits of several queries, the best of each in turn, every passage once."""
    unique: dict[str, Hit] = {}
    for turn in zip_longest(*(part.ranked for part in parts)):
        for hit in turn:
            if hit is not None:
                unique.setdefault(hit.passage.id, hit)
    return list(unique.values())


def found_passage(hit: Hit) -> FoundPassage:
    """A hit as it is sent."""
    return FoundPassage.of(hit.passage, hit.record, hit.score)


def _scaled(scores: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Scores divided by the greatest; negative ones count as none."""
    top = max((score for _, score in scores), default=0.0)
    return {key: max(0.0, score) / top for key, score in scores} if top > 0 else {}


def _ranked(scores: Mapping[str, float]) -> list[str]:
    """The keys, best first."""
    return sorted(scores, key=lambda key: (-scores[key], key))


def _added(
    first: Mapping[str, float], second: Mapping[str, float], weight: float
) -> dict[str, float]:
    return {key: first.get(key, 0.0) + weight * second.get(key, 0.0) for key in {**first, **second}}
