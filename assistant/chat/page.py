"""The chat page: a conversation with sources beside the answers, in Swedish and in English."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict

from fastapi import FastAPI

from assistant.chat import links, source_page, statement, texts
from assistant.chat.handlers import Handlers
from assistant.chat.render import fill
from assistant.chat.shell import Shell
from assistant.guidance.audiences import GUIDES
from assistant.languages import Language, Text
from assistant.model import Audience

if TYPE_CHECKING:
    import gradio as gr
    from gradio.events import Dependency

    from assistant.app import App

_HERE = Path(__file__).parent
_AT_ONCE = 8
"""Answers that are written at the same time; further visitors wait in line."""
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica", "Arial", "sans-serif")


class _Quiet(TypedDict):
    """Events without Gradio's own progress overlay, and outside its public interface."""

    show_progress: Literal["hidden"]
    api_visibility: Literal["private"]


def mount(api: FastAPI, app: App) -> None:
    """Adds the chat page at ``/`` and ``/en/``, with its source pages and the statement.

    Must come last: what is added to the API after it is hidden behind ``/``.
    """
    # Gradio reads it when it is imported, and would call home even where it is mounted.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    source_page.mount(api, app.store)
    statement.mount(api)
    api.add_middleware(Shell)
    for language in (Language.ENGLISH, Language.SWEDISH):
        gr.mount_gradio_app(
            api,
            build(app, language),
            path=links.HOME[language].rstrip("/") or "/",
            footer_links=[],
            # Otherwise the browser keeps every question for whoever sits there next.
            run_history=False,
            show_error=False,
            # Nothing is uploaded here, yet Gradio takes files from anybody.
            max_file_size="1kb",
            enable_monitoring=False,
            theme=gr.themes.Base(font=_FONTS, font_mono=("ui-monospace", "monospace")),
            css_paths=[_HERE / "colours.css", _HERE / "page.css"],
        )


def build(app: App, language: Language) -> gr.Blocks:
    """The page in one language: its parts from the top down, then what happens on them."""
    import gradio as gr

    def say(text: Text) -> str:
        return text.get(language)

    do = Handlers(app, language)
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    first = Audience.JOBSEEKER
    other = Language.SWEDISH if language is Language.ENGLISH else Language.ENGLISH

    blocks = gr.Blocks(title=say(texts.TITLE), analytics_enabled=False, fill_width=True)
    with blocks:
        visit = gr.State(())
        gr.HTML(fill("head.html", language, other=other), elem_id="top", apply_default_css=False)
        audience = gr.Radio(
            [(say(text), key.value) for key, text in texts.AUDIENCES.items()],
            value=first.value,
            label=say(texts.AUDIENCE),
            info=say(GUIDES[first].tone),
            elem_id="audience",
        )
        talk = gr.HTML("", js_on_load=script, apply_default_css=False, elem_id="talk")
        examples = gr.HTML(
            do.examples(first.value, ()),
            js_on_load=script,
            apply_default_css=False,
            elem_id="examples",
        )
        with gr.Column(elem_id="composer"):
            box = gr.Textbox(
                label=say(texts.QUESTION),
                placeholder=say(texts.PLACEHOLDER),
                max_lines=8,
                elem_id="question",
            )
            with gr.Row(elem_id="buttons"):
                ask = gr.Button(say(texts.ASK), variant="primary", elem_id="ask")
                clear = gr.Button(say(texts.CLEAR), elem_id="clear")
            status = gr.HTML(
                "",
                js_on_load="element.setAttribute('role', 'status');",
                apply_default_css=False,
                elem_id="status",
            )
        with gr.Accordion(say(texts.NARROW), open=False, elem_id="narrow") as narrow:
            kinds = gr.CheckboxGroup([], label=say(texts.KIND))
            publishers = gr.Dropdown([], value=[], multiselect=True, label=say(texts.PUBLISHER))
            with gr.Row():
                year_from = gr.Dropdown([], label=say(texts.YEAR_FROM))
                year_to = gr.Dropdown([], label=say(texts.YEAR_TO))
        gr.HTML(fill("foot.html", language), elem_id="foot", apply_default_css=False)

        filters = [kinds, publishers, year_from, year_to]
        quiet: _Quiet = {"show_progress": "hidden", "api_visibility": "private"}

        def answer(listen: Callable[..., Dependency]) -> Dependency:
            return listen(
                do.asked,
                [box, audience, visit, *filters],
                [talk, status, box, examples, visit],
                concurrency_limit=_AT_ONCE,
                concurrency_id="answers",
                **quiet,
            )

        asking = [
            answer(partial(gr.on, [ask.click, box.submit], trigger_mode="once")),
            answer(examples.pick(do.picked, None, box, **quiet).then),
            answer(talk.widen(do.widened, visit, [*filters, box], **quiet).then),
        ]
        talk.vote(do.judged, visit, [talk, status, visit], **quiet)
        clear.click(
            do.cleared, audience, [talk, status, box, examples, visit], cancels=[*asking], **quiet
        )
        audience.input(do.audience_chosen, [audience, visit], [audience, examples, kinds], **quiet)
        gr.on(
            [kinds.change, publishers.change, year_from.change, year_to.change],
            do.narrowed,
            filters,
            narrow,
            **quiet,
        )
        blocks.load(do.opened, None, filters, **quiet)
    return blocks
