"""What a visitor can narrow the search by, and the filter that their choices make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.bodies.question import Audience, FilterBody
from assistant.serve.chat.audiences import GUIDES
from corpus.model import DocumentRecord, Kind

Narrowing = tuple[list[str], list[str], int | None, int | None]
"""Kinds, publishers, first and last year, as the page gives them."""

ANY_YEAR = 0
"""Stands for no limit where a year is chosen; there was no year 0."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The kinds, publishers and years that stored documents have; years newest first."""

    kinds: tuple[Kind, ...]
    publishers: tuple[str, ...]
    years: tuple[int, ...]

    @classmethod
    def of(cls, records: Iterable[DocumentRecord]) -> Choices:
        """What these documents can be told apart by."""
        metadata = [record.metadata for record in records]
        kinds = {meta.kind for meta in metadata}
        publishers = {meta.publisher for meta in metadata if meta.publisher}
        years = {int(meta.published[:4]) for meta in metadata if meta.published}
        return cls(
            kinds=tuple(kind for kind in Kind if kind in kinds),
            publishers=tuple(sorted(publishers, key=str.casefold)),
            years=tuple(sorted(years, reverse=True)),
        )

    def first_kinds(self, audience: Audience) -> list[str]:
        """The kinds that an audience starts from, as far as any document is of them."""
        return [kind.value for kind in GUIDES[audience].kinds if kind in self.kinds]


def filters_of(
    kinds: Sequence[str], publishers: Sequence[str], year_from: int | None, year_to: int | None
) -> FilterBody:
    """The filter that a visitor's choices make; two years in the wrong order are put right."""
    first, last = year_from or None, year_to or None
    if first and last and first > last:
        first, last = last, first
    return FilterBody(
        kind=[Kind(kind) for kind in kinds],
        publisher=list(publishers),
        year_from=first,
        year_to=last,
    )
