"""The parts of the chat page from the top down, and what happens on them.

Imports Gradio, which takes seconds: to be imported where the page is wanted, not before.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict

import gradio as gr
from gradio.events import Dependency

from assistant.bodies.question import Audience
from assistant.serve.chat import texts
from assistant.serve.chat.handlers import Handlers
from assistant.serve.chat.render import fill
from assistant.words.languages import Language, Text

if TYPE_CHECKING:
    from assistant.app import App

_SCRIPT = Path(__file__).with_name("page.js")
_AT_ONCE = 8
"""Answers that are written at the same time; further visitors wait in line."""


class _Quiet(TypedDict):
    """Events without Gradio's own progress overlay, and outside its public interface."""

    show_progress: Literal["hidden"]
    api_visibility: Literal["private"]


def build(app: App, language: Language) -> gr.Blocks:
    """The page in one language."""

    def say(text: Text) -> str:
        return text.get(language)

    do = Handlers(app, language)
    script = _SCRIPT.read_text(encoding="utf-8")
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
            elem_id="audience",
        )
        tone = gr.HTML(do.tone(first), apply_default_css=False, elem_id="tone")
        talk = gr.HTML("", js_on_load=script, apply_default_css=False, elem_id="talk")
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
        examples = gr.HTML(
            do.examples(first.value, ()),
            js_on_load=script,
            apply_default_css=False,
            elem_id="examples",
        )
        with gr.Accordion(say(texts.NARROW), open=False, elem_id="narrow") as narrow:
            kinds = gr.CheckboxGroup([], label=say(texts.KIND), info=say(texts.KIND_INFO))
            publishers = gr.Dropdown(
                [],
                value=[],
                multiselect=True,
                label=say(texts.PUBLISHER),
                info=say(texts.PUBLISHER_INFO),
            )
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
            talk.without(
                do.changed,
                visit,
                [talk, status, visit],
                concurrency_limit=_AT_ONCE,
                concurrency_id="answers",
                **quiet,
            ),
        ]
        talk.vote(do.judged, visit, [talk, status, visit], **quiet)
        clear.click(
            do.cleared, audience, [talk, status, box, examples, visit], cancels=[*asking], **quiet
        )
        # The choice itself is no output: an answer that comes late would undo a newer choice.
        audience.input(
            do.audience_chosen,
            [audience, visit],
            [tone, examples, kinds],
            trigger_mode="always_last",
            **quiet,
        )
        gr.on(
            [kinds.change, publishers.change, year_from.change, year_to.change],
            do.narrowed,
            filters,
            narrow,
            **quiet,
        )
        blocks.load(do.opened, None, filters, **quiet)
    return blocks
