"""The view of what was kept: questions whose answers may have changed, and session sheets."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

import gradio as gr

from assistant.research.report import word
from assistant.research.saved import NoSuchItem
from assistant.serve.chat.render import fill
from assistant.serve.chat.views.frame import QUIET, Frame
from assistant.serve.chat.views.results import notice
from assistant.serve.chat.views.sheet_view import sheet_area, shown_sheet
from assistant.serve.session_sheets import folder_keeper
from assistant.words.sources import page_names, year

_REMEMBERED = "(key) => vagvis.keys.folder || key"
_SCRIPT = Path(__file__).with_name("saved.js")


def build(frame: Frame) -> None:
    """The folder's key, what it holds, and a sheet of it that is opened again."""
    text = frame.text
    frame.head("saved", text("view_saved"), text("saved_lead"))
    with gr.Row(elem_classes="asking"):
        key = gr.Textbox(label=text("folder_key"), max_lines=1, max_length=100, elem_id="saved-key")
        button = gr.Button(text("folder_open"), variant="primary", elem_id="saved-do")
    shelf = frame.html(elem_id="saved-result", script=_SCRIPT.read_text(encoding="utf-8"))
    opened = sheet_area(frame, "saved-sheet")

    def show(which: str) -> str:
        return folder(frame, which)

    def remembered(which: str) -> tuple[object, object]:
        return (which, folder(frame, which)) if which else (gr.skip(), gr.skip())

    def seen(event: gr.EventData, which: str) -> str:
        with suppress(NoSuchItem):  # removed in another window meanwhile
            folder_keeper(frame.app).mark_seen(which.strip(), str(event.id))
        return folder(frame, which)

    def drop(event: gr.EventData, which: str) -> tuple[str, str]:
        with suppress(NoSuchItem):
            folder_keeper(frame.app).remove(which.strip(), str(event.id))
        return folder(frame, which), ""

    def empty(which: str) -> tuple[str, str]:
        folder_keeper(frame.app).remove(which.strip())
        return notice(frame, text("folder_deleted")), ""

    def reopen(event: gr.EventData, which: str) -> str:
        sheets = folder_keeper(frame.app).folder(which.strip()).sheets
        return next((shown_sheet(frame, one.sheet) for one in sheets if one.id == event.id), "")

    gr.on([button.click, key.submit], show, key, shelf, **QUIET)
    # Something was kept on this page: its folder is open when the view is.
    frame.tab.select(remembered, key, [key, shelf], js=_REMEMBERED, **QUIET)
    shelf.seen(seen, key, shelf, **QUIET)
    shelf.drop(drop, key, [shelf, opened], **QUIET)
    shelf.empty(empty, key, [shelf, opened], **QUIET)
    shelf.reopen(reopen, key, opened, **QUIET)


def folder(frame: Frame, key: str) -> str:
    """What a folder holds, as HTML."""
    held = folder_keeper(frame.app).folder(key.strip())
    if not held.questions and not held.sheets:
        return notice(frame, frame.text("folder_empty"))
    return fill(
        "saved.html",
        frame.language,
        folder=held,
        page_names=partial(page_names, language=frame.language),
        word=partial(word, language=frame.language),
        year=year,
    )
