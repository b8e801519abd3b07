"""What every view of the page is built with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict

import gradio as gr

from assistant.serve.chat.render import fill
from assistant.serve.chat.texts import say
from assistant.words.languages import Language

if TYPE_CHECKING:
    from assistant.app import App

_SCRIPTS = Path(__file__).parents[1]


class _Quiet(TypedDict):
    show_progress: Literal["hidden"]
    api_visibility: Literal["private"]


QUIET: _Quiet = {"show_progress": "hidden", "api_visibility": "private"}
"""Of events: without Gradio's own progress overlay, and outside its public interface."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The app behind the page, the language that the page is in, and a view's tab and name.

    ``tab.select`` is when a visitor opens the view: what costs something is done then.
    """

    app: App
    language: Language
    tab: gr.Tab
    name: str

    def text(self, name: str, /, **values: object) -> str:
        """A text of ``texts.toml`` by its name, filled in."""
        return say(name, self.language, **values)

    def fill(self, template: str, **values: object) -> str:
        """A template filled in."""
        return fill(template, self.language, **values)

    def notice(self, text: str) -> str:
        """A line in place of a result."""
        return self.fill("result_notice.html", text=text)

    def head(self, lead: str) -> None:
        """What a view begins with: its title, and what it is for."""
        title = self.text(f"view_{self.name}")
        html(self.fill("view_head.html", title=title, lead=lead), elem_id=f"{self.name}-head")

    def line_box(self, name: str, label: str, most: int) -> gr.Textbox:
        """A box for one line."""
        elem_id = f"{self.name}-{name}"
        return gr.Textbox(label=label, max_lines=1, max_length=most, elem_id=elem_id)

    def do_button(self, label: str) -> gr.Button:
        """The button that does what the view is for."""
        return gr.Button(label, variant="primary", elem_id=f"{self.name}-do", elem_classes="do")


def html(value: str = "", *, elem_id: str, script: str | None = None) -> gr.HTML:
    """HTML of ours as a component; the script of this file name runs once when it is there."""
    js = (_SCRIPTS / script).read_text("utf-8") if script else None
    return gr.HTML(value, elem_id=elem_id, js_on_load=js, apply_default_css=False)
