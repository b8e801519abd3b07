"""The texts of ``texts.toml``, each by its table and name: ``state.open``."""

from __future__ import annotations

from assistant.words.languages import Language, texts

TEXTS = texts(__package__)


def say(name: str, language: Language, /, **values: object) -> str:
    """A text in a language, filled in: ``say("percent", language, value="50")``."""
    return TEXTS[name].get(language, **values)
