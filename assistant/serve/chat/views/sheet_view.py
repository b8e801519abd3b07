"""The counsellor's view: a session sheet, changed in place, had as a file, and kept if wished."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import gradio as gr

from assistant.answer.chain import answer
from assistant.bodies.question import QUESTION_LIMIT
from assistant.bodies.sheets import SheetBody
from assistant.privacy.mask import MaskingFailed
from assistant.research.files.media import OF_SHEETS
from assistant.research.saved import FolderKeeper
from assistant.serve.chat.render import fill
from assistant.serve.chat.views.frame import QUIET, Frame
from assistant.serve.chat.views.results import notice
from assistant.serve.session_sheets import sheet_maker

_SCRIPT = Path(__file__).with_name("sheet.js")
_QUESTIONS = 10


def build(frame: Frame) -> None:
    """The situation, the sheet under it, and the folder of what was kept."""
    text = frame.text
    frame.head("sheet", text("view_sheet"), text("sheet_lead"))
    situation = gr.Textbox(
        label=text("sheet_situation"), lines=3, max_lines=8, max_length=QUESTION_LIMIT
    )
    questions = gr.Textbox(label=text("sheet_questions"), lines=2, max_lines=_QUESTIONS)
    button = gr.Button(text("sheet_do"), variant="primary")
    area = frame.html(elem_id="sheet-result", script=_SCRIPT.read_text(encoding="utf-8"))
    with gr.Accordion(text("folder_title"), open=False):
        key = gr.Textbox(label=text("folder_key"), max_lines=1, max_length=100)
        with gr.Row():
            opened = gr.Button(text("folder_open"))
            emptied = gr.Button(text("folder_delete"))
        folder = frame.html(elem_id="sheet-folder")

    def make(words: str, lines: str) -> str:
        return sheet(frame, words, lines)

    def show(which: str) -> str:
        return held(frame, which)

    def empty(which: str) -> str:
        keeper_of(frame).remove(which.strip())
        return notice(frame, text("folder_deleted"))

    button.click(make, [situation, questions], area, concurrency_limit=2, **QUIET)
    gr.on([opened.click, key.submit], show, key, folder, **QUIET)
    emptied.click(empty, key, folder, **QUIET)


def sheet(frame: Frame, situation: str, lines: str) -> str:
    """A session sheet that can be changed, as HTML."""
    if not situation.strip():
        return notice(frame, frame.text("sheet_empty"))
    questions = [line.strip()[:QUESTION_LIMIT] for line in lines.splitlines() if line.strip()]
    body = SheetBody(situation=situation, questions=questions[:_QUESTIONS])
    try:
        today = frame.app.settings.current_date()
        made_sheet = sheet_maker(frame.app, frame.language).make(body, today)
    except MaskingFailed:
        return notice(frame, frame.text("sheet_failed"))
    return fill(
        "sheet.html",
        frame.language,
        sheet=made_sheet,
        body=made_sheet.model_dump_json(),
        masked=", ".join(f"{sort} ({count})" for sort, count in made_sheet.masked.items()),
        media=[(one.value, one.suffix) for one in OF_SHEETS],
    )


def held(frame: Frame, key: str) -> str:
    """What a folder holds, as HTML."""
    folder = keeper_of(frame).folder(key.strip())
    if not folder.questions and not folder.sheets:
        return notice(frame, frame.text("folder_empty"))
    return fill("folder.html", frame.language, folder=folder)


def keeper_of(frame: Frame) -> FolderKeeper:
    """What keeps things in the app's store."""
    app = frame.app
    return FolderKeeper(app.store, partial(answer, app.answering), app.settings.current_date)
