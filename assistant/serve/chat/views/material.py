"""The operator's view: what is in the store, what was read of each file, files in and out."""

from __future__ import annotations

import json
from functools import partial
from operator import itemgetter

import gradio as gr

from assistant.serve.chat.views.frame import QUIET, Frame, html
from corpus.store import StoreError
from corpus.swedish import fold

FIELDS = ("title", "kind", "publisher", "published", "language")
"""What is known of a document, as a reading names where it comes from."""

MOST = 100
"""Documents that are listed at once; of more, those that hold what is searched for."""


def build(frame: Frame) -> None:
    """The list with a search, files in, and the health of the store."""
    text, settings = frame.text, frame.app.settings
    frame.head(text("documents_lead"))
    uploads = frame.fill(
        "uploads.html", is_open=settings.uploads, signs_in=settings.sign_in is not None
    )
    html(uploads, elem_id="uploads")
    with gr.Row(elem_id="finding"):
        query = gr.Textbox("", label=text("find_document"), max_lines=1, elem_id="find")
        check = gr.Button(text("check_store"), elem_id="check")
    look_area = html(elem_id="watched")
    whole = html(elem_id="health", script="status.js")
    table = html(elem_id="listed", script="material.js")

    show = partial(document_list, frame)
    gr.on([frame.tab.select, query.change], show, query, table, **QUIET)
    table.refresh(show, query, table, **QUIET)
    frame.tab.select(partial(last_look, frame), None, look_area, **QUIET)
    check.click(partial(health, frame), None, whole, **QUIET, concurrency_limit=1)


def document_list(frame: Frame, query: str) -> str:
    """The documents whose title, publisher or file holds what is searched for, as HTML."""
    wanted, store = fold(query), frame.app.store
    records = store.documents()
    fitting = [
        record
        for record in records
        for meta in [record.metadata]
        if wanted in fold(f"{meta.title} {meta.publisher or ''} {record.source}")
    ]
    return frame.fill(
        "documents.html",
        records=fitting[:MOST],
        fitting=len(fitting),
        total=len(records),
        passages=store.passage_count,
        is_open=frame.app.settings.uploads,
        fields=json.dumps({name: frame.text(f"field_{name}") for name in FIELDS}),
    )


def last_look(frame: Frame) -> str:
    """What the last look at watched folders and addresses brought, as HTML; empty without."""
    last = max(frame.app.store.watch_reports(), key=itemgetter("time"), default=None)
    return "" if last is None else frame.fill("watched.html", report=last)


def health(frame: Frame) -> str:
    """What the store says of itself, as HTML."""
    try:
        lines = frame.app.store.verify()
    except StoreError as error:
        lines = [str(error)]
    whole = frame.text("store_whole")
    return frame.fill("health.html", lines=lines or [whole], is_whole=not lines)
