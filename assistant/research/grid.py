"""Documents by questions: what each of them answers when it alone is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from langchain_core.runnables import Runnable

from assistant.answer.chain import AnswerChunk, answer
from assistant.bodies.documents import DocumentRef
from assistant.bodies.question import Audience, FilterBody, Question
from assistant.bodies.research import EvidenceCell, EvidenceRow, GridReply
from assistant.search.documents import NoSuchDocument
from corpus.store import StoreReader


def grid_reply(
    ids: Sequence[str],
    questions: Sequence[str],
    answering: Runnable[Question, AnswerChunk],
    store: StoreReader,
    today: dt.date,
) -> GridReply:
    """The answers, document by document in the order of the ids.

    Raises:
        NoSuchDocument: there is none with one of these ids.
    """
    records = [store.record(key) for key in dict.fromkeys(ids)]
    if None in records:
        raise NoSuchDocument
    rows = []
    for record in filter(None, records):
        cells = [_cell(record.id, question, answering, today) for question in questions]
        rows.append(EvidenceRow(document=DocumentRef.of(record), cells=cells))
    return GridReply(rows=rows)


def _cell(
    document_id: str, text: str, answering: Runnable[Question, AnswerChunk], today: dt.date
) -> EvidenceCell:
    question = Question(
        question=text,
        audience=Audience.STAFF,
        filters=FilterBody(document=[document_id]),
        today=today,
    )
    reply = answer(answering, question)
    return EvidenceCell(
        question=text, status=reply.status, text=reply.text, citations=reply.citations
    )
