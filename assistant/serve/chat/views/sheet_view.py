"""The counsellor's view: a session sheet, changed in place, had as a file, and kept if wished."""

from __future__ import annotations

from functools import partial

import gradio as gr
from pydantic import ValidationError

from assistant.bodies.question import QUESTION_LIMIT
from assistant.bodies.sheets import Sheet, SheetBody
from assistant.privacy.mask import MaskingFailed
from assistant.research.files.media import OF_SHEETS
from assistant.serve.chat.views.frame import QUIET, Frame, html
from assistant.serve.chat.views.research_views import lines_of
from assistant.serve.session_sheets import sheet_maker

_QUESTIONS = 10


def build(frame: Frame) -> None:
    """The situation, questions to the documents, and the sheet under them."""
    text = frame.text
    frame.head(text("sheet_lead"))
    situation = gr.Textbox(
        label=text("sheet_situation"),
        placeholder=text("sheet_example"),
        lines=3,
        max_lines=8,
        max_length=QUESTION_LIMIT,
        elem_id="sheet-situation",
    )
    questions = gr.Textbox(
        label=text("sheet_questions"), lines=2, max_lines=_QUESTIONS, elem_id="sheet-questions"
    )
    button = frame.do_button(text("sheet_do"))
    area = html(elem_id="sheet-result", script="sheet.js")
    button.click(partial(sheet, frame), [situation, questions], area, concurrency_limit=2, **QUIET)


def sheet(frame: Frame, situation: str, lines: str) -> str:
    """A session sheet that can be changed, as HTML."""
    try:
        body = SheetBody(situation=situation.strip(), questions=lines_of(lines)[:_QUESTIONS])
        today = frame.app.settings.current_date()
        return shown_sheet(frame, sheet_maker(frame.app, frame.language).make(body, today))
    except ValidationError:
        return frame.notice(frame.text("sheet_empty"))
    except MaskingFailed:
        return frame.notice(frame.text("sheet_failed"))


def shown_sheet(frame: Frame, one: Sheet) -> str:
    """A sheet as HTML, as it was made or kept."""
    masked = ", ".join(f"{sort} ({count})" for sort, count in one.masked.items())
    return frame.fill(
        "sheet.html", sheet=one, body=one.model_dump_json(), masked=masked, media=OF_SHEETS
    )
