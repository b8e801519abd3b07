"""Two to five documents side by side, and what changed from each to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from assistant.bodies.documents import DocumentRef
from assistant.bodies.research import (
    AspectCell,
    AspectRow,
    ComparisonReply,
    Difference,
)
from assistant.research.alignment import align
from assistant.research.aspects import aspects_of
from assistant.research.changes import StatementDifference, changes
from assistant.research.numbering import CitationNumbers
from assistant.research.statements import (
    DocumentStatement,
    StatedDocument,
    load_statements,
    passages_of,
)
from assistant.search.documents import NoSuchDocument
from assistant.search.retriever import Retriever
from corpus.model import Filters

SHOWN = 3
"""Statements of an aspect that a cell shows of one document."""


def comparison_reply(
    ids: Sequence[str], theme: str | None, retriever: Retriever
) -> ComparisonReply:
    """Documents side by side in the order of their dates; the earliest first, the undated last.

    With a theme, what stands in passages that speak of it.

    Raises:
        NoSuchDocument: there is none with one of these ids.
    """
    sources = _sources(ids, retriever)
    chosen = Filters(documents=frozenset(source.record.id for source in sources))
    spoken = passages_of(theme, retriever, chosen)
    lexicon = retriever.lexicon
    number = CitationNumbers()
    steps = [
        (one, other, align(one.statements, other.statements, lexicon))
        for one, other in pairwise(sources)
    ]
    aspects = aspects_of(sources, [alignment for _, _, alignment in steps])
    rows = list(_rows(sources, aspects, spoken, number))
    differences = [
        _change(change, before, after, number)
        for before, after, alignment in steps
        for change in changes(before.statements, after.statements, alignment, lexicon)
        if spoken is None
        or any(one.passage.id in spoken for one in (*change.before, *change.after))
    ]
    return ComparisonReply(
        theme=theme,
        documents=[DocumentRef.of(source.record) for source in sources],
        rows=rows,
        changes=differences,
    )


def _sources(ids: Sequence[str], retriever: Retriever) -> list[StatedDocument]:
    sources = []
    for key in dict.fromkeys(ids):
        source = load_statements(retriever.store, key)
        if source is None:
            raise NoSuchDocument
        sources.append(source)
    return sorted(sources, key=lambda s: (s.record.metadata.published or "9999", s.record.source))


def _change(
    change: StatementDifference,
    before: StatedDocument,
    after: StatedDocument,
    number: CitationNumbers,
) -> Difference:
    first = (change.after or change.before)[0]
    return Difference(
        kind=change.kind,
        what=change.what,
        aspect=first.heading,
        before=number.number(before.cite(change.before)) if change.before else None,
        after=number.number(after.cite(change.after)) if change.after else None,
    )


def _rows(
    sources: Sequence[StatedDocument],
    aspects: Sequence[Mapping[str, str]],
    spoken: dict[str, int] | None,
    number: CitationNumbers,
) -> Iterator[AspectRow]:
    """A row for each aspect, in the order of the first document that has it."""
    labels: dict[str, str] = {}
    by_source: list[dict[str, list[DocumentStatement]]] = []
    for source, names in zip(sources, aspects, strict=True):
        sections: dict[str, list[DocumentStatement]] = {}
        for one in source.statements:
            if spoken is None or one.passage.id in spoken:
                sections.setdefault(names[one.heading], []).append(one)
        labels |= {key: several[0].heading for key, several in sections.items()}
        by_source.append(sections)
    for key, label in labels.items():
        cells = [
            AspectCell(
                document=source.record.id,
                citations=[
                    number.number(source.cite([one]))
                    for one in _telling(sections.get(key, []), spoken)
                ],
            )
            for source, sections in zip(sources, by_source, strict=True)
        ]
        yield AspectRow(aspect=label, cells=cells)


def _telling(
    statements: Sequence[DocumentStatement], spoken: dict[str, int] | None
) -> list[DocumentStatement]:
    """The statements that tell most, in reading order; the first where none tells anything."""

    def worth(one: DocumentStatement) -> tuple[int, int]:
        plainest = spoken is not None and spoken.get(one.passage.id) == one.start
        tells = 2 * one.is_goal + 2 * one.is_of_responsibility + min(2, len(one.facts))
        return -(tells + 4 * plainest), one.order

    return sorted(sorted(statements, key=worth)[:SHOWN], key=lambda one: one.order)
