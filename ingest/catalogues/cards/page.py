"""Courses that a web page lists as cards: under each name labels with values, and no JSON-LD.

    <article><h3>Tågtekniker</h3><dl><dt>Ort</dt><dd>Klockvik</dd><dt>YH-poäng</dt><dd>400</dd> …

The labels are the names of columns in tables of courses, so a page of cards is read as a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from corpus.courses import Catalogue
from ingest.catalogues.reading import CatalogueReading, Report
from ingest.catalogues.rows.header import field_of
from ingest.catalogues.tables.table import FAMILY, read_tables
from ingest.readers.html_facts import facts_of
from ingest.readers.html_source import parse_html
from ingest.readers.html_text import HEADINGS
from ingest.readers.reading import tidy
from ingest.sheets.grid import Grid, GridRow

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST_CARDS = 5
"""A page with fewer tells of its courses in other ways, too."""

MANY_LABELS = 20
"""Labels of courses on a page whose cards cannot be told apart: then that is told."""

_OF_COURSES = frozenset(
    ["code", "points", "pace", "level_text", "apply_until", "apply_period", "study_form"]
)
"""Fields that cards of courses have, and cards of meetings or news have not."""

_MENTION = re.compile(
    rb"studietakt|studieform|utbildningsform|kurskod|po\S{1,6}ng|ans\S{1,6}k", re.IGNORECASE
)
_LABELLED = re.compile(r"(?P<label>[^:]{2,40}):\s+(?P<value>\S.*)")
_LONGEST_LABEL = 40
_NAME, _LINK = "Utbildning", "Länk"


def read_cards(name: str, data: bytes) -> CatalogueReading | None:
    """The courses of a page of cards; None where it is none. A page without such words is quick."""
    if len(_MENTION.findall(data)) < FEWEST_CARDS:
        return None
    root = parse_html(data)
    if root is None:
        return None
    labels = list(_labels(root))
    title = facts_of(root).title
    cards = [card for card in map(_cells, _cards(labels)) if card]
    strong = sum(any(field_of(label, FAMILY) in _OF_COURSES for label in card) for card in cards)
    if len(cards) < FEWEST_CARDS or 2 * strong < len(cards):
        many = sum(field in _OF_COURSES for _, field in labels) >= MANY_LABELS
        return _unread(title or name) if many else None
    columns = list(dict.fromkeys(label for card in cards for label in card))
    rows = [GridRow(1, tuple(columns))]
    for number, card in enumerate(cards, 2):
        rows.append(GridRow(number, tuple(card.get(column, "") for column in columns)))
    above = [GridRow(0, (title,))] if title else []
    return read_tables(name, (Grid((*above, *rows)),))


def _unread(title: str) -> CatalogueReading:
    note = (
        "Sidan verkar lista kurser, men de gick inte att läsa som kurser. Texten lästes in som ett "
        "dokument. Hämta kurserna som tabell eller EMIL om källan har det."
    )
    return CatalogueReading(title, None, None, Catalogue(), Report(0, 0, {}, (), (note,)))


def _cards(labels: Sequence[tuple[HtmlElement, str]]) -> list[HtmlElement]:
    """The largest elements that hold the label which most cards have just once."""
    by_field: dict[str, list[HtmlElement]] = {}
    for element, field in labels:
        by_field.setdefault(field, []).append(element)
    elements = max(by_field.values(), key=len, default=[])
    if len(elements) < FEWEST_CARDS:
        return []
    times = Counter(above for each in elements for above in each.iterancestors())
    cards = []
    for element in elements:
        alone = [above for above in element.iterancestors() if times[above] == 1]
        cards.append(alone[-1] if alone else element)
    return cards


def _labels(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The elements that hold the label of a field, alone or with its value."""
    for element in root.iter(
        "dt", "th", "span", "strong", "b", "div", "p", "li", "label", "em", "small", "td"
    ):
        label, _ = _labelled(element)
        field = field_of(label, FAMILY)
        if field and not any(_labelled(child)[0] == label for child in element):
            yield element, field


def _labelled(element: HtmlElement) -> tuple[str, str]:
    """The label that an element may be, and its value where it holds that, too."""
    text = _short_text(element)
    match = _LABELLED.fullmatch(text)
    return (match["label"], match["value"]) if match else (text.rstrip(" :"), "")


def _cells(card: HtmlElement) -> Mapping[str, str]:
    """The name of a card, its link, and its labels with their values; empty without a name."""
    name, link = _name(card)
    cells = {_NAME: name} if name else {}
    if link:
        cells[_LINK] = link
    for element, _ in _labels(card):
        label, value = _labelled(element)
        if label not in cells and (value := value or _value(element)):
            cells[label] = value
    return cells if any(field_of(label, FAMILY) == "name" for label in cells) else {}


def _name(card: HtmlElement) -> tuple[str, str | None]:
    """The heading in a card, else the one before it, else its first link; and where it leads."""
    headings = [each for each in card.iter(*HEADINGS) if _text(each)]
    if not headings:
        headings = list(islice(card.itersiblings(*HEADINGS, preceding=True), 1))
    links = [each for each in card.iter("a") if _text(each)]
    named = (headings or links)[:1]
    near = [*(named[0].iter("a") if named else ()), *links]
    return (_text(named[0]) if named else ""), (near[0].get("href") if near else None)


def _value(label: HtmlElement) -> str:
    """What stands after a label: the text behind it, or the next element, or its parent's next."""
    if tail := tidy(label.tail or ""):
        return tail.lstrip(": ")
    following: Sequence[HtmlElement] = list(label.itersiblings())[:1]
    if not following and (parent := label.getparent()) is not None:
        following = list(parent.itersiblings())[:1]
    return _text(following[0]) if following else ""


def _short_text(element: HtmlElement) -> str:
    """The text of an element that may be a label with its value; empty where it is longer."""
    if len(element) > 3:
        return ""
    text = _text(element)
    return text if len(text) <= 4 * _LONGEST_LABEL else ""


def _text(element: HtmlElement) -> str:
    return tidy(" ".join(element.itertext()))
