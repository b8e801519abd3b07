"""The sources as the model reads them: the best passages first, fenced off as data."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from assistant.search.retriever import Hit
from assistant.words.languages import Language
from assistant.words.sources import page_names
from corpus.swedish import normalise

TOKEN_CHARACTERS = 3
"""Characters of Swedish to a token, counted low: models cut it into 3.0 to 4.5."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The passages that the model reads, numbered from 1 in their order; ``text`` is their text."""

    hits: tuple[Hit, ...]
    text: str


def new_fence() -> str:
    """A mark around the sources that nobody who wrote one can have foreseen.

    Of letters alone: figures might be masked as the number of a person.
    """
    return "".join(secrets.choice(ascii_lowercase) for _ in range(12))


def pack(hits: Sequence[Hit], fence: str, tokens: int, mask: Callable[[str], str]) -> Packed:
    """As many passages as there is room for, those with the greatest score first.

    Args:
        hits: the passages found.
        fence: the mark that the sources stand between.
        tokens: room for them.
        mask: takes away what is personal; whatever it raises is raised.
    """
    room = tokens * TOKEN_CHARACTERS
    kept: list[Hit] = []
    pieces: list[str] = []
    for hit in sorted(hits, key=lambda hit: -hit.score):
        piece = mask(_source(hit, len(kept) + 1, fence))
        if len(piece) > room:
            continue
        room -= len(piece)
        kept.append(hit)
        pieces.append(piece)
    return Packed(tuple(kept), "\n".join(pieces))


def _source(hit: Hit, number: int, fence: str) -> str:
    meta = hit.record.metadata
    told = [meta.title, meta.publisher, meta.published and meta.published[:4]]
    told.append(page_names(hit.passage, Language.SWEDISH))
    head = normalise(", ".join(one for one in told if one))
    heading = f"Rubrik: {normalise(hit.passage.heading)}\n" if hit.passage.heading else ""
    return f"<källa-{fence}>\nKälla {number}: {head}\n{heading}{hit.passage.text}\n</källa-{fence}>"
