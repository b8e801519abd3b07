"""Answers without an answer: not found, partly found, declined, and in a language not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer.compose import CitedPart, note
from assistant.bodies.answer import Contact
from assistant.words import answers as texts
from assistant.words.languages import Language, series
from corpus.foreign import Tongue


def not_found(contacts: Sequence[Contact], missing: Sequence[str], language: Language) -> CitedPart:
    """That nothing in the material answers, and who may know; ``missing`` are names asked for."""
    sentences = [texts.NOT_FOUND.get(language)]
    if missing:
        sentences.append(texts.NOTHING_ABOUT.get(language, names=_any_of(missing, language)))
    if contacts:
        sentences.append(_whom_to_ask(contacts, language))
    return note(" ".join(sentences))


def partly(missing: Sequence[str], language: Language, unsure: Sequence[str] = ()) -> CitedPart:
    """What the quotes that follow do not tell: ``missing`` names, or which of several questions."""
    if missing:
        return note(texts.PART_FOUND.get(language, names=_any_of(missing, language)))
    if unsure:
        return note(texts.NOT_SURELY.get(language, questions=_any_of(unsure, language)))
    return note(texts.UNSURE.get(language))


def unread(tongue: Tongue | None, contacts: Sequence[Contact]) -> Iterator[CitedPart]:
    """That a question is in a language that is not read, in that language where it is known."""
    if tongue:
        yield note(texts.unread_in(tongue))
    swedish = [texts.UNREAD.sv]
    if contacts:
        swedish.append(_whom_to_ask(contacts, Language.SWEDISH))
    yield note(" ".join(swedish))
    yield note(texts.UNREAD.en)


def _whom_to_ask(contacts: Sequence[Contact], language: Language) -> str:
    """Whom to ask; what they are for is told in Swedish alone, as the register has it."""
    swedish = language is Language.SWEDISH
    people = [f"{one.name} – {one.description}" if swedish else one.name for one in contacts]
    return texts.ASK.get(language, people="; ".join(people))


def _any_of(names: Sequence[str], language: Language) -> str:
    return series([f"”{name}”" for name in names], texts.OR.get(language))
