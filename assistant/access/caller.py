"""Who sends a request, and what they may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """What a key may be for."""

    ASK = "ask"
    """Questions, searches and courses."""
    READ = "read"
    """The documents themselves, page by page."""
    INGEST = "ingest"
    """Taking documents in and out."""
    ADMIN = "admin"
    """All of it, and how the service fares."""


EVERY_RIGHT = frozenset(Right)


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever sends a request.

    Args:
        name: the key's, or "" for somebody unknown.
        scopes: what they may do.
        is_local: whether they sit at this machine.
        collections: whose documents they may read besides the open ones; None for all.
    """

    name: str
    scopes: frozenset[Right]
    is_local: bool = False
    collections: frozenset[str] | None = frozenset()

    @classmethod
    def with_key(
        cls, name: str, scopes: Iterable[Right], collections: Iterable[str] = ()
    ) -> Caller:
        """A caller with a key; one for ``admin`` is for everything."""
        chosen = frozenset(scopes)
        if Right.ADMIN in chosen:
            return cls(name, EVERY_RIGHT, collections=None)
        return cls(name, chosen, collections=frozenset(collections))

    def may(self, scope: Right) -> bool:
        """Whether they may do something."""
        return scope in self.scopes


TRUSTED = Caller("", EVERY_RIGHT, is_local=True, collections=None)
"""Whoever calls the interface inside this process, with no door between."""

NOBODY = Caller("", frozenset())
"""Somebody unknown, who may nothing."""
