"""The pages of a Word document: where each begins, and what it is called.

Word leaves a mark where it began a page when the file was last saved (``lastRenderedPageBreak``).
Files of other programs have only the breaks that somebody put in; those tell the pages where each
stretch between them has room on one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.model import Block, Page
from ingest.readers.docx_xml import RELATION, W, switch_of, value_of
from ingest.readers.numerals import in_form
from ingest.readers.page_numbers import page_called

if TYPE_CHECKING:
    from lxml.etree import _Element

BREAK, RENDERED = "\f", "\v"
"""How a paragraph's text holds a break that somebody put in, and one that Word left a mark of."""

MOST_CHARACTERS, MOST_BLOCKS = 2_000, 30
"""Of a stretch that surely has room on one page."""

_NUMBER_FIELD = re.compile(r"\bPAGE\b")


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pages that are laid out and numbered alike.

    ``start`` is the number of its first page, None where it goes on counting. ``printed`` tells
    that its pages show their numbers, ``first_printed`` that its first one does.
    """

    on_new_page: bool
    start: int | None
    form: str
    printed: bool
    first_printed: bool


@dataclass
class PageCounter:
    """Counts pages while a body is read: the one at hand, from 0, and the section of each.

    ``is_filled`` tells that something stands on it, ``is_rendered`` that Word's own marks were met.
    """

    sections: Sequence[Section] = ()
    page: int = 0
    is_rendered: bool = False
    section_of: list[int] = field(default_factory=lambda: [0])
    is_filled: bool = False
    _section: int = 0

    def turn(self, mark: str = BREAK) -> None:
        """Begins a page; Word's own mark behind a break, with nothing between, is that break."""
        self.is_rendered |= mark == RENDERED
        if mark == BREAK or self.is_filled:
            self.page += 1
            self.section_of.append(self._section)
            self.is_filled = False

    def fill(self) -> None:
        """Notes that something stands on the page."""
        self.is_filled = True

    def end_section(self) -> None:
        """Begins the next section, on a page of its own unless it goes on upon this one."""
        self._section += 1
        if self._section < len(self.sections) and self.sections[self._section].on_new_page:
            self.turn()


def pages_of(placed: Sequence[tuple[int, Block]], counter: PageCounter) -> tuple[Page, ...]:
    """The pages of blocks with the place of the page that each is on; one where that is unsure."""
    content = {
        page: tuple(block for _, block in group)
        for page, group in groupby(placed, key=lambda entry: entry[0])
    }
    sure = counter.is_rendered or all(map(_has_room, content.values()))
    if len(content) < 2 or not sure:
        return (Page(None, tuple(block for _, block in placed)),)
    labels = _labels(counter)
    return tuple(page_called(labels[place], blocks, place + 1) for place, blocks in content.items())


def sections_of(body: _Element, numbered: Iterable[str]) -> list[Section]:
    """The sections of a body; ``numbered`` are the relations of the headers with a page number."""
    shown: dict[str, str] = {}
    sections = []
    for element in body.iter(f"{W}sectPr"):
        if element.getparent().tag == f"{W}sectPrChange":
            continue
        for reference in element.iterchildren(f"{W}headerReference", f"{W}footerReference"):
            place = f"{reference.tag} {reference.get(f'{W}type')}"
            shown[place] = reference.get(f"{RELATION}id", "")
        count = element.find(f"{W}pgNumType")
        start = count.get(f"{W}start", "") if count is not None else ""
        printed, first = (
            any(key in numbered for place, key in shown.items() if place.endswith(name))
            for name in ("default", "first")
        )
        sections.append(
            Section(
                value_of(element, "type") != "continuous",
                int(start) if start.isascii() and start.isdigit() else None,
                count.get(f"{W}fmt", "") if count is not None else "",
                printed,
                first if switch_of(element, "titlePg") else printed,
            )
        )
    return sections


def shows_number(header: _Element) -> bool:
    """Whether a header or footer has the field that prints the page's number."""
    simple = (element.get(f"{W}instr", "") for element in header.iter(f"{W}fldSimple"))
    parts = (element.text or "" for element in header.iter(f"{W}instrText"))
    return any(map(_NUMBER_FIELD.search, (*simple, *parts)))


def _has_room(blocks: Sequence[Block]) -> bool:
    return len(blocks) <= MOST_BLOCKS and sum(len(one.text) for one in blocks) <= MOST_CHARACTERS


def _labels(counter: PageCounter) -> list[str | None]:
    """What is printed on each page, or None."""
    labels: list[str | None] = []
    number, before = 0, -1
    for place in counter.section_of:
        if place >= len(counter.sections):
            labels.append(None)
            continue
        section, opens = counter.sections[place], place != before
        restarts = opens and section.start is not None
        number = section.start if restarts and section.start is not None else number + 1
        before = place
        shown = section.first_printed if opens else section.printed
        labels.append(in_form(number, section.form) if shown else None)
    return labels
