"""The words that educations and subjects are called by: their parts, numbers and stems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.question.words import carries_meaning
from corpus.dots import undot
from corpus.swedish import words

SHORTEST_STEM = 4
"""Letters of the shortest word that is left when an ending is taken off."""

_JOINING = frozenset(["nivå", "kurs", "del", "steg", "level"])
"""Words between a subject and its number: "Matematik nivå 1b", "Svenska för invandrare kurs C"."""

_NUMBER = re.compile(r"\d+[a-e]?\d?|[a-d]")
_AGAINST_NUMBER = re.compile(r"(?<=[^\W\d_]{2})(?=\d[a-d]?\d?\b)")
"""Between a word and the number that is written together with it."""

_TRAINING = re.compile(
    r"(?:s|are|ar|e)?(?:yrkesutbildning|utbildning|kurs|linje|program|jobb|yrke|examen)"
    r"(?:en|et|ar|er|arna|erna|na)?$"
)
_TRAINING_ALONE = re.compile(_TRAINING.pattern.removeprefix("(?:s|are|ar|e)?"))
_MANY = re.compile(r"(?:erna|arna|orna|er|ar|or|en|et)$")
_DOING = re.compile(r"n?ing(?:en|ar)?$")


@dataclass(frozen=True, slots=True)
class NumberedWord:
    """A word with the numbers that follow it, any of which will do.

    "Matematik 2b eller 2c" is ``NumberedWord("matematik", ("2b", "2c"))``.
    """

    word: str
    numbers: tuple[str, ...] = ()


def parts(text: str) -> list[str]:
    """The words of a text in lower case, in their parts: "IT-tekniker" is two, and "matte2b"."""
    apart = _AGAINST_NUMBER.sub(" ", text.lower())
    return [part for word in words(apart) for part in word.replace("–", "-").split("-")]


def spellings(name: str) -> frozenset[str]:
    """The words of a name, hyphened ones both whole and in their parts."""
    return frozenset([*words(name), *parts(name)])


def numbered_words(tokens: Sequence[str]) -> Iterator[NumberedWord]:
    """The words in order, each with the numbers that follow it."""
    word = ""
    numbers: list[str] = []
    for token in tokens:
        if word and _NUMBER.fullmatch(token):
            numbers.append(token)
        elif word and (token in _JOINING or (numbers and not names_something(token))):
            continue
        else:
            if word:
                yield NumberedWord(word, tuple(numbers))
            word, numbers = token, []
    if word:
        yield NumberedWord(word, tuple(numbers))


def names_something(word: str) -> bool:
    """Whether a word says what is studied; "it" does here, though it is an English pronoun."""
    return word == "it" or carries_meaning(word)


def stems(word: str) -> list[str]:
    """What is left of "svetsutbildning" or "svetsning": "svets"."""
    left = [ending.sub("", word) for ending in (_TRAINING, _TRAINING_ALONE, _DOING)]
    return [s for s in dict.fromkeys(left) if s != word and len(s) >= SHORTEST_STEM]


def singular(word: str) -> str:
    """A word without its ending of one or many, as it stands in a compound: "skogen" is "skog"."""
    stem = _MANY.sub("", word)
    return stem if len(stem) >= SHORTEST_STEM else word


def is_number(number: str, stated: str) -> bool:
    """Whether a stated number of a course is a number, or a variant of it: "2b" is "2", too."""
    rest = stated.removeprefix(number)
    return rest != stated and not rest[:1].isdigit()


def is_part(one: str, word: str) -> bool:
    """Whether a word begins or ends with another, or nearly so: "bild" is in "utbildning"."""
    if one not in word:
        return True
    return word.startswith(one) or word.endswith(one) or undot(word) == one
