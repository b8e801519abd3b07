"""Mends the indexes of a store behind those who search it."""

from __future__ import annotations

import logging
import threading
from types import TracebackType

from corpus.store.errors import StoreError
from corpus.store.store import Store

RETRY = 60.0
"""Seconds before a repair that failed is tried again, such as on a full disk."""

logger = logging.getLogger(__name__)


class Keeper:
    """A thread that compares a store with itself once, and mends what cannot be read.

    It begins and ends with a ``with`` block. Searches go on meanwhile; writers wait.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def __enter__(self) -> Keeper:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._store.damaged.set()
        self._thread.join()

    def _run(self) -> None:
        damaged = self._store.damaged
        while not self._stopping.is_set():
            try:
                self._mend()
            except StoreError as error:
                logger.error("%s", error)
                self._stopping.wait(RETRY)
                continue
            damaged.wait()

    def _mend(self) -> None:
        """Makes the indexes anew, if they differ from the tables; tells what it cannot mend."""
        self._store.damaged.clear()
        for line in self._store.lasting_damage():
            logger.error("%s", line)
        differences = self._store.differences()
        if differences and not self._stopping.is_set():
            logger.error("Lagret lagas i bakgrunden: %s", " ".join(differences))
            self._store.repair()
            logger.warning("Lagret är lagat.")
