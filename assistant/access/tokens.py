"""Values kept in memory for a while, each under a token that nobody can guess."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(slots=True)
class TokenStore(Generic[Value]):
    """For one thread, such as that of the server's loop.

    Args:
        most: values that are kept; the oldest go first.
        lasting: seconds that one is kept in all.
        idle: seconds that one is kept without being asked for.
        clock: seconds that nobody sets back.
    """

    most: int
    lasting: float
    idle: float
    clock: Callable[[], float] = time.monotonic
    _kept: OrderedDict[str, tuple[Value, float, float]] = field(default_factory=OrderedDict)

    def add(self, value: Value) -> str:
        """Keeps a value and gives its token."""
        token, now = secrets.token_urlsafe(32), self.clock()
        self._kept[token] = value, now + self.lasting, now + self.idle
        if len(self._kept) > self.most:
            self._kept.popitem(last=False)
        return token

    def find(self, token: str) -> Value | None:
        """The value of a token, unless its time is out."""
        kept = self._kept.get(token)
        if kept is None:
            return None
        value, end, unused = kept
        now = self.clock()
        if now >= min(end, unused):
            del self._kept[token]
            return None
        self._kept[token] = value, end, now + self.idle
        return value

    def take(self, token: str) -> Value | None:
        """The same, for the last time."""
        value = self.find(token)
        self._kept.pop(token, None)
        return value

    def tokens(self, wanted: Callable[[Value], bool]) -> list[str]:
        """The tokens of the values of one kind whose time is not out."""
        now = self.clock()
        kept = self._kept.items()
        return [token for token, (value, *ends) in kept if wanted(value) and now < min(ends)]
