"""An answer as one text, with its sources, for programs that show nothing but text."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.app import App
from assistant.bodies.answer import Answer, Citation, Contact
from assistant.serve.chat.cards import listed
from assistant.serve.chat.render import page_numbers, shown_contacts
from assistant.words.languages import Language, Text

_SOURCES = Text("Källor:", "Sources:")
_COURSES = Text("Kurser:", "Courses:")
_CONTACTS = Text("Kontakt:", "Contact:")
SOURCES = tuple(_SOURCES.get(language) for language in Language)
"""What stands above the sources, in every language."""


def spoken(app: App, question: str) -> Language:
    """The language of what is said around an answer: that of the question, as of the answer."""
    english = app.retriever.reader.glossary.is_english(question)
    return Language.ENGLISH if english else Language.SWEDISH


def whole(answer: Answer, language: Language) -> str:
    """The answer's text, and what belongs to it."""
    return answer.text + after(answer, language)


def after(answer: Answer, language: Language) -> str:
    """What follows an answer's text: notices, courses, contacts and last the sources.

    Each is a paragraph of its own, so that it stays so where the reply is shown as Markdown. Empty
    where there is nothing to add.
    """
    paragraphs = list(_paragraphs(answer, language))
    return "".join(f"\n\n{paragraph}" for paragraph in paragraphs)


def _paragraphs(answer: Answer, language: Language) -> Iterator[str]:
    yield from (notice for notice in answer.notices if notice not in answer.text)
    if answer.courses:
        yield _COURSES.get(language)
        yield "\n".join(listed(answer.courses, language))
    contacts = [_contact(one) for one in shown_contacts(answer)]
    if contacts:
        yield _CONTACTS.get(language)
        yield "\n".join(contacts)
    if answer.citations:
        yield _SOURCES.get(language)
        yield from (_source(citation, language) for citation in answer.citations)


def _contact(contact: Contact) -> str:
    ways = ", ".join(filter(None, [contact.url, contact.phone, contact.email]))
    return f"– {contact.name}: {ways or contact.description}"


def _source(citation: Citation, language: Language) -> str:
    """A citation in a line: title, publisher, year and pages as far as they are known, quote."""
    document = citation.document
    facts = [
        document.title,
        document.publisher,
        document.published[:4] if document.published else None,
        page_numbers(citation.pages, language),
    ]
    quote = " ".join(citation.quote.split())
    return f"[{citation.n}] {', '.join(fact for fact in facts if fact)}: ”{quote}”"
