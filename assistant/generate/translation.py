"""Whether a translation that is to be shown says the same figures, dates and names."""

from __future__ import annotations

from assistant.generate.facts import facts


def holds(translation: str, swedish: str, language: str) -> bool:
    """Whether a sentence in another language holds what the Swedish one does."""
    said, held = facts(translation), facts(swedish)
    return bool(translation) and len(said) == len(held) and bool(language)
