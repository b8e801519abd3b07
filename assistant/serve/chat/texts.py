"""Every word of the chat page and its side pages, in Swedish and in English."""

from __future__ import annotations

from assistant.words.languages import Language, texts


def say(name: str, language: Language, /, **values: object) -> str:
    """A text of ``texts.toml`` by its name, filled in."""
    return texts(__package__)[name].get(language, **values)
