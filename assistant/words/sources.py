"""How a source is named in a text: title, publisher, year and printed pages, in two languages."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.bodies.documents import DocumentRef
from assistant.words.languages import Language, Text

_PAGE = Text("s. {numbers}", "p. {numbers}")
_PAGES = Text("s. {numbers}", "pp. {numbers}")
_UNDATED = Text("utan år", "no year")


def page_numbers(pages: Iterable[int], language: Language) -> str:
    """Printed page numbers, such as "s. 4–5" or "s. 4, 9"; empty where there are none."""
    numbers = sorted(pages)
    if not numbers:
        return ""
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 1:
        return _PAGE.get(language, numbers=first)
    in_a_row = numbers == list(range(first, last + 1))
    shown = f"{first}–{last}" if in_a_row else ", ".join(map(str, numbers))
    return _PAGES.get(language, numbers=shown)


def year(document: DocumentRef) -> str:
    """The year when a document was published; empty where its source does not tell."""
    return (document.published or "")[:4]


def reference(
    document: DocumentRef,
    pages: Iterable[int],
    language: Language = Language.SWEDISH,
    *,
    publisher: bool = True,
) -> str:
    """A source on one line: "Slutrapport, Region Norrsken, 2019, s. 11–12", as far as is known."""
    whose = document.publisher if publisher else None
    facts = (document.title, whose, year(document), page_numbers(pages, language))
    return ", ".join(fact for fact in facts if fact)


def origin(document: DocumentRef, pages: Iterable[int], language: Language) -> str:
    """What stands under a title: "Region Norrsken · 2019 · s. 11–12"; a missing year is told."""
    when = year(document) or _UNDATED.get(language)
    return " · ".join(filter(None, [document.publisher, when, page_numbers(pages, language)]))
