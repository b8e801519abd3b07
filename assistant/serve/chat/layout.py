"""The chat page from the top down: its head, its views in tabs, and the cited page beside them.

Imports Gradio, which takes seconds: to be imported where the page is wanted, not before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from assistant.serve.chat.render import fill
from assistant.serve.chat.texts import say
from assistant.serve.chat.views import VIEWS
from assistant.serve.chat.views.frame import Frame, html
from assistant.words.languages import Language

if TYPE_CHECKING:
    from assistant.app import App


_PANE = Path(__file__).with_name("pane.js")


def build(app: App, language: Language) -> gr.Blocks:
    """The page in one language."""
    other = Language.SWEDISH if language is Language.ENGLISH else Language.ENGLISH
    blocks: gr.Blocks = gr.Blocks(
        title=say("title", language), analytics_enabled=False, fill_width=True
    )
    with blocks:
        html(fill("head.html", language, other=other), elem_id="top")
        # Tabs and not pages of their own: a conversation goes on while another view is open.
        with gr.Tabs(elem_id="views", overflow_behavior="wrap"):
            for view in VIEWS:
                title, key = say(f"view_{view.name}", language), f"view-{view.name}"
                with gr.Tab(title, id=view.name, elem_id=key) as tab:
                    view.build(Frame(app, language, tab))
        html(fill("pane.html", language), elem_id="pane", script=_PANE.read_text("utf-8"))
    return blocks
