"""The store: one folder with documents and passages in SQL, vectors, and the keyword index."""

from corpus.store.errors import EmbedderMismatch, StoreDamaged, StoreError, StoreFull, StoreLocked
from corpus.store.store import Store, vector_text

__all__ = [
    "EmbedderMismatch",
    "Store",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreLocked",
    "vector_text",
]
