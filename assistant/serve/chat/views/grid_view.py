"""The view of a grid of evidence: what each document answers to each question."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from assistant.bodies.question import QUESTION_LIMIT
from assistant.bodies.research import GRID_DOCUMENTS, GRID_QUESTIONS, GridBody
from assistant.research.grid import grid_reply
from assistant.search.documents import NoSuchDocument
from assistant.serve.chat.views.frame import QUIET, Frame
from assistant.serve.chat.views.results import (
    ResultTable,
    document_choice,
    notice,
    result_area,
    results,
)


def build(frame: Frame) -> None:
    """The choice of documents, the questions, and the grid."""
    text = frame.text
    frame.head("grid", text("view_grid"), text("grid_lead"))
    chosen = document_choice(frame, text("grid_documents"), GRID_DOCUMENTS)
    questions = gr.Textbox(label=text("grid_questions"), lines=3, max_lines=GRID_QUESTIONS)
    button = gr.Button(text("grid_do"), variant="primary")
    area = result_area(frame, "grid-result")

    def show(ids: list[str], lines: str) -> str:
        return grid(frame, ids, lines)

    gr.on(button.click, show, [chosen, questions], area, concurrency_limit=2, **QUIET)


def grid(frame: Frame, ids: Sequence[str], lines: str) -> str:
    """The answers of some documents to the questions, one a line, as HTML."""
    text = frame.text
    questions = [line.strip()[:QUESTION_LIMIT] for line in lines.splitlines() if line.strip()]
    if not 1 <= len(ids) <= GRID_DOCUMENTS or not 1 <= len(questions) <= GRID_QUESTIONS:
        return notice(frame, text("grid_choose"))
    app = frame.app
    try:
        reply = grid_reply(ids, questions, app.answering, app.store, app.settings.current_date())
    except NoSuchDocument:
        return notice(frame, text("document_gone"))
    rows = [
        (row.document.title, *(cell.citations or text("grid_none") for cell in row.cells))
        for row in reply.rows
    ]
    table = ResultTable(text("grid_table"), [text("document"), *questions], rows)
    return results(frame, [table], "/v1/grids", GridBody(documents=list(ids), questions=questions))
