"""Hard words of the field in the glossary's plain ones, for those who read with effort."""

from __future__ import annotations

from functools import cache

from corpus.compounds import base_forms
from corpus.glossary import load_explanations
from corpus.swedish import words

LONGEST = 3
"""Words of the longest expression that is explained."""


def explained(text: str) -> list[tuple[str, str]]:
    """The hard words of a text, in their order, each with what it means; each once.

    An expression is taken before the words in it.
    """
    known, found = _known(), dict[str, str]()
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


_known = cache(load_explanations)
