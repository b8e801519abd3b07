"""What every resource needs of the request: the app behind it, and the language."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from assistant.app import App
from assistant.serve.problems import ProblemError, language_of
from assistant.serve.validation import EMPTY_QUESTION
from assistant.words.languages import Language


def _app(request: Request) -> App:
    app: App = request.app.state.vagvis
    return app


CurrentApp = Annotated[App, Depends(_app)]
CurrentLanguage = Annotated[Language, Depends(language_of)]


def require_words(text: str) -> None:
    """Refuses a question of white space alone, which no schema can tell from a question."""
    if not text.strip():
        raise ProblemError(422, "invalid-request", EMPTY_QUESTION)
