"""One search, timed: what the API, the command line and the measurements call."""

from __future__ import annotations

from time import perf_counter

from assistant.bodies.search import FoundPassage, SearchReply
from assistant.search.retriever import Retriever
from corpus.model import Filters


def search_passages(retriever: Retriever, query: str, k: int, filters: Filters) -> SearchReply:
    """The passages that fit a query, best first, and the milliseconds that it took."""
    start = perf_counter()
    passages: list[FoundPassage] = retriever.search(query, k, filters)
    took_ms = (perf_counter() - start) * 1000
    return SearchReply(query=query, took_ms=round(took_ms, 1), passages=passages)
