"""The chat page from the top down: its head, its views in tabs, and the cited page beside them.

Imports Gradio, which takes seconds: to be imported where the page is wanted, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr

from assistant.serve.chat.render import fill
from assistant.serve.chat.texts import say
from assistant.serve.chat.views import VIEWS
from assistant.serve.chat.views.frame import Frame, html
from assistant.words.languages import Language

if TYPE_CHECKING:
    from assistant.app import App


def build(app: App, language: Language) -> gr.Blocks:
    """The page in one language."""
    other = Language.SWEDISH if language is Language.ENGLISH else Language.ENGLISH
    signs_in = app.settings.sign_in is not None
    blocks: gr.Blocks = gr.Blocks(
        title=say("title", language), analytics_enabled=False, fill_width=True
    )
    with blocks:
        html(fill("head.html", language, other=other, signs_in=signs_in), elem_id="top")
        # Tabs and not pages of their own: a conversation goes on while another view is open.
        with gr.Tabs(elem_id="views", overflow_behavior="wrap"):
            for name, build_view in VIEWS.items():
                with gr.Tab(say(f"view_{name}", language), id=name, elem_id=f"view-{name}") as tab:
                    build_view(Frame(app, language, tab, name))
        html(fill("pane.html", language), elem_id="pane", script="pane.js")
    return blocks
