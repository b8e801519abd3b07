"""The views of the page, a tab each: the conversation, and the tools beside it.

To add one, write a module here with a function ``build(frame: Frame) -> None`` that makes Gradio
components and their events (it is called inside the view's tab), and add it to ``VIEWS``.
Its title is the text ``view_NAME`` of ``texts.toml``; its address is ``/#NAME``.

* Words: ``frame.text(...)``, from ``texts.toml`` of this page.
* HTML: ``html(...)`` for a component, ``frame.fill("file.html", ...)`` for a template beside
  ``page.py``, which escapes all that it is given.
* A citation is a link made by ``links.source(document_id, language, start=, end=, quote=)``. On
  this page a click on one opens the cited page beside the view; nothing else needs to be done.
* A visitor's things live in ``gr.State`` alone: what is on a module or on ``Frame`` is everybody's.
* Events take ``**QUIET``, so that they show no overlay of Gradio's and are no public interface.
* Files come and go through the API: a link to an address of it, or a ``fetch`` in a script of the
  view. Gradio's own addresses for files are closed (``security/page_door.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.serve.chat.views import (
    conversation,
    figures,
    material,
    research_views,
    saved_view,
    sheet_view,
)
from assistant.serve.chat.views.frame import Frame

VIEWS: Mapping[str, Callable[[Frame], None]] = {
    "ask": conversation.build,
    "sheet": sheet_view.build,
    "mentions": research_views.build_mentions,
    "compare": research_views.build_comparison,
    "grid": research_views.build_grid,
    "timeline": research_views.build_timeline,
    "saved": saved_view.build,
    "documents": material.build,
    "figures": figures.build,
}
"""In the order of their tabs; the first is shown when the page is opened."""
