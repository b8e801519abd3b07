"""Hard words of the field in plain ones, for those who read with effort."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from corpus.compounds import base_forms
from corpus.data_files import rows
from corpus.swedish import words

LONGEST = 3
"""Words of the longest expression that is explained."""


def explained(text: str) -> list[tuple[str, str]]:
    """The hard words of a text, in their order, each with what it means; each once.

    An expression is taken before the words in it.
    """
    known, found = _explanations(), dict[str, str]()
    tokens, place = words(text), 0
    while place < len(tokens):
        for size in range(min(LONGEST, len(tokens) - place), 0, -1):
            *before, last = tokens[place : place + size]
            forms = (" ".join([*before, form]) for form in base_forms(last))
            word = next((form for form in forms if form in known), None)
            if word:
                found.setdefault(word, known[word])
                break
        place += size
    return list(found.items())


@cache
def _explanations() -> Mapping[str, str]:
    return {row[0]: row[1] for row in rows("explanations.tsv", __package__)}
