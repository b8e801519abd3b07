"""Finding passages: keyword and vector scores added, the best read anew and put in order."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import zip_longest

import numpy as np

from assistant.bodies.search import FoundPassage
from assistant.question.plan import Query
from assistant.question.query import QueryReader
from assistant.search.matching import Floats
from assistant.search.ranking import Meeting, meet, rank_scores, weigh
from assistant.search.reranking import Reranker, RerankerFailed
from assistant.search.sorts import share_held
from corpus.embedding import Embedder
from corpus.lexicon import Lexicon
from corpus.model import DocumentRecord, Filters, Passage
from corpus.store import StoreReader, vector_text

CANDIDATES = 60
"""How many passages each retriever hands in; deeper ones never reached the first ten."""

VECTOR_WEIGHT = 0.5
"""The vectors' share against the keywords' 1; both are divided by the query's greatest score."""

RANKED = 30
"""How many of the best are read and judged anew; that takes a tenth of a millisecond each."""

HOLDING = 3.0
"""How many times the score of a passage counts that holds the sort of thing that is asked for, such
as a date, against one that does not; among ``SEEN`` of the best, at least."""

SEEN = 12

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The id of a passage, its score (1 is the best's), and what that is made of.

    ``keyword`` and ``vector`` are each divided by the query's greatest. The ranks, from 1, are
    those by keywords and by vectors alone; None where it is not among those best.
    """

    id: str
    score: float
    keyword: float
    vector: float
    keyword_rank: int | None
    vector_rank: int | None


@dataclass(frozen=True, slots=True)
class Hit(Candidate):
    """A candidate with its passage."""

    passage: Passage
    record: DocumentRecord


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
    """Searches one store with one embedder; the ``lexicon`` tells which words say the same.

    Where there is a ``reranker``, the order of the best is its.
    """

    store: StoreReader
    embedder: Embedder
    reader: QueryReader
    lexicon: Lexicon
    reranker: Reranker | None = None

    def search(self, query: str, k: int, filters: Filters) -> list[FoundPassage]:
        """The ``k`` passages that fit a question or some words best, best first."""
        plan = self.reader.read(query)
        found = [self.find(one, max(k, SEEN), filters) for one in plan.queries]
        shown = [replace(hits, ranked=holding_first(hits)) for hits in found]
        return [found_passage(hit) for hit in interleaved(shown)[:k]]

    def find(self, query: Query, k: int, filters: Filters) -> Hits:
        """The ``k`` passages that fit a query best.

        Each retriever's scores are divided by the query's greatest, then added with a weight:
        a rank fusion of equal weights loses where one retriever is much the weaker.
        """
        if not query.keywords.strip():
            return Hits(query)
        return self._reordered(self._judged(query, self._candidates(query, k, filters), k)).best(k)

    def _candidates(self, query: Query, k: int, filters: Filters) -> list[Candidate]:
        """The passages found by keywords and vectors, best first."""
        wanted = max(CANDIDATES, k)
        found = self.store.keyword_search(query.keywords, wanted, filters, query.context)
        embedded = self.embedder.embed_query(f"{query.keywords} {query.context}".strip())
        nearest = dict(self.store.vector_search(embedded, wanted, filters))
        # What neither is near nor has the best keywords is not among the best of both.
        missing = [key for key, _ in found[:RANKED] if key not in nearest]
        if missing:
            nearest |= zip(missing, (self.store.vectors(missing) @ embedded).tolist(), strict=True)
        keyword, vector = _scaled(found), _scaled(list(nearest.items()))
        fused = _scaled(list(_added(keyword, vector, VECTOR_WEIGHT).items()))
        keyword_ranks = {key: rank for rank, key in enumerate(_ranked(keyword), 1)}
        vector_ranks = {key: rank for rank, key in enumerate(_ranked(nearest), 1)}
        return [
            Candidate(
                key,
                fused[key],
                keyword.get(key, 0.0),
                vector.get(key, 0.0),
                keyword_ranks.get(key),
                vector_ranks.get(key),
            )
            for key in _ranked(fused)[: max(k, RANKED)]
        ]

    def _judged(self, query: Query, candidates: Sequence[Candidate], k: int) -> Hits:
        """The best in a better order, as reading their words tells; with their texts, ``k``."""
        reading = self.store.read([one.id for one in candidates[:RANKED]])
        read = [one for one in candidates[:RANKED] if one.id in reading.words]
        if not read or not query.terms:
            return Hits(query, self._hits(candidates[:k]))
        words = [reading.words[one.id] for one in read]
        meetings = meet(self.lexicon, query.terms, reading.vocabulary, words)
        weights = weigh(self.store, self.lexicon, query.terms)
        found = [one.keyword for one in read], [one.vector for one in read]
        scores = rank_scores(*found, meetings, weights).tolist()
        judged = [replace(one, score=score) for one, score in zip(read, scores, strict=True)]
        judged.sort(key=lambda one: (-one.score, one.id))
        # Those that were not read stay behind those that were.
        last = judged[-1].score
        ranked = judged + [replace(one, score=last * one.score) for one in candidates[RANKED:]]
        by_id = {one.id: meeting for one, meeting in zip(read, meetings, strict=True)}
        # A reranker reads the texts of all.
        hits = self._hits(ranked[: max(k, RANKED) if self.reranker else k])
        return Hits(query, hits, by_id, weights)

    def _hits(self, candidates: Sequence[Candidate]) -> tuple[Hit, ...]:
        """Candidates with their passages, but for those whose document was removed meanwhile."""
        passages = {p.id: p for p in self.store.passages([one.id for one in candidates])}
        return tuple(
            Hit(**asdict(one), passage=passages[one.id], record=record)
            for one in candidates
            if one.id in passages
            and (record := self.store.record(passages[one.id].document_id)) is not None
        )

    def _reordered(self, hits: Hits) -> Hits:
        """The hits with the best of them in the reranker's order, if there is one.

        The scores stay where they were: the first has the greatest score that there was, and so
        on. What is learnt of scores, such as how sure an answer is, knows the built-in ones alone.
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


def holding_first(hits: Hits) -> tuple[Hit, ...]:
    """Passages as they are shown: those count more that hold what is asked for, such as a date."""
    types = hits.query.types
    held = [HOLDING ** share_held(hit.passage.text, types) * hit.score for hit in hits.ranked]
    top = max(held, default=1.0)
    weighed = [replace(hit, score=s / top) for hit, s in zip(hits.ranked, held, strict=True)]
    return tuple(sorted(weighed, key=lambda hit: (-hit.score, hit.passage.id)))


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
