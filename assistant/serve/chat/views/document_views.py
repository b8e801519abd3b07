"""The views over chosen documents: what differs between them, and what each answers."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from assistant.bodies.question import QUESTION_LIMIT
from assistant.bodies.research import (
    COMPARED,
    GRID_DOCUMENTS,
    GRID_QUESTIONS,
    ComparisonBody,
    GridBody,
)
from assistant.research.comparison import comparison_reply
from assistant.research.grid import grid_reply
from assistant.search.documents import NoSuchDocument
from assistant.serve.chat.views.frame import QUIET, Frame
from assistant.serve.chat.views.results import lines_of, notice, result_area, results


def build_comparison(frame: Frame) -> None:
    """The choice of documents, a theme, and what differs."""
    text = frame.text
    frame.head("compare", text("view_compare"), text("compare_lead"))
    chosen = _document_choice(frame, "compare", text("compare_documents"), COMPARED)
    with gr.Row(elem_classes="asking"):
        theme = gr.Textbox(
            label=text("compare_theme"),
            max_lines=1,
            max_length=QUESTION_LIMIT,
            elem_id="compare-query",
        )
        button = gr.Button(text("compare_do"), variant="primary", elem_id="compare-do")
    area = result_area(frame, "compare")

    def show(ids: list[str], about: str) -> str:
        return comparison(frame, ids, about)

    gr.on([button.click, theme.submit], show, [chosen, theme], area, **QUIET)


def build_grid(frame: Frame) -> None:
    """The choice of documents, the questions, and the grid."""
    text = frame.text
    frame.head("grid", text("view_grid"), text("grid_lead"))
    chosen = _document_choice(frame, "grid", text("grid_documents"), GRID_DOCUMENTS)
    questions = gr.Textbox(
        label=text("grid_questions"), lines=3, max_lines=GRID_QUESTIONS, elem_id="grid-questions"
    )
    button = gr.Button(text("grid_do"), variant="primary", elem_id="grid-do", elem_classes="do")
    area = result_area(frame, "grid")

    def show(ids: list[str], lines: str) -> str:
        return grid(frame, ids, lines)

    gr.on(button.click, show, [chosen, questions], area, concurrency_limit=2, **QUIET)


def comparison(frame: Frame, ids: Sequence[str], theme: str) -> str:
    """What differs between documents, as HTML."""
    if not 2 <= len(set(ids)) <= COMPARED:
        return notice(frame, frame.text("compare_choose"))
    body = ComparisonBody(documents=list(ids), theme=theme.strip() or None)
    try:
        reply = comparison_reply(body.documents, body.theme, frame.app.retriever)
    except NoSuchDocument:
        return notice(frame, frame.text("document_gone"))
    return results(frame, "comparison.html", "/v1/comparisons", body, reply)


def grid(frame: Frame, ids: Sequence[str], lines: str) -> str:
    """The answers of some documents to the questions, one a line, as HTML."""
    questions = lines_of(lines, GRID_QUESTIONS + 1)
    if not 1 <= len(ids) <= GRID_DOCUMENTS or not 1 <= len(questions) <= GRID_QUESTIONS:
        return notice(frame, frame.text("grid_choose"))
    app, body = frame.app, GridBody(documents=list(ids), questions=list(questions))
    try:
        reply = grid_reply(ids, questions, app.answering, app.store, app.settings.current_date())
    except NoSuchDocument:
        return notice(frame, frame.text("document_gone"))
    return results(frame, "grid.html", "/v1/grids", body, reply)


def _document_choice(frame: Frame, view: str, label: str, most: int) -> gr.Dropdown:
    """A choice among the documents of the store, as they are when the view is opened."""
    choice = gr.Dropdown(
        [], value=[], multiselect=True, max_choices=most, label=label, elem_id=f"{view}-documents"
    )

    def choices() -> object:
        names = [
            (f"{one.metadata.title} ({(one.metadata.published or '–')[:4]})", one.id)
            for one in frame.app.store.documents()
        ]
        return gr.update(choices=names)

    gr.on(frame.tab.select, choices, None, choice, **QUIET)
    return choice
