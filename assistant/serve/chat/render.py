"""Answers and conversations as HTML: pure functions, everything from outside escaped."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.bodies.answer import Answer, Contact, Status
from assistant.bodies.documents import DocumentRef
from assistant.bodies.paths import PathBody
from assistant.bodies.question import FilterBody
from assistant.courses.path import prose as path_prose
from assistant.courses.tell.comparison import MOST, ComparisonRow, compare
from assistant.courses.tell.fields import web_address
from assistant.courses.tell.figures import day
from assistant.courses.tell.lines import source_lines
from assistant.question.answer_types import AnswerType, answer_types
from assistant.serve.chat import links, texts
from assistant.serve.chat.cards import FIRST, Card, card, parted, unsaid
from assistant.serve.chat.visit import Exchange, Visit
from assistant.words.languages import Language, Text

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='6' fill='%2300566f'/%3E"
    "%3Cpath fill='%23fff' d='M15 5h2v22h-2zM7 8h14l3 3-3 3H7zM25 16H11l-3 3 3 3h14z'/%3E%3C/svg%3E"
)
"""The signpost in the browser's tab, inside the page so that nothing is fetched."""

_MARK = re.compile(r"\[(\d{1,3})\]")
_CLOSED = re.compile(r"” \[\d+\]")
_ITEM = re.compile(r"[-–•*]\s+(.*)")

_VERDICTS: Mapping[Status, Text] = {
    Status.PARTLY: texts.PARTLY,
    Status.NOT_FOUND: texts.NOT_FOUND,
    Status.DECLINED: texts.DECLINED,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What has come so far of an answer: titles of documents looked into, pieces of text."""

    titles: tuple[str, ...] = ()
    text: str = ""


def fill(template: str, language: Language, **values: object) -> str:
    """A template of this folder filled in; it says its words as ``say(texts.NAME)``."""

    def say(text: Text, **filled: object) -> str:
        return text.get(language, **filled)

    return (
        _environment()
        .get_template(template)
        .render(values, say=say, texts=texts, language=language, links=links, icon=ICON)
    )


def conversation(visit: Visit, language: Language, draft: Draft | None = None) -> str:
    """A conversation; ``draft`` is what has come so far of the answer to its last question."""
    return fill(
        "conversation.html",
        language,
        visit=visit,
        draft=draft,
        no_filters=FilterBody(),
        verdicts=_VERDICTS,
        prose=prose,
        reference=reference,
        plain=plain,
        web_address=web_address,
        shown_contacts=shown_contacts,
        parts_of=parts_of,
        cards_of=cards_of,
        rows_of=rows_of,
        way=way,
        most=MOST,
        first=FIRST,
    )


def prose(text: str, number: int, cited: Collection[int] = ()) -> Markup:
    """An answer's text as paragraphs and lists, its marks as links to the sources.

    Args:
        text: plain text; lines that begin with a dash or bullet make a list.
        number: of the exchange, so that the marks of two answers do not collide.
        cited: the numbers that have a source to jump to; other marks stay text.
    """
    parts: list[Markup] = []
    items: list[Markup] = []
    quoted = False
    for line in [*text.splitlines(), ""]:
        inside = quoted or line.startswith("”")
        quoted = inside and not _CLOSED.search(line)
        item = _ITEM.fullmatch(line.strip())
        if item:
            items.append(Markup("<li>{}</li>").format(_marked(item[1], number, cited)))
            continue
        if items:
            parts.append(Markup("<ul>{}</ul>").format(Markup("").join(items)))
            items = []
        if line.strip():
            # The line above a quote that names its document is no part of the quote.
            names = line.endswith(":") and not inside
            frame = (
                Markup("<p><strong>{}</strong></p>") if names else Markup('<p dir="auto">{}</p>')
            )
            parts.append(frame.format(_marked(line.strip(), number, cited)))
    return Markup("\n").join(parts)


def reference(document: DocumentRef, pages: Iterable[int], language: Language) -> str:
    """Where a quote stands: publisher, year and printed pages, as far as they are known."""
    year = document.published[:4] if document.published else texts.UNDATED.get(language)
    facts = [document.publisher, year, page_numbers(tuple(pages), language)]
    return " · ".join(fact for fact in facts if fact)


def page_numbers(pages: Sequence[int], language: Language) -> str:
    """Printed page numbers in words, such as "s. 4–5" or "s. 4, 9"; empty where there are none."""
    if not pages:
        return ""
    first, last = min(pages), max(pages)
    if len(pages) == 1:
        return texts.PAGE.get(language, numbers=first)
    in_a_row = sorted(pages) == list(range(first, last + 1))
    numbers = f"{first}–{last}" if in_a_row else ", ".join(str(page) for page in sorted(pages))
    return texts.PAGES.get(language, numbers=numbers)


def plain(answer: Answer, language: Language) -> str:
    """An answer with its sources as plain text, to paste into a memo."""
    search = answer.course_search
    said = search.notices if search else []
    lines = [*said, unsaid(answer), *(own for own in answer.notices if own not in said)]
    lines += source_lines(answer.courses, language)
    if answer.citations:
        lines += ["", f"{texts.SOURCES.get(language)}:"]
    for citation in answer.citations:
        where = reference(citation.document, citation.pages, language)
        lines.append(f"[{citation.n}] {citation.document.title}. {where}. ”{citation.quote}”")
    return "\n".join(lines)


def parts_of(answer: Answer) -> tuple[str, str]:
    """What is said above the courses of an answer, and what below; all above where it has none."""
    text = unsaid(answer)
    return parted(text) if answer.courses or answer.path else (text, "")


def cards_of(exchange: Exchange, language: Language) -> list[Card]:
    """The courses of an answer as cards, as of the day when it was asked for."""
    courses = exchange.answer.courses if exchange.answer else []
    return [card(course, exchange.question.today, language) for course in courses]


def rows_of(exchange: Exchange, language: Language) -> tuple[ComparisonRow, ...]:
    """The courses of an answer side by side, where the question asks for that and few are left."""
    courses = exchange.answer.courses if exchange.answer else []
    asked = AnswerType.COMPARISON in answer_types(exchange.question.question.lower())
    return compare(courses, language) if asked and 1 < len(courses) <= MOST else ()


def way(path: PathBody, number: int) -> Markup:
    """The steps to an occupation with their educations; ``number`` is the exchange's."""
    filled = fill("way.html", Language.SWEDISH, path=path, number=number, words=path_prose, day=day)
    return Markup(filled)  # noqa: S704 - the template escapes all that it is given


def shown_contacts(answer: Answer) -> list[Contact]:
    """The contacts to list under an answer.

    One that finds nothing names them in its text: then only those with a way to reach them.
    """
    if answer.status is not Status.NOT_FOUND:
        return answer.contacts
    return [entry for entry in answer.contacts if entry.url or entry.phone or entry.email]


def _marked(line: str, number: int, cited: Collection[int]) -> Markup:
    """A line with its marks as links."""
    parts: list[Markup] = []
    position = 0
    for mark in _MARK.finditer(line):
        n = int(mark[1])
        if n in cited:
            parts.append(Markup("{}").format(line[position : mark.start()]))
            parts.append(
                Markup('<a class="mark" id="m{0}-{1}" href="#k{0}-{1}">[{1}]</a>').format(number, n)
            )
            position = mark.end()
    parts.append(Markup("{}").format(line[position:]))
    return Markup("").join(parts)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
