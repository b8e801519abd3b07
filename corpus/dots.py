"""Words typed without the dots and rings of å, ä and ö, as on a foreign keyboard."""

from __future__ import annotations

_DOTTED = frozenset("åäö")
_UNDOTTED = str.maketrans("åäöé", "aaoe")


def is_undotted(text: str) -> bool:
    """Whether a text has no å, ä or ö at all."""
    return _DOTTED.isdisjoint(text.lower())


def undot(text: str) -> str:
    """A text in lower case as it is typed without dots and rings."""
    return text.lower().translate(_UNDOTTED)
