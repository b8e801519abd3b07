"""What the views of research share: where a result stands, and its HTML with the files of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import gradio as gr
from pydantic import BaseModel

from assistant.bodies.question import QUESTION_LIMIT
from assistant.research.files.media import OF_RESEARCH
from assistant.research.report import word
from assistant.serve.chat.render import fill
from assistant.serve.chat.views.frame import Frame
from assistant.words.dates import moment
from assistant.words.sources import page_names, year

_SCRIPT = Path(__file__).with_name("results.js")


def result_area(frame: Frame, view: str) -> gr.HTML:
    """Where a result is shown; its script fetches the files."""
    return frame.html(elem_id=f"{view}-result", script=_SCRIPT.read_text(encoding="utf-8"))


def results(
    frame: Frame, template: str, path: str, body: BaseModel, reply: BaseModel, **values: object
) -> str:
    """A reply as HTML, with buttons for the files that the API makes of the same request."""
    return fill(
        template,
        frame.language,
        path=path,
        body=body.model_dump_json(),
        reply=reply,
        media=[(one.value, one.suffix) for one in OF_RESEARCH],
        page_names=partial(page_names, language=frame.language),
        moment=partial(moment, language=frame.language),
        word=partial(word, language=frame.language),
        year=year,
        **values,
    )


def notice(frame: Frame, text: str) -> str:
    """A line in place of a result."""
    return fill("result_notice.html", frame.language, text=text)


def lines_of(text: str, most: int) -> Sequence[str]:
    """The questions that were written one a line, at most so many."""
    return [line.strip()[:QUESTION_LIMIT] for line in text.splitlines() if line.strip()][:most]
