"""Taking what comes from elsewhere only as long as there is time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")


class TimeIsUp(Exception):
    """Nothing came before the time was up."""


class _End(Generic[T]):
    """That nothing more comes, or what broke."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error


def in_time(start: Callable[[], Iterator[T]], deadline: float) -> Iterator[T]:
    """What an iterator gives, up to a moment of ``time.monotonic``.

    The iterator runs in a thread of its own, so that one that hangs can be left behind whatever it
    waits for; it is closed when it next gives something, or its own time limit ends it.

    Raises:
        TimeIsUp: the moment came first.
        Exception: whatever the iterator raises.
    """
    given: SimpleQueue[T | _End[T]] = SimpleQueue()
    left = threading.Event()

    def work() -> None:
        try:
            for item in start():
                if left.is_set():
                    return
                given.put(item)
            given.put(_End())
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            given.put(_End(error))

    threading.Thread(target=work, name="vagvis-model", daemon=True).start()
    try:
        while True:
            try:
                item = given.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                raise TimeIsUp from None
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item
    finally:
        left.set()
