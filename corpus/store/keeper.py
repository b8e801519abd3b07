"""Mends the indexes of a store behind those who search it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.store.errors import StoreError
from corpus.store.store import Store

RETRY = 60.0
"""Seconds before a repair that failed is tried again, such as on a full disk."""

logger = logging.getLogger(__name__)


@contextmanager
def keeping(store: Store) -> Iterator[None]:
    """Compares a store with itself once, and mends what cannot be read, beside what goes on within.

    Searches go on meanwhile; writers wait.
    """
    stopping = threading.Event()

    def keep() -> None:
        while not stopping.is_set():
            try:
                _mend(store, stopping)
            except StoreError as error:
                logger.error("%s", error)
                stopping.wait(RETRY)
                continue
            store.damaged.wait()

    thread = threading.Thread(target=keep, name="keeper", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        store.damaged.set()
        thread.join()


def _mend(store: Store, stopping: threading.Event) -> None:
    """Makes the indexes anew, if they differ from the tables; tells what it cannot mend."""
    store.damaged.clear()
    for line in store.lasting_damage():
        logger.error("%s", line)
    differences = store.differences()
    if differences and not stopping.is_set():
        logger.error("Lagret lagas i bakgrunden: %s", " ".join(differences))
        store.repair()
        logger.warning("Lagret är lagat.")
