"""The chat page: a conversation with sources beside the answers, in Swedish and in English."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from assistant.serve.chat import course_pages, links, originals, source_page, statement
from assistant.serve.chat.shell import Shell
from assistant.serve.chat.texts import say
from assistant.serve.validation import error_texts
from assistant.words.languages import Language

if TYPE_CHECKING:
    from assistant.app import App

_HERE = Path(__file__).parent


def mount(api: FastAPI, app: App) -> None:
    """Adds the chat page at ``/`` and ``/en/``, with its source pages and the statement.

    Must come last: what is added to the API after it is hidden behind ``/``.
    """
    # Gradio reads it when it is imported, and would call home even where it is mounted.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    from assistant.serve.chat.layout import build
    from assistant.serve.chat.theme import theme

    originals.mount(api, app.store)
    source_page.mount(api, app.store)
    course_pages.mount(api, app.courses, app.paths, app.settings.current_date)
    statement.mount(api)
    english = links.HOME[Language.ENGLISH]

    @api.get(english.rstrip("/"), include_in_schema=False)
    def to_english() -> RedirectResponse:
        return RedirectResponse(english)

    api.add_middleware(Shell)
    for language in (Language.ENGLISH, Language.SWEDISH):
        gr.mount_gradio_app(
            api,
            build(app, language).queue(max_size=app.settings.queue),
            path=links.HOME[language].rstrip("/") or "/",
            footer_links=[],
            # Otherwise the browser keeps every question for whoever sits there next.
            run_history=False,
            show_error=False,
            # Nothing is uploaded here, yet Gradio takes files from anybody.
            max_file_size="1kb",
            enable_monitoring=False,
            theme=theme(),
            head=f"<style>{(_HERE / 'pane.css').read_text('utf-8')}</style>",
            js=mending(language),
            css_paths=[
                _HERE / name for name in ("colours.css", "page.css", "courses.css", "way.css")
            ],
        )


def mending(language: Language) -> str:
    """The script that mends what Gradio draws, with our words for Gradio's own messages."""
    names = {"title": "fault", "close": "close", "lost": "lost", "failed": "failed", "busy": "busy"}
    words = {name: say(text, language) for name, text in names.items()}
    words["many"] = error_texts()["details.too-many"].get(language)
    return (
        (_HERE / "mend.js")
        .read_text(encoding="utf-8")
        .replace("const said = SAID;", f"const said = {json.dumps(words, ensure_ascii=False)};")
    )
