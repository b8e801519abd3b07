"""The counsellor's view: a session sheet, changed in place, had as a file, and kept if wished."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from assistant.bodies.question import QUESTION_LIMIT
from assistant.bodies.sheets import Sheet, SheetBody
from assistant.privacy.mask import MaskingFailed
from assistant.research.files.media import OF_SHEETS
from assistant.serve.chat.render import fill
from assistant.serve.chat.views.frame import QUIET, Frame
from assistant.serve.chat.views.results import lines_of, notice
from assistant.serve.session_sheets import sheet_maker

_SCRIPT = Path(__file__).with_name("sheet.js")
_QUESTIONS = 10


def build(frame: Frame) -> None:
    """The situation, questions to the documents, and the sheet under them."""
    text = frame.text
    frame.head("sheet", text("view_sheet"), text("sheet_lead"))
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
    button = gr.Button(text("sheet_do"), variant="primary", elem_id="sheet-do", elem_classes="do")
    area = sheet_area(frame, "sheet-result")

    def make(words: str, lines: str) -> str:
        return sheet(frame, words, lines)

    button.click(make, [situation, questions], area, concurrency_limit=2, **QUIET)


def sheet_area(frame: Frame, elem_id: str) -> gr.HTML:
    """Where a sheet is shown; its script fetches its files and keeps it."""
    return frame.html(elem_id=elem_id, script=_SCRIPT.read_text(encoding="utf-8"))


def sheet(frame: Frame, situation: str, lines: str) -> str:
    """A session sheet that can be changed, as HTML."""
    if not situation.strip():
        return notice(frame, frame.text("sheet_empty"))
    body = SheetBody(situation=situation, questions=list(lines_of(lines, _QUESTIONS)))
    try:
        today = frame.app.settings.current_date()
        return shown_sheet(frame, sheet_maker(frame.app, frame.language).make(body, today))
    except MaskingFailed:
        return notice(frame, frame.text("sheet_failed"))


def shown_sheet(frame: Frame, one: Sheet) -> str:
    """A sheet as HTML, as it was made or kept."""
    return fill(
        "sheet.html",
        frame.language,
        sheet=one,
        body=one.model_dump_json(),
        masked=", ".join(f"{sort} ({count})" for sort, count in one.masked.items()),
        media=[(media.value, media.suffix) for media in OF_SHEETS],
    )
