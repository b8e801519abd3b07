"""The app as each caller may see it: over the open documents and the collections of their key."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.access.collections import Collections
from assistant.app import App, parts, retriever_over
from assistant.knowledge import Knowledge
from corpus.store.view import StoreView


@dataclass(frozen=True, slots=True)
class Views:
    """Apps over parts of one store, made when they are first asked for.

    Args:
        whole: the app over all of it.
        collections: what is not open to everybody; where there is none, all see the whole.
        prepare: what is done with every app that is made here.
    """

    whole: App
    collections: Collections = field(default_factory=lambda: Collections({}))
    prepare: Callable[[App], App] = lambda app: app
    _apps: dict[frozenset[str], App] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def open(self) -> App:
        """What everybody may see."""
        return self.of(frozenset())

    def of(self, chosen: frozenset[str] | None) -> App:
        """The app over the open documents and some collections; over all for None."""
        if chosen is None or not self.collections.folders:
            return self.whole
        readable = chosen & frozenset(self.collections.folders.values())
        with self._lock:
            if readable not in self._apps:
                self._apps[readable] = self._over(readable)
            return self._apps[readable]

    def _over(self, readable: frozenset[str]) -> App:
        store = StoreView(
            self.whole.store, lambda location: self.collections.may_read(location, readable)
        )
        settings, before = self.whole.settings, self.whole.retriever
        known = Knowledge.load()
        retriever = retriever_over(known, (before.embedder, before.reranker), store)
        return self.prepare(App(settings, store, retriever, *parts(settings, retriever, known)))
