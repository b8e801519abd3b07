"""What every view of the page is built with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict

import gradio as gr
from markupsafe import Markup

from assistant.serve.chat.render import fill
from assistant.serve.chat.texts import say
from assistant.words.languages import Language

if TYPE_CHECKING:
    from assistant.app import App


class _Quiet(TypedDict):
    show_progress: Literal["hidden"]
    api_visibility: Literal["private"]


QUIET: _Quiet = {"show_progress": "hidden", "api_visibility": "private"}
"""Of events: without Gradio's own progress overlay, and outside its public interface."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The app behind the page, the language that the page is in, and the tab of the view.

    ``tab.select`` is when a visitor opens the view: what costs something is done then.
    """

    app: App
    language: Language
    tab: gr.Tab

    def text(self, name: str, /, **values: object) -> str:
        """A text of ``texts.toml`` by its name, filled in."""
        return say(name, self.language, **values)

    def head(self, view: str, title: str, lead: str) -> None:
        """What a view begins with: its title, and what it is for."""
        head = fill("view_head.html", self.language, title=title, lead=lead)
        self.html(head, elem_id=f"{view}-head")

    def title(self, name: str) -> None:
        """The title of a part of a view."""
        shown = Markup('<h3 class="figure-title">{}</h3>').format(self.text(name))
        self.html(shown, elem_id=name.replace("_", "-"))

    def html(self, value: str = "", *, elem_id: str, script: str | None = None) -> gr.HTML:
        """HTML of ours as a component; ``script`` runs once when it is there."""
        return html(value, elem_id=elem_id, script=script)


def html(value: str = "", *, elem_id: str, script: str | None = None) -> gr.HTML:
    """The same, where there is no view."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=script, apply_default_css=False)
