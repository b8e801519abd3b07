"""What research answers a request, for the API and for the page."""

from __future__ import annotations

from assistant.app import App
from assistant.bodies.mentions import MentionsBody
from assistant.bodies.research import ComparisonBody, GridBody, TimelineBody
from assistant.research.comparison import comparison_reply
from assistant.research.grid import grid_reply
from assistant.research.mention_list import mentions_reply
from assistant.research.report import Reply
from assistant.research.timeline import timeline_reply

ResearchBody = MentionsBody | ComparisonBody | GridBody | TimelineBody


def reply_to(body: ResearchBody, app: App) -> Reply:
    """The reply to a request.

    Raises:
        NoSuchDocument: there is none with an id that it names.
    """
    match body:
        case MentionsBody():
            return mentions_reply(body.query, app.retriever, body.filters.to_filters())
        case ComparisonBody():
            return comparison_reply(body.documents, body.theme, app.retriever)
        case GridBody():
            today = app.settings.current_date()
            return grid_reply(body.documents, body.questions, app.answering, app.store, today)
        case TimelineBody():
            return timeline_reply(body.query, app.retriever, body.filters.to_filters())
