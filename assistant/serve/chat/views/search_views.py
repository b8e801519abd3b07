"""The views with one box and filters: where something is mentioned, and what is dated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import gradio as gr

from assistant.bodies.mentions import MentionsBody
from assistant.bodies.question import QUESTION_LIMIT, FilterBody
from assistant.bodies.research import TimelineBody, TimelineReply
from assistant.research.mention_list import mentions_reply
from assistant.research.timeline import timeline_reply
from assistant.serve.chat.choices import filters_of
from assistant.serve.chat.views.figures import Counts, Shades, bars, kinds_plot
from assistant.serve.chat.views.frame import QUIET, Frame
from assistant.serve.chat.views.narrowing import narrowing
from assistant.serve.chat.views.results import notice, result_area, results
from corpus.model import Kind

LONG = 60
"""Years of an axis that still has a place for each."""


def build_mentions(frame: Frame) -> None:
    """A box, filters, and the places by document, the newest first."""
    text = frame.text
    frame.head("mentions", text("view_mentions"), text("mentions_lead"))
    on_search = _search_box(frame, "mentions", text("mentions_query"), text("mentions_find"))
    area = result_area(frame, "mentions")

    def show(query: str, filters: FilterBody) -> list[object]:
        return [mentions(frame, query, filters)]

    on_search(show, [area])


def build_timeline(frame: Frame) -> None:
    """A box for a theme, filters, and the dates, drawn and told."""
    text = frame.text
    frame.head("timeline", text("view_timeline"), text("timeline_lead"))
    on_search = _search_box(frame, "timeline", text("timeline_query"), text("timeline_do"))
    shades = Shades.of(frame)
    with gr.Column(visible=False) as drawing:
        frame.html(shades.legend(), elem_id="timeline-legend")
        plot = kinds_plot(shades, text("year"), text("statements_axis"), "timeline-plot")
    area = result_area(frame, "timeline")

    def show(query: str, filters: FilterBody) -> list[object]:
        body = TimelineBody(query=query.strip() or None, filters=filters)
        reply = timeline_reply(body.query, frame.app.retriever, filters.to_filters())
        shown = results(frame, "timeline.html", "/v1/timelines", body, reply)
        return [gr.update(visible=bool(reply.events)), bars(dated(reply, shades.names)), shown]

    on_search(show, [drawing, plot, area])


def mentions(frame: Frame, query: str, filters: FilterBody) -> str:
    """The places that speak of something, as HTML."""
    if not query.strip():
        return notice(frame, frame.text("mentions_empty"))
    body = MentionsBody(query=query, filters=filters)
    reply = mentions_reply(query, frame.app.retriever, filters.to_filters())
    return results(frame, "mentions.html", "/v1/mentions", body, reply)


def dated(reply: TimelineReply, names: Mapping[Kind, str]) -> Counts:
    """How many statements there are of each year and kind of document; months within one year.

    A year without any has its place on the axis too, as time goes on without them.
    """
    years = sorted({int(event.date[:4]) for event in reply.events})
    digits = 7 if len(years) == 1 else 4
    first = next(iter(names.values()))
    between = range(years[0], years[-1]) if len(years) > 1 and years[-1] - years[0] < LONG else ()
    counts = Counter({(str(one), first): 0 for one in between})
    for event in reply.events:
        counts[event.date[:digits], names[event.citation.document.kind]] += 1
    return counts


def _search_box(
    frame: Frame, view: str, label: str, action: str
) -> Callable[[Callable[[str, FilterBody], list[object]], list[gr.blocks.Block]], None]:
    """A box, a button and filters; what is returned tells what to show of a search, and where."""
    with gr.Row(elem_classes="asking"):
        box = gr.Textbox(
            label=label, max_lines=1, max_length=QUESTION_LIMIT, elem_id=f"{view}-query"
        )
        button = gr.Button(action, variant="primary", elem_id=f"{view}-do")
    filters = narrowing(frame, view)

    def on_search(
        show: Callable[[str, FilterBody], list[object]], areas: list[gr.blocks.Block]
    ) -> None:
        def searched(
            query: str, kinds: list[str], publishers: list[str], first: int, last: int
        ) -> list[object]:
            return show(query, filters_of(kinds, publishers, first, last))

        gr.on([button.click, box.submit], searched, [box, *filters], areas, **QUIET)

    return on_search
