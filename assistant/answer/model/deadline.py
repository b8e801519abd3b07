"""Taking what comes from elsewhere only as long as there is time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")


class TimeIsUp(Exception):
    """Nothing came before the time was up."""


def in_time(start: Callable[[], Iterator[T]], deadline: float) -> Iterator[T]:
    """What an iterator gives, up to a moment of ``time.monotonic``.

    The iterator runs in a thread of its own, so that one that hangs can be left behind whatever it
    waits for; it is closed when it next gives something, or its own time limit ends it.

    Raises:
        TimeIsUp: the moment came first.
        Exception: whatever the iterator raises.
    """
    # Items, each alone in a tuple; last None, or what broke.
    queue: SimpleQueue[tuple[T] | Exception | None] = SimpleQueue()
    left = threading.Event()

    def work() -> None:
        try:
            for item in start():
                if left.is_set():
                    return
                queue.put((item,))
            queue.put(None)
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            queue.put(error)

    threading.Thread(target=work, name="vagvis-model", daemon=True).start()
    try:
        while True:
            try:
                come = queue.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                raise TimeIsUp from None
            if come is None:
                return
            if isinstance(come, Exception):
                raise come
            yield come[0]
    finally:
        left.set()
