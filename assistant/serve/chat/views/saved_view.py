"""The view of what was kept: questions whose answers may have changed, and session sheets."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import gradio as gr

from assistant.research.saved import NoSuchItem
from assistant.serve.chat.views.frame import QUIET, Frame, html
from assistant.serve.chat.views.sheet_view import shown_sheet
from assistant.serve.session_sheets import folder_keeper

_REMEMBERED = "(key) => vagvis.keys.folder || key"


def build(frame: Frame) -> None:
    """The folder's key, what it holds, and a sheet of it that is opened again."""
    text, keeper = frame.text, folder_keeper(frame.app)
    frame.head(text("saved_lead"))
    with gr.Row(elem_classes="asking"):
        key = frame.line_box("key", text("folder_key"), 100)
        button = frame.do_button(text("folder_open"))
    shelf = html(elem_id="saved-result", script="saved.js")
    opened = html(elem_id="saved-sheet", script="sheet.js")

    def remembered(which: str) -> tuple[object, object]:
        return (which, folder(frame, which)) if which else (gr.skip(), gr.skip())

    def seen(event: gr.EventData, which: str) -> str:
        with suppress(NoSuchItem):  # removed in another window meanwhile
            keeper.mark_seen(which.strip(), str(event.id))
        return folder(frame, which)

    def drop(event: gr.EventData, which: str) -> tuple[str, str]:
        with suppress(NoSuchItem):
            keeper.remove(which.strip(), str(event.id))
        return folder(frame, which), ""

    def empty(which: str) -> tuple[str, str]:
        keeper.remove(which.strip())
        return frame.notice(text("folder_deleted")), ""

    def reopen(event: gr.EventData, which: str) -> str:
        sheets = keeper.folder(which.strip()).sheets
        return next((shown_sheet(frame, one.sheet) for one in sheets if one.id == event.id), "")

    gr.on([button.click, key.submit], partial(folder, frame), key, shelf, **QUIET)
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
        return frame.notice(frame.text("folder_empty"))
    return frame.fill("saved.html", folder=held)
