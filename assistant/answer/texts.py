"""The few sentences that the assistant says in its own words, in Swedish and English."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model import Contact


def not_found(contacts: Sequence[Contact], missing: Sequence[str], *, english: bool) -> str:
    """That nothing in the material answers, and who may know."""
    if english:
        text = "I could not find that in the material."
        if missing:
            text += f" It says nothing about {_quoted(missing, 'or')} that answers the question."
        if contacts:
            text += f" You can ask: {'; '.join(c.name for c in contacts)}."
        return text
    text = "Det hittar jag inte i materialet."
    if missing:
        text += f" Jag hittar inget om {_quoted(missing, 'eller')} som svarar på frågan."
    if contacts:
        text += " Du kan fråga: " + "; ".join(f"{c.name} – {c.description}" for c in contacts) + "."
    return text


def partly(missing: Sequence[str], *, english: bool) -> str:
    """What the quotes that follow do not tell."""
    if english:
        if missing:
            return f"I found part of it. I found nothing about {_quoted(missing, 'or')}."
        return "I am not sure that this answers the whole question. The material says:"
    if missing:
        return f"Jag hittar en del av svaret. Om {_quoted(missing, 'eller')} hittar jag inget."
    return "Jag är inte säker på att det här svarar på hela frågan. Så här står det i materialet:"


def _quoted(items: Sequence[str], joint: str) -> str:
    marked = [f"”{item}”" for item in items]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} {joint} {marked[-1]}"
