"""What the resources need of a request: the app behind it, and the language to speak."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from assistant.app import App
from assistant.serve.problems import ProblemError, language_of
from assistant.words.languages import Language


def _app(request: Request) -> App:
    app: App = request.app.state.vagvis
    return app


def may_change(request: Request) -> None:
    """Refuses to take a document in or out where the operator has closed that.

    Raises:
        ProblemError: it is closed.
    """
    if not _app(request).settings.uploads:
        raise ProblemError(403, "uploads-closed")


CurrentApp = Annotated[App, Depends(_app)]
CurrentLanguage = Annotated[Language, Depends(language_of)]
