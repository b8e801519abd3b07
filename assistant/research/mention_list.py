"""Every document that speaks of something, with every passage of it that does."""

from __future__ import annotations

from assistant.answer.compose import cite
from assistant.bodies.documents import DocumentRef
from assistant.bodies.mentions import MentionEntry, MentionsReply
from assistant.research.numbering import CitationNumbers
from assistant.search.mentions import mentions_of
from assistant.search.retriever import Retriever
from corpus.model import Filters


def mentions_reply(text: str, retriever: Retriever, filters: Filters) -> MentionsReply:
    """Every document that speaks of some words, newest first."""
    query = retriever.reader.read(text).queries[0]
    entries = []
    number = CitationNumbers()
    for one in mentions_of(query, retriever.store, filters):
        document = retriever.store.document(one.record.id)
        if document is None:  # it has gone meanwhile
            continue
        places = [(m.start, m.end, m.passage.id) for m in one.mentions]
        citations = {
            (start, end): number.number(cite(document, one.record, passage, start, end))
            for start, end, passage in sorted(places)
        }
        entries.append(
            MentionEntry(
                document=DocumentRef.of(one.record),
                count=len(citations),
                citation=citations[places[0][:2]],
                citations=list(citations.values()),
            )
        )
    return MentionsReply(query=text, total=sum(entry.count for entry in entries), documents=entries)
