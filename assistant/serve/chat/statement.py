"""The accessibility statement as a page."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from markdown_it import MarkdownIt
from markupsafe import Markup

from assistant.serve.chat import links
from assistant.serve.chat.render import fill
from assistant.serve.chat.source_page import HEADERS
from assistant.words.languages import Language

_FILE = Path(__file__).with_name("accessibility.md")


def mount(api: FastAPI) -> None:
    """Adds the statement, which is in Swedish, at its address."""
    shown = statement(_FILE.read_text(encoding="utf-8"))

    @api.get(links.ACCESSIBILITY, include_in_schema=False)
    def accessibility() -> HTMLResponse:
        return HTMLResponse(shown, headers=HEADERS)


def statement(markdown: str) -> str:
    """A text in Markdown as a page; HTML in it is shown as text."""
    body = MarkdownIt("js-default").render(markdown)
    # Markdown's own HTML is off in this mode, so that what comes out is safe as it is.
    return fill("statement.html", Language.SWEDISH, body=Markup(body))  # noqa: S704
