"""Every dated statement of some documents, in the order of the dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from assistant.bodies.research import TimelineEvent, TimelineReply
from assistant.research.numbering import CitationNumbers
from assistant.research.periods import periods
from assistant.research.statements import StatedDocument, load_statements, passages_of
from assistant.search.retriever import Retriever
from corpus.model import Filters, Kind


def timeline_reply(query: str | None, retriever: Retriever, filters: Filters) -> TimelineReply:
    """The dated statements of the documents that a filter allows; with a query, what speaks of it.

    A statement that names several dates is there with each. Course catalogues are left out: their
    dates are those of occasions.
    """
    spoken = passages_of(query, retriever, filters)
    number = CitationNumbers()
    events = [
        (period.first, period.last, source, one)
        for source in _sources(retriever, filters, spoken)
        for one in source.statements
        if spoken is None or one.passage.id in spoken
        for period in periods(one)
    ]
    events.sort(key=lambda e: (e[0], e[1] or "", e[2].record.source, e[2].record.id, e[3].start))
    return TimelineReply(
        events=[
            TimelineEvent(
                date=first, end=last, text=one.text, citation=number.number(source.cite([one]))
            )
            for first, last, source, one in events
        ]
    )


def _sources(
    retriever: Retriever, filters: Filters, spoken: Collection[str] | None
) -> Iterator[StatedDocument]:
    wanted = None if spoken is None else {key.rpartition("-")[0] for key in spoken}
    for record in retriever.store.documents():
        if record.metadata.kind is Kind.COURSE or not filters.allow(record):
            continue
        if wanted is None or record.id in wanted:
            source = load_statements(retriever.store, record.id)
            if source is not None:
                yield source
