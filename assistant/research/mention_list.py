"""Every document that speaks of something, with every passage of it that does."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.compose import cite
from assistant.bodies.documents import DocumentRef
from assistant.bodies.mentions import MentionEntry, MentionsReply
from assistant.question.plan import Term
from assistant.research.numbering import CitationNumbers
from assistant.search.mentions import Mention, mentions_of
from assistant.search.retriever import Retriever
from corpus.model import BlockKind, Document, Filters
from corpus.swedish import words
from corpus.word_match import COMPOUND, word_match


def mentions_reply(text: str, retriever: Retriever, filters: Filters) -> MentionsReply:
    """Every document that speaks of some words, newest first."""
    query = retriever.reader.read(text).queries[0]
    entries = []
    number = CitationNumbers()
    for one in mentions_of(query, retriever.store, filters):
        document = retriever.store.document(one.record.id)
        if document is None:  # it has gone meanwhile
            continue
        places = [(*_stretch(document, m, query.terms), m.passage.id) for m in one.mentions]
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


def _stretch(document: Document, mention: Mention, terms: Sequence[Term]) -> tuple[int, int]:
    """The sentence of a mention; of a document's first passage its heading where that says more.

    A document may speak of something in its title alone.
    """
    sentence = (mention.start, mention.end)
    if mention.passage.ordinal:
        return sentence
    headings = [
        (start, start + len(block.text))
        for start, block in document.blocks()
        if block.kind is BlockKind.HEADING and start < mention.passage.end
    ]
    return max([sentence, *headings], key=lambda s: _meets(terms, document.text[slice(*s)]))


def _meets(terms: Sequence[Term], text: str) -> int:
    """How many of some terms a text has by their letters."""
    own = words(text)
    return sum(
        any(word_match(one, word) >= COMPOUND for one in (t.text, *t.alternatives) for word in own)
        for t in terms
    )
