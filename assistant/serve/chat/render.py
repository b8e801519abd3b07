"""Answers and conversations as HTML: pure functions, everything from outside escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.answer.forms.wide_rows import LEFT_OUT
from assistant.answer.plain import plain, reachable_contacts
from assistant.bodies.answer import Answer, AnswerPart, Citation, Contact, PartKind, PartLine
from assistant.bodies.paths import PathBody
from assistant.bodies.question import FilterBody
from assistant.courses.path import prose
from assistant.courses.tell.comparison import MOST, compare
from assistant.courses.tell.fields import web_address
from assistant.courses.tell.figures import day
from assistant.question.sides import sides
from assistant.research.report import word
from assistant.serve.chat import links
from assistant.serve.chat.cards import FIRST, Card, card
from assistant.serve.chat.texts import say
from assistant.serve.chat.visit import Exchange, PartialAnswer, Visit
from assistant.words.dates import moment
from assistant.words.explanations import explained
from assistant.words.languages import Language
from assistant.words.sources import origin, page_names, year
from corpus.model import CELL_SEPARATOR, row_cells
from corpus.swedish import sentences

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='6' fill='%2300566f'/%3E"
    "%3Cpath fill='%23fff' d='M15 5h2v22h-2zM7 8h14l3 3-3 3H7zM25 16H11l-3 3 3 3h14z'/%3E%3C/svg%3E"
)
"""The signpost in the browser's tab, inside the page so that nothing is fetched."""


SHORT = 420
"""Characters that an answer begins with; what is longer is folded after them."""

LEAST_FOLDED = 120
"""Characters that are worth a fold."""


def fill(template: str, language: Language, **values: object) -> str:
    """A template of this folder filled in; it says its words as ``say(name)``."""
    spoken_in = {name: partial(one, language=language) for name, one in _IN_A_LANGUAGE.items()}

    def words(name: str, /, **inserts: object) -> str:
        return say(name, language, **inserts)

    given = {"framed": False, "say": words, "language": language, **spoken_in, **values}
    return _environment().get_template(template).render(given)


def conversation(
    visit: Visit,
    language: Language,
    progress: PartialAnswer | None = None,
    people: Callable[[str], list[Contact]] = lambda _: [],
) -> str:
    """A conversation as HTML; ``people`` gives who can be turned to with a question."""
    return fill("conversation.html", language, visit=visit, progress=progress, people=people)


def named_cells(cited: Citation) -> list[tuple[str, str]]:
    """A quote that is one row of a table: the name of each column, and the cell under it."""
    names, cells = row_cells(cited.columns), row_cells(cited.quote)
    return list(zip(names, cells, strict=True)) if len(names) == len(cells) > 1 else []


def quoted(answer: Answer) -> set[int]:
    """The numbers of the citations whose words the answer itself holds whole."""
    return {
        number
        for part in answer.parts
        if part.kind is PartKind.QUOTE
        and not any(line.text.endswith(LEFT_OUT) for line in part.lines)
        for number in part.citations
    }


def references(answer: Answer, language: Language) -> dict[int, tuple[str, str]]:
    """By the number of each citation its address, and what a reader of the screen is told of it."""
    return {
        cited.n: (
            links.citation(cited, language),
            f"{cited.document.title}, {origin(cited.document, cited, language)}",
        )
        for cited in answer.citations
    }


def shortened(
    parts: Sequence[AnswerPart], question: str
) -> tuple[list[AnswerPart], list[AnswerPart]]:
    """The parts that an answer begins with, and those that are folded away.

    What the assistant says itself is never folded, as it may take back what stands before it, nor
    the first part under each heading where the question compares.
    """
    compares = bool(sides(question, lambda _: False))
    shown: list[AnswerPart] = []
    folded: list[AnswerPart] = []
    length = 0
    for part in parts:
        own = part.kind not in (PartKind.QUOTE, PartKind.LIST, PartKind.WORDED)
        is_side = compares and bool(part.heading)
        fits = length == 0 or length + len(part.text) <= SHORT
        (shown if own or is_side or (fits and not folded) else folded).append(part)
        length += 0 if own else max(1, len(part.text))
    return (
        (shown, folded)
        if sum(len(part.text) for part in folded) > LEAST_FOLDED
        else (list(parts), [])
    )


def easily_read(part: AnswerPart) -> list[tuple[str, list[int]]]:
    """A part sentence by sentence, with the citations of each; no word of a quote is changed.

    Empty where its lines are rows, which say nothing apart from each other.
    """
    if any(_shape(line) == "table" for line in part.lines):
        return []
    return [
        (piece, line.citations if last else [])
        for line in part.lines
        for piece, last in _pieces(line.text)
    ]


def hard_words(answer: Answer) -> list[tuple[str, str]]:
    """The hard words of an answer, each with what it means."""
    return explained(spoken(answer))


def spoken(answer: Answer) -> str:
    """An answer as it is read aloud: without its marks."""
    return "\n".join(line.text for part in answer.parts for line in part.lines)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The sentences of a text, and whether each is its last."""
    spans = sentences(text) or [(0, len(text))]
    return [(text[start:end], end == spans[-1][1]) for start, end in spans]


def runs(lines: Sequence[PartLine]) -> list[tuple[str, list[PartLine]]]:
    """The lines of a part, items that follow on each other as one list and rows as one table.

    Each run with what it is: "list", "table" or "text".
    """
    return [(kind, list(run)) for kind, run in groupby(lines, _shape)]


def _shape(line: PartLine) -> str:
    if line.head or CELL_SEPARATOR in line.text:
        return "table"
    return "list" if line.item else "text"


def cards(exchange: Exchange, language: Language) -> list[Card]:
    """The courses of an answer as cards, as of the day when it was asked for."""
    courses = exchange.answer.courses if exchange.answer else []
    return [card(course, exchange.question.today, language) for course in courses]


def way(path: PathBody, number: int) -> Markup:
    """The steps to an occupation with their educations; ``number`` is the exchange's."""
    filled = fill("way.html", Language.SWEDISH, path=path, number=number, words=prose, day=day)
    return Markup(filled)  # noqa: S704 - the template escapes all that it is given


_IN_A_LANGUAGE: Mapping[str, Callable[..., object]] = {
    one.__name__: one
    for one in (cards, compare, moment, origin, page_names, plain, references, word)
}
"""What templates write in the language that they are filled in for."""

_ALIKE: Mapping[str, object] = {
    "links": links,
    "icon": ICON,
    "no_filters": FilterBody(),
    "most": MOST,
    "first": FIRST,
    **{
        one.__name__: one
        for one in (
            easily_read,
            hard_words,
            named_cells,
            quoted,
            reachable_contacts,
            row_cells,
            runs,
            shortened,
            spoken,
            way,
            web_address,
            year,
        )
    },
}
"""What they write alike in every language."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= _ALIKE
    return environment
