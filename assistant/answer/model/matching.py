"""Whether one word says another: by its letters, or as one of a few that mean the same."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answer.model.wording import ALIKE, RIGID, WORDS
from corpus.word_match import COMPOUND, INFLECTED, SAME_STEM, word_match

CARRIED = 0.6
"""How well a word must be met to count as said."""

SHORTEST = 4
"""Letters of the shortest word that may be another but for more than its ending."""

_ENDINGS = frozenset(WORDS["endings"])
_TURNING = ("o", "icke-", "icke", "miss", "av", "in")


@lru_cache(100_000)
def meets(said: str, held: str) -> float:
    """How well a quote's word says a sentence's, 0 to 1; both in lower case."""
    if said == held:
        return 1.0
    if said in RIGID or held in RIGID or any(c.isdigit() for c in said + held):
        return 0.0
    if held in ALIKE.get(said, ()):
        return 1.0
    if _opposite(said, held) or _opposite(held, said):
        return 0.0
    return _by_letters(said, held)


def same_name(one: str, other: str) -> bool:
    """Whether two words are one name, with or without its genitive."""
    return one == other or _bare(one) == _bare(other)


def stand_together(names: Sequence[str], told: Sequence[str]) -> bool:
    """Whether names stand one after the other among words."""
    length = len(names)
    return any(
        all(same_name(a, b) for a, b in zip(names, told[i : i + length], strict=True))
        for i in range(len(told) - length + 1)
    )


def voices(one: str, other: str) -> bool:
    """Whether two words are a verb that acts and one that is acted upon: "leder", "leds"."""
    passive, active = (one, other) if one.endswith("s") else (other, one)
    return passive.endswith("s") and active in {passive[:-1] + e for e in ("r", "er", "")}


def _by_letters(said: str, held: str) -> float:
    if min(len(said), len(held)) < SHORTEST:
        short, long = sorted((said, held), key=len)
        return INFLECTED if len(short) == 3 and long in {short + e for e in _ENDINGS} else 0.0
    degree = word_match(said, held)
    if degree >= INFLECTED or voices(said, held):
        return INFLECTED
    # A compound says its last part, and less surely its first.
    at = held.rfind(said[: max(SHORTEST, len(said) - 2)], 1)
    if at > 0 and word_match(said, held[at:]) >= INFLECTED:
        return COMPOUND
    alike = len(os.path.commonprefix((said, held)))  # noqa: RUF071 - of words, not of paths
    stem = degree == SAME_STEM and alike >= 0.6 * max(len(said), len(held))
    return CARRIED if degree >= COMPOUND or stem else 0.0


def _opposite(one: str, other: str) -> bool:
    """Whether a word is another with a prefix that turns it: "obehörig", "behörig"."""
    return any(
        one.startswith(prefix)
        and not other.startswith(prefix)
        and word_match(one[len(prefix) :], other) >= INFLECTED
        for prefix in _TURNING
    )


def _bare(name: str) -> str:
    return re.sub(r"[:’']?s$", "", name) if len(name) > 3 else name.removesuffix(":s")
