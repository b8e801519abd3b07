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
from assistant.serve.chat.handlers import Handlers
from assistant.serve.chat.render import fill
from assistant.serve.chat.texts import say
from assistant.words.languages import Language

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

    def text(name: str) -> str:
        return say(name, language)

    html = partial(gr.HTML, apply_default_css=False)
    do = Handlers(app, language)
    script = _SCRIPT.read_text(encoding="utf-8")
    first = Audience.JOBSEEKER
    other = Language.SWEDISH if language is Language.ENGLISH else Language.ENGLISH

    blocks = gr.Blocks(title=text("title"), analytics_enabled=False, fill_width=True)
    with blocks:
        visit = gr.State(())
        html(fill("head.html", language, other=other), elem_id="top")
        audience = gr.Radio(
            [(text(f"audience_{one}"), one.value) for one in Audience],
            value=first.value,
            label=text("audience"),
            elem_id="audience",
        )
        tone = html(do.tone(first), elem_id="tone")
        talk = html("", js_on_load=script, elem_id="talk")
        with gr.Column(elem_id="composer"):
            box = gr.Textbox(
                label=text("question"),
                placeholder=text("placeholder"),
                max_lines=8,
                elem_id="question",
            )
            with gr.Row(elem_id="buttons"):
                ask = gr.Button(text("ask"), variant="primary", elem_id="ask")
                clear = gr.Button(text("clear"), elem_id="clear")
            status = html(
                "",
                js_on_load="element.setAttribute('role', 'status');",
                elem_id="status",
            )
        examples = html(
            do.examples(first.value, ()),
            js_on_load=script,
            elem_id="examples",
        )
        with gr.Accordion(text("narrow"), open=False, elem_id="narrow") as narrow:
            kinds = gr.CheckboxGroup([], label=text("kind"), info=text("kind_info"))
            publishers = gr.Dropdown(
                [],
                value=[],
                multiselect=True,
                label=text("publisher"),
                info=text("publisher_info"),
            )
            with gr.Row():
                year_from = gr.Dropdown([], label=text("year_from"))
                year_to = gr.Dropdown([], label=text("year_to"))
        html(fill("foot.html", language), elem_id="foot")

        filters = [kinds, publishers, year_from, year_to]
        quiet: _Quiet = {"show_progress": "hidden", "api_visibility": "private"}

        def answer(listen: Callable[..., Dependency]) -> Dependency:
            return listen(
                do.ask,
                [box, audience, visit, *filters],
                [talk, status, box, examples, visit],
                concurrency_limit=_AT_ONCE,
                concurrency_id="answers",
                **quiet,
            )

        asking = [
            answer(partial(gr.on, [ask.click, box.submit], trigger_mode="once")),
            answer(examples.pick(do.pick, None, box, **quiet).then),
            answer(talk.widen(do.widen, visit, [*filters, box], **quiet).then),
            talk.without(
                do.change,
                visit,
                [talk, status, visit],
                concurrency_limit=_AT_ONCE,
                concurrency_id="answers",
                **quiet,
            ),
        ]
        talk.vote(do.vote, visit, [talk, status, visit], **quiet)
        clear.click(
            do.clear, audience, [talk, status, box, examples, visit], cancels=[*asking], **quiet
        )
        # The choice itself is no output: an answer that comes late would undo a newer choice.
        audience.input(
            do.choose_audience,
            [audience, visit],
            [tone, examples, kinds],
            trigger_mode="always_last",
            **quiet,
        )
        gr.on(
            [kinds.change, publishers.change, year_from.change, year_to.change],
            do.narrow,
            filters,
            narrow,
            **quiet,
        )
        blocks.load(do.open, None, filters, **quiet)
    return blocks
