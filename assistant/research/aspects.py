"""Which headings of several documents are about the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.research.alignment import Alignment
from assistant.research.statements import StatedDocument
from corpus.swedish import fold

SHARED = 2
"""Pairs of statements from which two sections of other headings are about the same."""


def aspects_of(
    sources: Sequence[StatedDocument], alignments: Sequence[Alignment]
) -> list[Mapping[str, str]]:
    """For each document the aspect of each of its headings; a name of the first that has it.

    Headings are of one aspect that differ in their numbers alone, and those under which two
    documents in a row say the same. ``alignments`` are of each document with the next.
    """
    result: list[Mapping[str, str]] = []
    for place, source in enumerate(sources):
        names = {one.heading: _bare(one.heading) for one in source.statements}
        if place:
            before = result[-1]
            for heading, counterpart in _counterparts(sources, place, alignments[place - 1]):
                if names[heading] not in before.values():
                    names[heading] = before[counterpart]
        result.append(names)
    return result


def _counterparts(
    sources: Sequence[StatedDocument], place: int, alignment: Alignment
) -> list[tuple[str, str]]:
    """Headings of a document, each with the one before it that it shares most statements with."""
    before, after = sources[place - 1].statements, sources[place].statements
    shared = Counter((after[j].heading, before[i].heading) for i, j in alignment.pairs)
    best: dict[str, str] = {}
    for (heading, counterpart), count in shared.most_common():
        if count >= SHARED:
            best.setdefault(heading, counterpart)
    return list(best.items())


def _bare(heading: str) -> str:
    """A heading without its number: "3.1 Mål" and "2 Mål" are one aspect."""
    return fold(heading).lstrip("0123456789. ")
