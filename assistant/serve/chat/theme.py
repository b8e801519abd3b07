"""The look of what Gradio draws: the palette of ``colours.css`` and a typeface that lies here."""

from __future__ import annotations

import inspect

import gradio as gr

from corpus.data_files import toml

_FALLBACKS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica", "Arial")


def theme() -> gr.themes.Base:
    """The theme of ``theme.toml``; its colours are variables, the same for light and dark.

    The typeface comes with Gradio and is served from this machine.
    """
    look = toml("theme.toml", __package__)
    names = inspect.signature(gr.themes.Base.set).parameters
    dark = {f"{name}_dark": value for name, value in look.items() if f"{name}_dark" in names}
    plex = gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700))
    return gr.themes.Base(
        font=(plex, *_FALLBACKS, "sans-serif"), font_mono=("ui-monospace", "monospace")
    ).set(**look, **dark)
