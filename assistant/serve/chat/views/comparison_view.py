"""The view of a comparison: two to five documents side by side, and what differs."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from assistant.bodies.answer import Citation
from assistant.bodies.research import COMPARED, ComparisonBody
from assistant.research.comparison import comparison_reply
from assistant.research.report import word
from assistant.search.documents import NoSuchDocument
from assistant.serve.chat.views.frame import QUIET, Frame
from assistant.serve.chat.views.results import (
    Cell,
    ResultTable,
    document_choice,
    notice,
    result_area,
    results,
)


def build(frame: Frame) -> None:
    """The choice of documents, a theme, and the two tables."""
    text = frame.text
    frame.head("compare", text("view_compare"), text("compare_lead"))
    chosen = document_choice(frame, text("compare_documents"), COMPARED)
    theme = gr.Textbox(label=text("compare_theme"), max_lines=1, max_length=400)
    button = gr.Button(text("compare_do"), variant="primary")
    area = result_area(frame, "compare-result")

    def show(ids: list[str], about: str) -> str:
        return comparison(frame, ids, about)

    gr.on([button.click, theme.submit], show, [chosen, theme], area, **QUIET)


def comparison(frame: Frame, ids: Sequence[str], theme: str) -> str:
    """Documents side by side, as HTML."""
    text = frame.text
    if not 2 <= len(set(ids)) <= COMPARED:
        return notice(frame, text("compare_choose"))
    about = theme.strip() or None
    try:
        reply = comparison_reply(ids, about, frame.app.retriever)
    except NoSuchDocument:
        return notice(frame, text("document_gone"))

    def side(quote: Citation | None) -> list[Citation]:
        return [quote] if quote else []

    changes = [
        (
            word(f"kind.{one.kind.value}", frame.language),
            word(f"what.{one.what.value}", frame.language),
            one.aspect,
            side(one.before),
            side(one.after),
        )
        for one in reply.changes
    ]
    names = [document.title for document in reply.documents]
    rows: list[tuple[Cell, ...]] = [
        (row.aspect, *(cell.citations for cell in row.cells)) for row in reply.rows
    ]
    columns = [
        *(word(f"comparison.{name}", frame.language) for name in ("kind", "what")),
        word("aspect", frame.language),
        *(word(f"comparison.{name}", frame.language) for name in ("before", "after")),
    ]
    tables = [
        ResultTable(word("comparison.changes", frame.language), columns, changes),
        ResultTable(
            word("comparison.rows", frame.language), [word("aspect", frame.language), *names], rows
        ),
    ]
    body = ComparisonBody(documents=list(ids), theme=about)
    return results(frame, tables, "/v1/comparisons", body)
