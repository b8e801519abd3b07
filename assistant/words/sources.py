"""How a source is named in a text: title, publisher, year and pages, in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.bodies.documents import DocumentRef
from assistant.words.languages import Language, Text
from corpus.model import ATTACHED

_PAGE = Text("s. {numbers}", "p. {numbers}")
_PAGES = Text("s. {numbers}", "pp. {numbers}")
_IN_FILE = Text("sida {numbers} i filen", "page {numbers} of the file")
_UNDATED = Text("utan år", "no year")


class NamedPages(Protocol):
    """What names the pages of a quote, a passage or a page."""

    @property
    def pages(self) -> Sequence[int]:
        """The numbers printed on them."""

    @property
    def page_labels(self) -> Sequence[str]:
        """What they are called: "12", "iv", "A-3"."""

    @property
    def sheets(self) -> Sequence[int]:
        """Their places in the file from 1."""


def page_names(places: NamedPages, language: Language) -> str:
    """Pages as one names them: "s. 4–5", "s. iv", or "sida 3 i filen"; empty where none has a name.

    What is printed goes before the place in the file.
    """
    if places.pages or places.page_labels:
        labels = list(places.page_labels) or list(map(str, places.pages))
        if labels[0].startswith(ATTACHED):
            return ", ".join(labels)
        text = _PAGES if len(labels) > 1 else _PAGE
        return text.get(language, numbers=_in_a_row(labels))
    if places.sheets:
        return _IN_FILE.get(language, numbers=_in_a_row(list(map(str, places.sheets))))
    return ""


def _in_a_row(labels: Sequence[str]) -> str:
    """Labels one by one, or from the first to the last where they are numbers in a row."""
    if len(labels) > 1 and all(map(str.isdecimal, labels)):
        numbers = sorted(map(int, labels))
        first, last = numbers[0], numbers[-1]
        if numbers == list(range(first, last + 1)):
            return f"{first}–{last}"
        return ", ".join(map(str, numbers))
    return ", ".join(labels)


def year(document: DocumentRef) -> str:
    """The year when a document was published; empty where its source does not tell."""
    return (document.published or "")[:4]


def reference(
    document: DocumentRef,
    places: NamedPages,
    language: Language = Language.SWEDISH,
    *,
    publisher: bool = True,
) -> str:
    """A source on one line: "Slutrapport, Region Norrsken, 2019, s. 11–12", as far as is known."""
    whose = document.publisher if publisher else None
    facts = (document.title, whose, year(document), page_names(places, language))
    return ", ".join(fact for fact in facts if fact)


def origin(document: DocumentRef, places: NamedPages, language: Language) -> str:
    """What stands under a title: "Region Norrsken · 2019 · s. 11–12"; a missing year is told."""
    when = year(document) or _UNDATED.get(language)
    return " · ".join(filter(None, [document.publisher, when, page_names(places, language)]))
