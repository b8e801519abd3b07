"""A question that asks of two things at once, parted into a question for each."""

from __future__ import annotations

import re

# What parts the two, in the middle of the question.
_BETWEEN = re.compile(
    r",? (?:respektive|jämfört med|i jämförelse med|i förhållande till|till skillnad från|kontra"
    r"|compared (?:to|with)|versus|vs\.?) (?:i |in |hos |på |för |enligt )?",
    re.IGNORECASE,
)
# What announces them: "skillnaden mellan A och B", "skiljer A från B", "jämför A med B".
_PAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:skillnad\w*|likhet\w*|jämförelse\w*|difference\w*) (?:\w+ ){0,3}?(?:mellan|between)"
        r" (?P<one>.+?) (?:och|and) (?P<other>.+?)(?P<rest>[?.,]| i fråga om | när det gäller |$)",
        r"\bskilj(?:er|de) (?:sig )?(?P<one>.+?) (?:från|och) (?P<other>.+?)"
        r"(?P<rest>[?.,]| i fråga om | när det gäller | åt\b|$)",
        r"\b(?:jämför|compare) (?P<one>.+?) (?:med|och|with|and|to) (?P<other>.+?)"
        r"(?P<rest>[?.,]| i fråga om | när det gäller |$)",
        r"\b(?:både|såväl|both) (?P<one>.+?) (?:och|som|and) (?P<other>.+?)(?P<rest>[?.,]| om |$)",
    )
)
# Words that a compared thing begins after or ends before.
_EDGE = re.compile(
    r"(?:om|i|in|hos|på|för|enligt|av|från|säger|sägs|har|hade|gör|är|var|när|about|from|does?)",
    re.IGNORECASE,
)
_JOINTS = frozenset(["i", "på", "av", "för", "in", "of"])
_LONGEST = 6
"""Words that the name of a compared thing may have."""


def sides(question: str) -> tuple[str, str] | None:
    """The question asked of each of the two things that it compares; None where it compares none.

    "Vad säger A respektive B om C?" gives "Vad säger A om C?" and "Vad säger B om C?".
    """
    for pair in _PAIRS:
        match = pair.search(question)
        if match:
            head, tail = question[: match.start("one")], question[match.end("other") :]
            return tuple(  # type: ignore[return-value]
                f"{head}{match.group(side)}{tail}" for side in ("one", "other")
            )
    between = _BETWEEN.search(question)
    if between is None:
        return None
    left, right = question[: between.start()], question[between.end() :]
    head, one = _last_thing(left)
    other, tail = _first_thing(right)
    if not one or not other:
        return None
    return f"{head}{one}{tail}", f"{head}{other}{tail}"


def _last_thing(text: str) -> tuple[str, str]:
    """A text parted before the thing that it ends with."""
    words = text.split(" ")
    start = max(0, len(words) - _LONGEST)
    for index in range(len(words) - 2, start - 1, -1):
        if _is_edge(words, index):
            start = index + 1
            break
    return " ".join([*words[:start], ""]), " ".join(words[start:])


def _first_thing(text: str) -> tuple[str, str]:
    """A text parted after the thing that it begins with."""
    words = text.split(" ")
    for index in range(1, min(len(words), _LONGEST)):
        if _is_edge(words, index):
            return " ".join(words[:index]), " ".join(["", *words[index:]])
    return text.rstrip("?. "), "?"


def _is_edge(words: list[str], index: int) -> bool:
    """Whether a thing begins or ends here; not inside a name: "cheferna i Stockholms län"."""
    if not _EDGE.fullmatch(words[index]):
        return False
    following = words[index + 1][:1] if index + 1 < len(words) else ""
    begins = any(_EDGE.fullmatch(word) for word in words[max(0, index - 3) : index])
    return not (words[index] in _JOINTS and following.isupper() and (begins or index < 3))
