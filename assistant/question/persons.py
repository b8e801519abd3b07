"""Who a question is about makes no difference to its answer: names and sexes of those guided.

"Min klient Fatima, kan hon …" and "Min klient Lars, kan han …" are one question. Only those are
passed over who are introduced as somebody to guide; a name or a sex that is asked about ("Vem är
Lena Gustafsson?", "Hur många kvinnor deltog?") stays. Words and patterns are in ``persons.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.data_files import toml
from corpus.english import COMMON_ENGLISH, COMMON_SWEDISH
from corpus.places import Gazetteer

_FIRST = "[A-ZÅÄÖÉ][a-zåäöéü]+"
_NAME = f"{_FIRST}(?:[- ]{_FIRST})?"


@dataclass(frozen=True, slots=True)
class _Persons:
    """What ``persons.toml`` says, its patterns compiled."""

    introductions: Sequence[tuple[re.Pattern[str], str]]
    patterns: Mapping[str, re.Pattern[str]]
    pronouns: Mapping[str, str]
    no_names: frozenset[str]


def impersonal(question: str, gazetteer: Gazetteer) -> str:
    """A question without the names and sexes of those who are guided.

    A name is one of theirs if it is introduced ("jag heter", "min klient") or if the question goes
    on about the same person ("hon"); then the pronoun stands in its place. "Han" reads as "hon".
    Places of the gazetteer and first words that are no names stay.
    """
    persons = _persons()

    def as_she(match: re.Match[str]) -> str:
        she = persons.pronouns[match[0].casefold()]
        return she.capitalize() if match[0][0].isupper() else she

    def without_name(pattern: str, pronoun: str) -> str:
        def instead(match: re.Match[str]) -> str:
            name = match["name"]
            stays = name.casefold() in persons.no_names or gazetteer.place(name)
            return match["before"] + (name if stays else pronoun)

        return persons.patterns[pattern].sub(instead, neutral)

    neutral = persons.patterns["pronoun"].sub(as_she, question)
    for pattern, replacement in persons.introductions:
        neutral = pattern.sub(replacement, neutral)
    neutral = without_name("suited", "henne")
    if persons.patterns["she"].search(neutral):
        she = "she" if persons.patterns["english_she"].search(neutral) else "hon"
        neutral = without_name("subject", she)
        neutral = without_name("object", she)
    return persons.patterns["greeting"].sub("", neutral) or question


@cache
def _persons() -> _Persons:
    table = toml("persons.toml", __package__)
    lists = {name: re.split(r",\s*", listing.strip()) for name, listing in table["words"].items()}
    parts = {name: "|".join(words) for name, words in lists.items()}

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.format(name=_NAME, first=_FIRST, **parts))

    return _Persons(
        [(compiled(one["pattern"]), one["instead"]) for one in table["introductions"]],
        {name: compiled(pattern) for name, pattern in table["patterns"].items()},
        table["pronouns"],
        COMMON_ENGLISH | COMMON_SWEDISH | frozenset(lists["no_name"]),
    )
