"""What the resources need of a request: the app behind it, and the language to speak."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from assistant.access.caller import TRUSTED, Caller
from assistant.app import App
from assistant.serve.problems import language_of
from assistant.serve.views import Views
from assistant.words.languages import Language


def _app(request: Request) -> App:
    """The app as whoever sends the request may see it."""
    views: Views = request.app.state.views
    caller: Caller = getattr(request.state, "caller", TRUSTED)
    return views.of(caller.collections)


CurrentApp = Annotated[App, Depends(_app)]
CurrentLanguage = Annotated[Language, Depends(language_of)]
