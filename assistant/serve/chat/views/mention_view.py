"""The view of mentions: every document that speaks of something, with every place that does."""

from __future__ import annotations

import gradio as gr

from assistant.bodies.mentions import MentionsBody
from assistant.research.mention_list import mentions_reply
from assistant.serve.chat.render import fill
from assistant.serve.chat.views.frame import QUIET, Frame
from assistant.serve.chat.views.results import ResultTable, notice, result_area, results
from assistant.words.sources import year
from corpus.model import Filters


def build(frame: Frame) -> None:
    """A box, a button, and the places by document, the newest first."""
    text = frame.text
    head = fill(
        "view_head.html", frame.language, title=text("view_mentions"), lead=text("mentions_lead")
    )
    frame.html(head, elem_id="mentions-head")
    box = gr.Textbox(label=text("mentions_query"), max_lines=1, max_length=400)
    button = gr.Button(text("mentions_find"), variant="primary")
    area = result_area(frame, "mentions-result")

    def find(query: str) -> str:
        return mentions(frame, query)

    gr.on([button.click, box.submit], find, box, area, **QUIET)


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
