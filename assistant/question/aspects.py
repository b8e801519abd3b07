"""Whether a question asks for a document as a whole, and for which side of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from assistant.question.plan import Aspect
from assistant.question.words import content_words
from corpus.data_files import toml


def aspects_of(question: str, named: Iterable[str]) -> tuple[Aspect, ...] | None:
    """The aspects that are asked of a document as a whole; none named is all of them.

    None where the question has further words of its own, beside those by which it has ``named``
    the document: "Vad föreslår förstudien?" asks for a whole, "Vad kostar förstudien?" does not.
    """
    asked: list[Aspect] = []
    for word in set(content_words(question)).difference(named, _asking()):
        aspects = [aspect for aspect, shown in _aspects().items() if shown.fullmatch(word)]
        if not aspects:
            return None
        asked += aspects
    return tuple(aspect for aspect in Aspect if aspect in asked)


@cache
def _aspects() -> Mapping[Aspect, re.Pattern[str]]:
    table = toml("aspects.toml", __package__)["aspects"]
    return {Aspect(name): re.compile(pattern) for name, pattern in table.items()}


@cache
def _asking() -> frozenset[str]:
    return frozenset(toml("aspects.toml", __package__)["words"]["asking"].split())
