"""The store: one folder with documents and passages in SQL, vectors, and the keyword index."""

from corpus.store.errors import (
    EmbedderMismatch,
    IndexDamaged,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
)
from corpus.store.indexing import vector_text
from corpus.store.lookup import Reading, Servers
from corpus.store.reading import StoreReader
from corpus.store.replica import Replica
from corpus.store.side_records import SavedItem
from corpus.store.store import Store
from corpus.store.words import PassageWords

__all__ = [
    "EmbedderMismatch",
    "IndexDamaged",
    "PassageWords",
    "Reading",
    "Replica",
    "SavedItem",
    "Servers",
    "Store",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreLocked",
    "StoreReadOnly",
    "StoreReader",
    "vector_text",
]
