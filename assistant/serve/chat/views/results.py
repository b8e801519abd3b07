"""What the views of research share: the choice of documents, results as tables, and their files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
from pydantic import BaseModel

from assistant.bodies.answer import Citation
from assistant.research.files.media import OF_RESEARCH, Media
from assistant.serve.chat.render import fill
from assistant.serve.chat.views.frame import QUIET, Frame
from assistant.words.languages import Language
from assistant.words.sources import reference
from corpus.store import Store

Cell = str | Sequence[Citation]

_SCRIPT = Path(__file__).with_name("results.js")


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A titled table whose cells are text, or quotes that open their pages."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def document_choice(frame: Frame, label: str, most: int) -> gr.Dropdown:
    """A choice among the documents of the store, as they are when the view is opened."""
    choice = gr.Dropdown([], value=[], multiselect=True, max_choices=most, label=label)

    def choices() -> object:
        return gr.update(choices=document_names(frame.app.store))

    gr.on(frame.tab.select, choices, None, choice, **QUIET)
    return choice


def document_names(store: Store) -> list[tuple[str, str]]:
    """The documents by title and year, with their ids."""
    return [
        (f"{one.metadata.title} ({(one.metadata.published or '–')[:4]})", one.id)
        for one in store.documents()
    ]


def result_area(frame: Frame, elem_id: str) -> gr.HTML:
    """Where a result is shown; its script fetches the files."""
    return frame.html(elem_id=elem_id, script=_SCRIPT.read_text(encoding="utf-8"))


def search_box(
    frame: Frame, view: str, label: str, action: str, shown: Callable[[Frame, str], str]
) -> None:
    """A box and a button, and under them what is ``shown`` for the words."""
    box = gr.Textbox(label=label, max_lines=1, max_length=400)
    button = gr.Button(action, variant="primary")
    area = result_area(frame, f"{view}-result")

    def show(query: str) -> str:
        return shown(frame, query)

    gr.on([button.click, box.submit], show, box, area, **QUIET)


def results(
    frame: Frame,
    tables: Sequence[ResultTable],
    path: str,
    body: BaseModel,
    media: Sequence[Media] = OF_RESEARCH,
) -> str:
    """Tables as HTML, with buttons for the files that the API makes of the same request."""

    def named_source(quote: Citation) -> str:
        return reference(quote.document, quote, Language(frame.language))

    return fill(
        "results.html",
        frame.language,
        tables=tables,
        path=path,
        body=body.model_dump_json(),
        media=[(one.value, one.suffix) for one in media],
        named_source=named_source,
    )


def notice(frame: Frame, text: str) -> str:
    """A line in place of a result."""
    return fill("result_notice.html", frame.language, text=text)
