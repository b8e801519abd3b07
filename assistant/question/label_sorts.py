"""Labels that a question asks for: "Vem håller i kursen?" asks for "Kursansvarig: …".

What labels are called, and how people ask for them, stands in ``label_sorts.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.question.answer_types import pattern
from corpus.data_files import toml
from corpus.swedish import fold, words

_PARTS = re.compile(r"\s*(?:/|,|\boch\b)\s*")


@dataclass(frozen=True, slots=True)
class AskedLabel:
    """A sort of label that a question asks for, and the words by which it does.

    Those words need not stand in what answers.
    """

    sort: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sort:
    labels: tuple[re.Pattern[str], ...]
    questions: tuple[re.Pattern[str], ...]
    statements: re.Pattern[str] | None


@lru_cache(maxsize=4096)
def asked_labels(folded: str) -> tuple[AskedLabel, ...]:
    """The sorts of label that a question in lower case asks for."""
    return tuple(
        AskedLabel(name, frozenset(word for part in parts for word in words(part)))
        for name, sort in _sorts().items()
        if (
            parts := [match.group() for asked in sort.questions for match in asked.finditer(folded)]
        )
    )


@lru_cache(maxsize=4096)
def sorts_of(label: str) -> Mapping[str, int]:
    """The sorts that a label is of, with how near it is to what they ask for, 0 the nearest.

    A label may be made of two: "Tid och plats". "Kursens omfattning" is as good as "Omfattning".
    """
    parts = [_without_thing(part) for part in _PARTS.split(fold(label).strip(" .:"))]
    return {
        name: min(ranks)
        for name, sort in _sorts().items()
        if (ranks := [n for n, named in enumerate(sort.labels) if any(map(named.fullmatch, parts))])
    }


def tells(text: str, sort: str) -> bool:
    """Whether a sentence tells in running text what labels of a sort have behind them."""
    statements = _sorts()[sort].statements
    return statements is not None and statements.search(fold(text)) is not None


@cache
def topic_of(word: str) -> str:
    """What a word in lower case says besides the sort of thing that is asked about.

    Of "elektrikerutbildningen" it is "elektriker", of "utbildningen" nothing.
    """
    alone, ending = _neutral()
    if alone.fullmatch(word):
        return ""
    thing = ending.search(word)
    return word[: thing.start()] if thing else word


def _without_thing(label: str) -> str:
    """A label without the sort of thing that it is of."""
    first, _, rest = label.partition(" ")
    return rest if rest and first.endswith("s") and not topic_of(first) else label


@cache
def _neutral() -> tuple[re.Pattern[str], re.Pattern[str]]:
    texts = toml("label_sorts.toml", __package__)["neutral"]
    return pattern("|".join(texts["words"])), pattern(f"(?:{'|'.join(texts['things'])})$")


@cache
def _sorts() -> Mapping[str, _Sort]:
    return {
        name: _Sort(
            tuple(map(re.compile, table["labels"])),
            tuple(map(pattern, table["asked"])),
            re.compile("|".join(table["told"])) if "told" in table else None,
        )
        for name, table in toml("label_sorts.toml", __package__).items()
        if name != "neutral"
    }
