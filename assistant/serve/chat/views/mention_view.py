"""The view of mentions: every document that speaks of something, with every place that does."""

from __future__ import annotations

from assistant.bodies.mentions import MentionsBody
from assistant.research.mention_list import mentions_reply
from assistant.serve.chat.views.frame import Frame
from assistant.serve.chat.views.results import ResultTable, notice, results, search_box
from assistant.words.sources import year
from corpus.model import Filters


def build(frame: Frame) -> None:
    """A box, a button, and the places by document, the newest first."""
    text = frame.text
    frame.head("mentions", text("view_mentions"), text("mentions_lead"))
    search_box(frame, "mentions", text("mentions_query"), text("mentions_find"), mentions)


def mentions(frame: Frame, query: str) -> str:
    """The places that speak of something, as HTML."""
    text = frame.text
    if not query.strip():
        return notice(frame, text("mentions_empty"))
    reply = mentions_reply(query, frame.app.retriever, Filters())
    rows = [
        (one.document.title, year(one.document), str(one.count), one.citations)
        for one in reply.documents
    ]
    columns = [text("document"), text("year"), text("places"), text("quotes")]
    table = ResultTable(text("mentions_table"), columns, rows)
    return results(frame, [table], "/v1/mentions", MentionsBody(query=query))
