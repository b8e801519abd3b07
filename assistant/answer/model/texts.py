"""What the assistant says of the model, in plain Swedish and English."""

from __future__ import annotations

from assistant.answer.model.connecting import Trouble
from assistant.words.languages import Language, texts


def say(name: str, language: Language, trouble: Trouble | None = None) -> str:
    """A text of ``texts.toml`` by its name, with what went wrong where it tells of that."""
    known = texts(__package__)
    why = known[trouble].get(language) if trouble else ""
    return known[name].get(language, why=why)
