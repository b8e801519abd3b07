"""The few sentences that the assistant says in its own words, in Swedish and English."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bodies.answer import Contact
from assistant.words.unread import UNREAD
from corpus.foreign import Tongue

TRANSLATED = "En språkmodell översatte frågan till svenska för sökningen."


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
    return text + _whom_to_ask(contacts)


def unread(tongue: Tongue | None, contacts: Sequence[Contact]) -> str:
    """That a question is in a language that is not read, in that language where it is known."""
    own = [UNREAD[tongue]] if tongue else []
    swedish = (
        "Jag läser än så länge bara svenska och engelska. Ställ frågan på något av de språken, "
        "eller fråga en studie- och yrkesvägledare."
    )
    english = (
        "So far I read only Swedish and English. Ask in one of them, or ask a guidance counsellor."
    )
    return "\n\n".join([*own, swedish + _whom_to_ask(contacts), english])


def partly(missing: Sequence[str], *, english: bool) -> str:
    """What the quotes that follow do not tell."""
    if english:
        if missing:
            return f"I found part of it. I found nothing about {_quoted(missing, 'or')}."
        return "I am not sure that this answers the whole question. The material says:"
    if missing:
        return f"Jag hittar en del av svaret. Om {_quoted(missing, 'eller')} hittar jag inget."
    return "Jag är inte säker på att det här svarar på hela frågan. Så här står det i materialet:"


def _whom_to_ask(contacts: Sequence[Contact]) -> str:
    if not contacts:
        return ""
    return " Du kan fråga: " + "; ".join(f"{c.name} – {c.description}" for c in contacts) + "."


def _quoted(items: Sequence[str], joint: str) -> str:
    marked = [f"”{item}”" for item in items]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} {joint} {marked[-1]}"
