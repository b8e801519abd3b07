"""An answer as one plain text, for those who are shown nothing but text."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.bodies.answer import Answer, Citation, Contact, Status
from assistant.courses.tell.lines import source_lines
from assistant.words.languages import Language, Text
from assistant.words.sources import reference

_SOURCES = Text("Källor:", "Sources:")
_COURSES = Text("Kurser:", "Courses:")
_CONTACTS = Text("Kontakt:", "Contact:")


def plain(answer: Answer, language: Language | None = None) -> str:
    """The answer's text, and what belongs to it, in the answer's own language if none is named."""
    return answer.text + after_text(answer, language)


def after_text(answer: Answer, language: Language | None = None) -> str:
    """What follows an answer's text: notices, courses, contacts and last the sources.

    Each is a paragraph of its own, so that it stays so where the reply is shown as Markdown. Empty
    where there is nothing to add.
    """
    paragraphs = _paragraphs(answer, language or Language(answer.language))
    return "".join(f"\n\n{paragraph}" for paragraph in paragraphs)


def _paragraphs(answer: Answer, language: Language) -> Iterator[str]:
    yield from (notice for notice in answer.notices if notice not in answer.text)
    if answer.courses:
        yield _COURSES.get(language)
        yield "\n".join(source_lines(answer.courses, language))
    if contacts := reachable_contacts(answer):
        yield _CONTACTS.get(language)
        yield "\n".join(map(_contact, contacts))
    if answer.citations:
        yield _SOURCES.get(language)
        yield from (_source(citation, language) for citation in answer.citations)


def reachable_contacts(answer: Answer) -> list[Contact]:
    """The contacts to list under an answer.

    An answer that finds nothing names them in its text: then only those with a way to reach them.
    """
    if answer.status is not Status.NOT_FOUND:
        return answer.contacts
    return [entry for entry in answer.contacts if entry.url or entry.phone or entry.email]


def _contact(contact: Contact) -> str:
    ways = ", ".join(filter(None, [contact.url, contact.phone, contact.email]))
    return f"– {contact.name}: {ways or contact.description}"


def _source(citation: Citation, language: Language) -> str:
    quote = " ".join(citation.quote.split())
    if citation.columns:
        quote = f"{citation.columns} / {quote}"
    return f"[{citation.n}] {reference(citation.document, citation, language)}: ”{quote}”"
