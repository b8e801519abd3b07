"""Whether somebody tells that they are in distress; the words are in ``distress.toml``."""

from __future__ import annotations

import re
from functools import cache

from assistant.question.fillers import without_fillers
from corpus.data_files import word_lists
from corpus.swedish import fold, words

_SAYINGS = re.compile(r"[.,;:!?\n]+|\b(?:och|o|men|and|but)\b")


def tells_of_distress(question: str) -> bool:
    """Whether a question tells that somebody is in danger, or nothing but that they feel low.

    "Jag mår dåligt och orkar inte mer" does, "Jag mår dåligt på jobbet, vad kan jag läsa?" not.
    """
    danger, low = _words()
    folded = fold(question)
    said = f" {' '.join(words(folded))} "
    if any(f" {phrase} " in said for phrase in danger):
        return True
    sayings = [" ".join(words(part)) for part in _SAYINGS.split(fold(without_fillers(question)))]
    told = [saying for saying in sayings if saying]
    return bool(told) and all(saying in low for saying in told)


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """The phrases of danger, and the sayings of those who feel low, in words."""
    lists = word_lists("distress.toml", __package__)
    danger, low = (
        frozenset(" ".join(words(fold(phrase))) for phrase in lists[name])
        for name in ("danger", "low")
    )
    return danger, low
