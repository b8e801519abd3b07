"""What was asked and not found, kept where whoever asked let it be: it tells what is missing."""

from __future__ import annotations

import hashlib

from assistant.privacy.mask import masked_or_refused
from corpus.clock import now
from corpus.store import SavedItem, Store

UNANSWERED = "unanswered"
"""Names the folder and what is in it. No key has this for its hash, so that no key opens it."""

MOST = 1_000
"""Questions that are kept; the oldest give way."""


def keep_unanswered(store: Store, question: str) -> None:
    """Keeps a question without its personal data; asked twice it is there once.

    Raises:
        MaskingFailed: it could not be masked, and is not kept.
    """
    text = masked_or_refused(question)
    key = hashlib.sha256(text.casefold().encode()).hexdigest()[:16]
    store.save_item(SavedItem(key, UNANSWERED, UNANSWERED, now(), {"question": text}))
    kept = store.saved_items(UNANSWERED)
    store.remove_saved(UNANSWERED, [item.key for item in kept[:-MOST]])


def forget_unanswered(store: Store) -> None:
    """Deletes them all."""
    store.remove_saved(UNANSWERED, [item.key for item in store.saved_items(UNANSWERED)])
