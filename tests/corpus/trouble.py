"""A store of two documents, to which something happens."""

from __future__ import annotations

from pathlib import Path

from corpus.model import Filters
from corpus.store import (
    Store,
)
from tests.corpus.hashing import HashingEmbedder, made

EMBEDDER = HashingEmbedder()
OTHER = HashingEmbedder("other", 16)
ALL = Filters()
TEXTS = [made("a", "första dokumentet om studiemedel"), made("b", "andra dokumentet om praktik")]


def index_of(folder: Path) -> Path:
    [index] = folder.glob("index-*")
    return index


def whole(folder: Path, documents: int = 2) -> None:
    """The store opens, agrees with itself, and finds."""
    with Store.open(folder, EMBEDDER, "test") as store:
        assert store.verify() == []
        assert len(store.documents()) == documents
        assert store.keyword_search("studiemedlen", 5, ALL)[0][0] == TEXTS[0][1][0].id
        vector = EMBEDDER.embed_query("andra dokumentet om praktik")
        assert store.vector_search(vector, 5, ALL)[0][0] == TEXTS[1][1][0].id
