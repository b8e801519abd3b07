"""The view of a timeline: every dated statement, in the order of the dates."""

from __future__ import annotations

from assistant.bodies.research import TimelineBody
from assistant.research.timeline import timeline_reply
from assistant.serve.chat.views.frame import Frame
from assistant.serve.chat.views.results import ResultTable, results, search_box
from corpus.model import Filters


def build(frame: Frame) -> None:
    """A box for a theme, and the dates."""
    text = frame.text
    frame.head("timeline", text("view_timeline"), text("timeline_lead"))
    search_box(frame, "timeline", text("timeline_query"), text("timeline_do"), timeline)


def timeline(frame: Frame, query: str) -> str:
    """The dated statements that speak of something, or all, as HTML."""
    text = frame.text
    about = query.strip() or None
    reply = timeline_reply(about, frame.app.retriever, Filters())
    rows = [(one.date, one.end or "", [one.citation]) for one in reply.events]
    columns = [text("from_date"), text("to_date"), text("quotes")]
    table = ResultTable(text("timeline_table"), columns, rows)
    return results(frame, [table], "/v1/timelines", TimelineBody(query=about))
