"""The workbench of staff: mentions, comparisons, questions to many documents, and a timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import gradio as gr
from gradio.components import Component
from pydantic import ValidationError

from assistant.bodies.mentions import MentionsBody
from assistant.bodies.question import QUESTION_LIMIT
from assistant.bodies.research import (
    COMPARED,
    GRID_DOCUMENTS,
    GRID_QUESTIONS,
    ComparisonBody,
    GridBody,
    TimelineBody,
    TimelineReply,
)
from assistant.research.files.media import OF_RESEARCH
from assistant.research.report import Reply
from assistant.search.documents import NoSuchDocument
from assistant.serve.chat.choices import Narrowing, filters_of
from assistant.serve.chat.views.figures import Counts, Figure, kind_names
from assistant.serve.chat.views.frame import QUIET, Frame, html
from assistant.serve.chat.views.narrowing import narrowing
from assistant.serve.research_replies import ResearchBody, reply_to
from corpus.model import Kind

LONG = 60
"""Years of an axis that still has a place for each."""

Result = tuple[Reply | None, str]


def build_mentions(frame: Frame) -> None:
    """A box, filters, and the places by document, the newest first."""
    text = frame.text
    frame.head(text("mentions_lead"))
    box, asked = _asking(frame, text("mentions_query"), text("mentions_find"))
    filters, area = narrowing(frame), _area(frame)

    gr.on(asked, partial(mentions, frame), [box, *filters], area, **QUIET)


def build_comparison(frame: Frame) -> None:
    """The choice of documents, a theme, and what differs."""
    text = frame.text
    frame.head(text("compare_lead"))
    chosen = _document_choice(frame, text("compare_documents"), COMPARED)
    box, asked = _asking(frame, text("compare_theme"), text("compare_do"))
    gr.on(asked, partial(comparison, frame), [chosen, box], _area(frame), **QUIET)


def build_grid(frame: Frame) -> None:
    """The choice of documents, the questions, and the grid."""
    text = frame.text
    frame.head(text("grid_lead"))
    chosen = _document_choice(frame, text("grid_documents"), GRID_DOCUMENTS)
    questions = gr.Textbox(
        label=text("grid_questions"), lines=3, max_lines=GRID_QUESTIONS, elem_id="grid-questions"
    )
    button, area = frame.do_button(text("grid_do")), _area(frame)
    button.click(partial(grid, frame), [chosen, questions], area, concurrency_limit=2, **QUIET)


def build_timeline(frame: Frame) -> None:
    """A box for a theme, filters, and the dates, drawn and told."""
    text = frame.text
    frame.head(text("timeline_lead"))
    box, asked = _asking(frame, text("timeline_query"), text("timeline_do"))
    filters, kinds = narrowing(frame), kind_names(frame)
    with gr.Column(visible=False) as drawing:
        figure = Figure.of_kinds(frame, "timeline", text("year"), text("statements_axis"))
    area = _area(frame)

    def show(query: str, *chosen: *Narrowing) -> list[object]:
        reply, shown = timeline(frame, query, *chosen)
        counts = dated(reply, kinds) if isinstance(reply, TimelineReply) else {}
        return [gr.update(visible=bool(counts)), *figure.drawn(counts), shown]

    gr.on(asked, show, [box, *filters], [drawing, *figure.parts, area], **QUIET)


def mentions(frame: Frame, query: str, *chosen: *Narrowing) -> str:
    """The places that speak of something."""
    return _result(
        frame,
        "/v1/mentions",
        "mentions.html",
        lambda: MentionsBody(query=query.strip(), filters=filters_of(*chosen)),
        frame.text("mentions_empty"),
    )[1]


def comparison(frame: Frame, ids: Sequence[str], theme: str) -> str:
    """What differs between documents."""
    return _result(
        frame,
        "/v1/comparisons",
        "compare.html",
        lambda: ComparisonBody(documents=list(ids), theme=theme.strip() or None),
        frame.text("compare_choose"),
    )[1]


def grid(frame: Frame, ids: Sequence[str], lines: str) -> str:
    """The answers of some documents to the questions, one a line."""
    return _result(
        frame,
        "/v1/grids",
        "grid.html",
        lambda: GridBody(documents=list(ids), questions=lines_of(lines)),
        frame.text("grid_choose"),
    )[1]


def timeline(frame: Frame, query: str, *chosen: *Narrowing) -> Result:
    """What is dated; with a query, what speaks of it."""
    return _result(
        frame,
        "/v1/timelines",
        "timeline.html",
        lambda: TimelineBody(query=query.strip() or None, filters=filters_of(*chosen)),
        frame.text("mentions_empty"),
    )


def lines_of(text: str) -> list[str]:
    """The questions that were written one a line."""
    return [line.strip()[:QUESTION_LIMIT] for line in text.splitlines() if line.strip()]


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


def _result(
    frame: Frame, path: str, template: str, request: Callable[[], ResearchBody], wanted: str
) -> Result:
    """The reply to a request, and as HTML with buttons for the files that ``path`` makes of it.

    ``wanted`` is said where what was filled in makes no request.
    """
    try:
        body = request()
        reply = reply_to(body, frame.app)
    except ValidationError:
        return None, frame.notice(wanted)
    except NoSuchDocument:
        return None, frame.notice(frame.text("document_gone"))
    return reply, frame.fill(
        template,
        path=path,
        body=body.model_dump_json(),
        reply=reply,
        media=OF_RESEARCH,
    )


def _area(frame: Frame) -> gr.HTML:
    """Where a result is shown; its script fetches the files."""
    return html(elem_id=f"{frame.name}-result", script="results.js")


def _asking(
    frame: Frame, label: str, action: str
) -> tuple[gr.Textbox, list[Callable[..., object]]]:
    """A box with its button, and the events that ask."""
    with gr.Row(elem_classes="asking"):
        box = frame.line_box("query", label, QUESTION_LIMIT)
        button = frame.do_button(action)
    return box, [button.click, box.submit]


def _document_choice(frame: Frame, label: str, most: int) -> Component:
    """A choice among the documents of the store, as they are when the view is opened."""
    choice = gr.Dropdown(
        [],
        value=[],
        multiselect=True,
        max_choices=most,
        label=label,
        elem_id=f"{frame.name}-documents",
    )

    def choices() -> object:
        names = [
            (f"{one.metadata.title} ({(one.metadata.published or '–')[:4]})", one.id)
            for one in frame.app.store.documents()
        ]
        return gr.update(choices=names)

    frame.tab.select(choices, None, choice, **QUIET)
    return choice
