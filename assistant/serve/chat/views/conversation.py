"""The conversation: a question, its answer, and what narrows the search."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import gradio as gr
from gradio.events import Dependency

from assistant.bodies.question import Audience
from assistant.serve.chat.handlers import Handlers
from assistant.serve.chat.views.frame import QUIET, Frame, html
from assistant.serve.chat.views.narrowing import narrowing

_SCRIPT = "page.js"
_AT_ONCE = 8
"""Answers that are written at the same time; further visitors wait in line."""


def build(frame: Frame) -> None:
    """The conversation, from the top down."""
    text = frame.text
    do = Handlers(frame.app, frame.language)
    first = Audience.JOBSEEKER

    visit = gr.State(())
    html(frame.fill("welcome.html"), elem_id="welcome")
    audience = gr.Radio(
        [(text(f"audience_{one}"), one.value) for one in Audience],
        value=first.value,
        label=text("audience"),
        elem_id="audience",
    )
    tone = html(do.tone(first), elem_id="tone")
    talk = html(elem_id="talk", script=_SCRIPT)
    onward = html(elem_id="onward", script=_SCRIPT)
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
        status = html(elem_id="status", script="status.js")
    examples = html(do.examples(first.value, ()), elem_id="examples", script=_SCRIPT)
    filters = narrowing(frame)
    html(frame.fill("foot.html"), elem_id="foot")

    def answer(listen: Callable[..., Dependency]) -> Dependency:
        return listen(
            do.ask,
            [box, audience, visit, *filters],
            [talk, status, box, examples, visit],
            concurrency_limit=_AT_ONCE,
            concurrency_id="answers",
            **QUIET,
        )

    asking = [
        answer(partial(gr.on, [ask.click, box.submit], trigger_mode="once")),
        answer(examples.pick(do.pick, None, box, **QUIET).then),
        answer(talk.widen(do.widen, visit, [*filters, box], **QUIET).then),
        answer(onward.pick(do.pick, None, box, **QUIET).then),
        talk.without(
            do.change,
            visit,
            [talk, status, visit],
            concurrency_limit=_AT_ONCE,
            concurrency_id="answers",
            **QUIET,
        ),
    ]
    for asked in asking:
        asked.success(do.lead_on, visit, onward, **QUIET)
    talk.leave(do.leave, visit, status, **QUIET)
    talk.easy(do.turn_easy, visit, [talk, visit], **QUIET)
    talk.comment(do.comment, visit, [talk, status, visit], **QUIET)
    talk.vote(do.vote, visit, [talk, status, visit], **QUIET)
    clear.click(
        do.clear, audience, [talk, status, box, examples, visit], cancels=[*asking], **QUIET
    )
    # The choice itself is no output: an answer that comes late would undo a newer choice.
    audience.input(
        do.choose_audience,
        [audience, visit],
        [tone, examples, filters[0]],
        trigger_mode="always_last",
        **QUIET,
    )
