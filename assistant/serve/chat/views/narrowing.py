"""What a search is narrowed by, in a fold of its own: kinds, publishers, and years."""

from __future__ import annotations

import gradio as gr
from gradio.components import Component

from assistant.serve.chat.choices import ANY_YEAR, Choices
from assistant.serve.chat.views.frame import QUIET, Frame


def narrowing(frame: Frame) -> list[Component]:
    """The choices in a fold, as the store's documents are when the page or the view is opened.

    Their values are those that ``choices.filters_of`` takes.
    """
    text = frame.text
    with gr.Accordion(
        text("narrow"), open=False, elem_id=f"{frame.name}-narrow", elem_classes="narrow"
    ) as fold:
        kinds = gr.CheckboxGroup([], label=text("kind"), info=text("kind_info"))
        publishers = gr.Dropdown(
            [],
            value=[],
            multiselect=True,
            label=text("publisher"),
            info=text("publisher_info"),
        )
        with gr.Row():
            years = [gr.Dropdown([], label=text(name)) for name in ("year_from", "year_to")]
    filters: list[Component] = [kinds, publishers, *years]

    def choices_now() -> list[object]:
        choices = Choices.of(frame.app.store.documents())
        named = [(text(f"kind_{kind}"), kind.value) for kind in choices.kinds]
        some_years = [(text("any_year"), ANY_YEAR), *((str(one), one) for one in choices.years)]
        return [
            gr.update(choices=named),
            gr.update(choices=list(choices.publishers)),
            *[gr.update(choices=some_years, value=ANY_YEAR)] * 2,
        ]

    def label(*chosen: object) -> object:
        """The label tells whether any is on, also while they are folded away."""
        return gr.update(label=text("narrowed" if any(chosen) else "narrow"))

    changes = [kinds.change, publishers.change, *(one.change for one in years)]
    gr.on(changes, label, filters, fold, **QUIET)
    gr.on(None, choices_now, None, filters, **QUIET)
    return filters
