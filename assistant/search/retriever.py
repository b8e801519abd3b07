"""Finding passages: keyword and vector scores added, the best read anew and put in order."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from assistant.bodies.question import Turn
from assistant.bodies.search import FoundPassage
from assistant.question.plan import Query
from assistant.question.query import QueryReader
from assistant.question.scope import ScopeReader
from assistant.question.words import content_words
from assistant.search.abbreviations import written_out
from assistant.search.matching import Floats, Matches
from assistant.search.ranking import meet, rank_scores, weigh
from assistant.search.reranking import Reranker, RerankerFailed
from assistant.search.sorts import share_held
from corpus.embedding import Embedder, Vectors
from corpus.keywords import TELLING
from corpus.lexicon import Lexicon
from corpus.model import DocumentRecord, Filters, Passage
from corpus.store import Reading, StoreReader, vector_text
from corpus.swedish import grams, words

FOUND = 30
"""How many passages are looked for by keywords, and as many by vectors."""

VECTOR_WEIGHT = 0.75
"""The vectors' share against the keywords' 1; both are divided by the query's greatest score."""

RANKED = 20
"""How many of the best are judged anew; that takes a tenth of a millisecond each."""

TINY = 1e-9
"""What is divided by where nothing has a score."""

HOLDING = 3.5
"""How many times the score of a passage counts that holds the sort of thing that is asked for, such
as a date, against one that does not; among ``SEEN`` of the best, at least."""

SEEN = 12

ANSWERING, LEAST_ODDS = 0.4, 1e-4
"""The power of the odds that a passage answers by which its score counts; the least odds."""

UNJUDGED: Mapping[str, float] = MappingProxyType({})
"""The odds of passages whose sentences nobody has judged."""

_BESIDE = ThreadPoolExecutor(thread_name_prefix="vectors")
"""Where vectors are searched while keywords are: neither keeps the other waiting."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score (1 is the best's), and what that is made of.

    ``keyword`` and ``vector`` are each divided by the query's greatest.
    """

    score: float
    keyword: float
    vector: float
    passage: Passage
    record: DocumentRecord


class _Pool(NamedTuple):
    """The words of the passages found, and their scores by keywords and vectors, in that order.

    Each score is divided by the greatest.
    """

    reading: Reading
    keyword: Floats
    vector: Floats

    @property
    def fused(self) -> Floats:
        """Both scores as one."""
        return self.keyword + VECTOR_WEIGHT * self.vector


@dataclass(frozen=True, slots=True)
class Hits:
    """What one query found, best first, and how the best of it meet the query's own terms.

    ``matches`` tell how the texts of the passages that were read meet ``query.terms``: they are
    made here from these very terms, so that no passage can be judged by another query's. Which of
    them are those of its sentences ``rows`` has by passage id; the next is that of its frame.
    """

    query: Query
    ranked: tuple[Hit, ...] = ()
    matches: Matches | None = None
    rows: Mapping[str, range] = field(default_factory=dict)
    weights: Floats = field(default_factory=lambda: np.empty(0))

    def best(self, k: int) -> Hits:
        """The first ``k`` of them."""
        return replace(self, ranked=self.ranked[:k])


@dataclass(frozen=True, slots=True)
class Retriever:
    """Searches one store with one embedder; the ``lexicon`` tells which words say the same.

    ``scopes`` tell which documents a question names.
    Where there is a ``reranker``, the order of the best is its.
    """

    store: StoreReader
    embedder: Embedder
    reader: QueryReader
    lexicon: Lexicon
    scopes: ScopeReader
    reranker: Reranker | None = None

    def search(
        self, query: str, k: int, filters: Filters, history: Sequence[Turn] = ()
    ) -> list[FoundPassage]:
        """The ``k`` passages that fit a question or some words best, best first.

        What the documents that it names have stands beside what all have: either may be meant.
        """
        plan = self.reader.read(query, history)
        found = [self.find(one, max(k, SEEN), filters) for one in plan.queries]
        if scope := self.scopes.read(query):
            among = filters.among(scope.documents)
            found += [self.find(one.within(scope), max(k, SEEN), among) for one in plan.queries]
        shown = [replace(hits, ranked=holding_first(hits)) for hits in found]
        return [found_passage(hit) for hit in interleaved(shown)[:k]]

    def find(self, query: Query, k: int, filters: Filters) -> Hits:
        """The ``k`` passages that fit a query best.

        Each retriever's scores are divided by the query's greatest, then added with a weight:
        a rank fusion of equal weights loses where one retriever is much the weaker.
        """
        if not query.keywords.strip():
            return Hits(query)
        query = self._without_strangers(written_out(query, self.store, filters))
        pool = self._pool(query, max(FOUND, k), filters)
        return self._reordered(self._judged(query, pool, k)).best(k)

    def _without_strangers(self, query: Query) -> Query:
        """A query that looks for no pieces of a name which no passage holds in any form."""
        strange = {
            term.text
            for term in query.terms
            if term.is_name and not self.store.gram_frequency(*grams(term.text))
        }
        known = [word for word in query.keywords.split() if strange.isdisjoint(words(word))]
        return replace(query, keywords=" ".join(known)) if strange and known else query

    def _pool(self, query: Query, k: int, filters: Filters) -> _Pool:
        """The ``k`` passages found by keywords and as many by vectors, each scored by both.

        What only the vectors found has some of the keywords as well. Of ``k`` or fewer that there
        are at all, such as those of a document that is named, none need be looked for.
        """
        every = self.store.all_ids(filters, k)
        if every is None:
            embedded, found = self._look_for(query, k, filters)
        else:
            embedded, found = self._embed(query), set(every)
        reading = self.store.read(sorted(found))
        weights = self.store.gram_weights(query.keywords, query.context)
        vectors = self.store.vectors(list(reading.words)).astype(np.float64)
        return _Pool(reading, _scaled(reading.scores(weights)), _scaled(vectors @ embedded))

    def _look_for(self, query: Query, k: int, filters: Filters) -> tuple[Vectors, set[str]]:
        """A query's vector, and the ids of the ``k`` best passages by keywords and by vectors."""
        nearest = _BESIDE.submit(self._nearest, query, k, filters)
        # Words that steer or join are counted in what is found, and not looked for.
        content = " ".join(content_words(query.keywords)) or query.keywords
        named = self.store.keyword_search(content, k, filters, beside=query.context, common=TELLING)
        embedded, near = nearest.result()
        return embedded, {key for key, _ in [*named, *near]}

    def _nearest(
        self, query: Query, k: int, filters: Filters
    ) -> tuple[Vectors, Sequence[tuple[str, float]]]:
        embedded = self._embed(query)
        return embedded, self.store.vector_search(embedded, k, filters)

    def _embed(self, query: Query) -> Vectors:
        return self.embedder.embed_query(f"{query.keywords} {query.context}".strip())

    def _judged(self, query: Query, pool: _Pool, k: int) -> Hits:
        """The passages in order: the best as matching their words tells; with texts, ``k``."""
        ids, scores = list(pool.reading.words), _scaled(pool.fused)
        # Of equals the one with the lesser id: they come in the order of these.
        order = np.argsort(-scores, kind="stable").tolist()
        if not query.terms or not ids:
            return Hits(query, self._hits(pool, scores, order[:k]))
        read = sorted(order[:RANKED])
        words = [pool.reading.words[ids[i]] for i in read]
        meetings = meet(self.lexicon, query.terms, pool.reading.vocabulary, words)
        weights = weigh(self.store, self.lexicon, query.terms)
        judged = rank_scores(pool.keyword[read], pool.vector[read], meetings.best, weights)
        # Those that were not read stay behind those that were.
        scores *= judged.min()
        scores[read] = judged
        order = [*(read[i] for i in np.argsort(-judged, kind="stable")), *order[RANKED:]]
        rows = dict(zip([ids[i] for i in read], meetings.rows, strict=True))
        # A reranker reads the texts of all.
        hits = self._hits(pool, scores, order[: max(k, RANKED) if self.reranker else k])
        return Hits(query, hits, meetings.matches, rows, weights)

    def _hits(self, pool: _Pool, scores: Floats, order: Sequence[int]) -> tuple[Hit, ...]:
        """Hits with their passages, but for those whose document was removed meanwhile."""
        ids = list(pool.reading.words)
        passages = {p.id: p for p in self.store.passages([ids[i] for i in order])}
        return tuple(
            Hit(
                float(scores[i]),
                float(pool.keyword[i]),
                float(pool.vector[i]),
                passages[ids[i]],
                record,
            )
            for i in order
            if ids[i] in passages
            and (record := self.store.record(passages[ids[i]].document_id)) is not None
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


def holding_first(hits: Hits, odds: Mapping[str, float] = UNJUDGED) -> tuple[Hit, ...]:
    """Passages as they are shown: those count more that hold what is asked for, such as a date.

    And more that are likely to answer, where the ``odds`` are known, by the passage's id.
    """
    held = [HOLDING ** share_held(hit.passage.text, hits.query.types) for hit in hits.ranked]
    likely = [odds.get(hit.passage.id, LEAST_ODDS) ** ANSWERING for hit in hits.ranked]
    scores = [hit.score * h * p for hit, h, p in zip(hits.ranked, held, likely, strict=True)]
    top = max(scores, default=1.0)
    weighed = [replace(hit, score=s / top) for hit, s in zip(hits.ranked, scores, strict=True)]
    return tuple(sorted(weighed, key=lambda hit: (-hit.score, hit.passage.id)))


def found_passage(hit: Hit) -> FoundPassage:
    """A hit as it is sent."""
    return FoundPassage.of(hit.passage, hit.record, hit.score)


def _scaled(scores: Floats) -> Floats:
    """Scores divided by the greatest; negative ones count as none."""
    scaled: Floats = np.maximum(scores, 0.0) / max(float(scores.max(initial=0.0)), TINY)
    return scaled
