"""The look of what Gradio draws: the palette of ``colours.css`` and a typeface that lies here."""

from __future__ import annotations

import inspect

import gradio as gr

_FALLBACKS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica", "Arial")

_WITH_DARK = {
    name.removesuffix("_dark")
    for name in inspect.signature(gr.themes.Base.set).parameters
    if name.endswith("_dark")
}
"""What a theme has a second value of, for the dark."""

_LOOK = {
    "body_background_fill": "var(--ground)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--soft)",
    "background_fill_primary": "var(--paper)",
    "background_fill_secondary": "var(--ground)",
    "block_background_fill": "transparent",
    "block_border_width": "0px",
    "block_shadow": "none",
    "block_padding": "0",
    "block_label_text_color": "var(--ink)",
    "block_label_background_fill": "transparent",
    "block_title_text_color": "var(--ink)",
    "block_title_text_weight": "600",
    "block_title_text_size": "1rem",
    "block_info_text_color": "var(--soft)",
    "block_info_text_size": ".9375rem",
    "input_background_fill": "var(--paper)",
    "input_background_fill_focus": "var(--paper)",
    "input_border_color": "var(--edge)",
    "input_border_color_focus": "var(--accent)",
    "input_border_width": "1px",
    "input_placeholder_color": "var(--soft)",
    "input_text_size": "1.125rem",
    "input_padding": ".7rem .9rem",
    "input_radius": "8px",
    "input_shadow": "none",
    "input_shadow_focus": "none",
    "button_primary_background_fill": "var(--accent)",
    "button_primary_background_fill_hover": "var(--accent-strong)",
    "button_primary_text_color": "var(--on-accent)",
    "button_primary_text_color_hover": "var(--on-accent)",
    "button_primary_border_color": "var(--accent)",
    "button_primary_border_color_hover": "var(--accent-strong)",
    "button_secondary_background_fill": "transparent",
    "button_secondary_background_fill_hover": "var(--tint)",
    "button_secondary_text_color": "var(--accent)",
    "button_secondary_text_color_hover": "var(--accent-strong)",
    "button_secondary_border_color": "var(--edge)",
    "button_secondary_border_color_hover": "var(--accent)",
    "button_border_width": "1px",
    "button_large_radius": "8px",
    "button_large_padding": ".7rem 1.4rem",
    "button_large_text_size": "1.0625rem",
    "button_large_text_weight": "600",
    "checkbox_background_color": "var(--paper)",
    "checkbox_background_color_selected": "var(--accent)",
    "checkbox_border_color": "var(--edge)",
    "checkbox_border_color_selected": "var(--accent)",
    "checkbox_border_color_focus": "var(--accent)",
    "checkbox_border_color_hover": "var(--accent)",
    "checkbox_label_background_fill": "var(--paper)",
    "checkbox_label_background_fill_hover": "var(--tint)",
    "checkbox_label_background_fill_selected": "var(--tint)",
    "checkbox_label_text_color": "var(--ink)",
    "checkbox_label_text_color_selected": "var(--ink)",
    "checkbox_label_border_color": "var(--edge)",
    "checkbox_label_border_color_hover": "var(--accent)",
    "checkbox_label_border_color_selected": "var(--accent)",
    "checkbox_label_border_width": "1px",
    "checkbox_label_padding": ".45rem .9rem",
    "checkbox_label_text_size": "1rem",
    "checkbox_label_shadow": "none",
    "color_accent": "var(--accent)",
    "border_color_primary": "var(--line)",
    "table_border_color": "var(--line)",
    "table_even_background_fill": "var(--paper)",
    "table_odd_background_fill": "var(--ground)",
    "table_text_color": "var(--ink)",
    "layout_gap": "1.25rem",
}
"""Names as Gradio's themes have them; the colours are those of ``colours.css``."""


def theme() -> gr.themes.Base:
    """The theme; its colours are variables, the same for light and dark.

    The typeface comes with Gradio and is served from this machine.
    """
    font = (
        gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700)),
        *_FALLBACKS,
        "sans-serif",
    )
    return gr.themes.Base(font=font, font_mono=("ui-monospace", "monospace")).set(
        **_LOOK, **{f"{name}_dark": value for name, value in _LOOK.items() if name in _WITH_DARK}
    )
