"""The view of a timeline: every dated statement, in the order of the dates."""

from __future__ import annotations

import gradio as gr

from assistant.bodies.research import TimelineBody
from assistant.research.timeline import timeline_reply
from assistant.serve.chat.render import fill
from assistant.serve.chat.views.frame import QUIET, Frame
from assistant.serve.chat.views.results import ResultTable, result_area, results
from corpus.model import Filters


def build(frame: Frame) -> None:
    """A box for a theme, and the dates."""
    text = frame.text
    head = fill(
        "view_head.html", frame.language, title=text("view_timeline"), lead=text("timeline_lead")
    )
    frame.html(head, elem_id="timeline-head")
    box = gr.Textbox(label=text("timeline_query"), max_lines=1, max_length=400)
    button = gr.Button(text("timeline_do"), variant="primary")
    area = result_area(frame, "timeline-result")

    def show(query: str) -> str:
        return timeline(frame, query)

    gr.on([button.click, box.submit], show, box, area, **QUIET)


def timeline(frame: Frame, query: str) -> str:
    """The dated statements that speak of something, or all, as HTML."""
    text = frame.text
    about = query.strip() or None
    reply = timeline_reply(about, frame.app.retriever, Filters())
    rows = [(one.date, one.end or "", [one.citation]) for one in reply.events]
    columns = [text("from_date"), text("to_date"), text("quotes")]
    table = ResultTable(text("timeline_table"), columns, rows)
    return results(frame, [table], "/v1/timelines", TimelineBody(query=about))
