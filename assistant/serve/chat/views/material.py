"""The operator's view: what is in the store, what was read of each file, files in and out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from assistant.serve.chat.render import fill
from assistant.serve.chat.texts import say
from assistant.serve.chat.views.frame import QUIET, Frame
from assistant.words.languages import Language
from corpus.store import StoreError
from corpus.swedish import fold

if TYPE_CHECKING:
    from assistant.app import App

_SCRIPT = Path(__file__).with_name("material.js")

FIELDS = ("title", "kind", "publisher", "published", "language")
"""What is known of a document, as a reading names where it comes from."""

MOST = 100
"""Documents that are listed at once; of more, those that hold what is searched for."""


def build(frame: Frame) -> None:
    """The list with a search, files in, and the health of the store."""
    do = Material(frame.app, frame.language)
    frame.head("documents", frame.text("documents_title"), frame.text("documents_lead"))
    frame.html(fill("uploads.html", frame.language, is_open=do.is_open), elem_id="uploads")
    with gr.Row(elem_id="finding"):
        query = gr.Textbox("", label=frame.text("find_document"), max_lines=1, elem_id="find")
        check = gr.Button(frame.text("check_store"), elem_id="check")
    watched = frame.html(elem_id="watched")
    health = frame.html(elem_id="health", script="element.setAttribute('role', 'status');")
    table = frame.html(elem_id="listed", script=_SCRIPT.read_text(encoding="utf-8"))
    gr.on([frame.tab.select, query.change], do.table, query, table, **QUIET)
    frame.tab.select(do.watched, None, watched, **QUIET)
    table.refresh(do.table, query, table, **QUIET)
    check.click(do.health, None, health, **QUIET, concurrency_limit=1)


@dataclass(frozen=True, slots=True)
class Material:
    """The view's events in one language."""

    app: App
    language: Language

    @property
    def is_open(self) -> bool:
        """Whether documents may be taken in and out here."""
        return self.app.settings.uploads

    def table(self, query: str) -> str:
        """The documents whose title, publisher or file holds what is searched for, as HTML."""
        wanted = fold(query)
        records = self.app.store.documents()
        fitting = [
            record
            for record in records
            for meta in [record.metadata]
            if wanted in fold(f"{meta.title} {meta.publisher or ''} {record.source}")
        ]
        return fill(
            "documents.html",
            self.language,
            records=fitting[:MOST],
            fitting=len(fitting),
            total=len(records),
            passages=self.app.store.passage_count,
            is_open=self.is_open,
            fields=json.dumps({name: say(f"field_{name}", self.language) for name in FIELDS}),
        )

    def watched(self) -> str:
        """What the last look at watched folders and addresses brought, as HTML; empty without."""
        reports = self.app.store.watch_reports()
        last = max(reports, key=itemgetter("time"), default=None)
        return "" if last is None else fill("watched.html", self.language, report=last)

    def health(self) -> str:
        """What the store says of itself, as HTML."""
        try:
            lines = self.app.store.verify()
        except StoreError as error:
            lines = [str(error)]
        whole = say("store_whole", self.language)
        return fill("health.html", self.language, lines=lines or [whole], is_whole=not lines)
