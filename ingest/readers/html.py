"""Web pages: headings, lists, tables and text; menus and other furniture are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.data_files import word_list
from corpus.model import Block, BlockKind, Dropped, Page
from ingest.readers.data_tables import table_blocks
from ingest.readers.html_facts import facts_of
from ingest.readers.html_parts import (
    boxes_outside,
    facts_in_footers,
    heading_outside,
    is_furniture,
    main_part,
)
from ingest.readers.html_source import parse_html, parse_markup
from ingest.readers.html_tables import holds_data, lines_of
from ingest.readers.html_text import pieces_of, text_of
from ingest.readers.html_tree import make_plain
from ingest.readers.numerals import in_form
from ingest.readers.page_numbers import page_called
from ingest.readers.reading import FileReading, LeftOut, Unreadable, blocks_only, tidy
from ingest.readers.tabbed_lines import spaced, tabbed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SILENT, _INLINE = (word_list(name, __package__) for name in ("silent_tags", "inline_tags"))
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CONTROLS = frozenset("select input textarea button".split())
"""What stands in a line and parts the words around it."""

_LAST_WORD = re.compile(r"^.*\W(?=[\w-]+\W*$)|\W+$")
"""What stands around the last word of a text: "12" is left of "Sida 12."."""

LARGE_SHARE = 0.4
"""An element that holds more than this share of the page's text is never taken for furniture."""


def read_html(data: bytes) -> FileReading:
    """A web page as one page of blocks.

    What a reader can open (accordions, tabs, ``details``) is text, and what opens it a heading.
    Where the page marks its main part (``main``, ``role="main"`` or a single ``article``), that
    part is read with the boxes of facts beside it; else all of it without navigation, header and
    footer. Text is left out by what the page's markup calls it, and told in ``dropped``.

    Raises:
        Unreadable: the bytes are no text, or hold no element.
    """
    root = parse_html(data)
    if root is None:
        raise Unreadable("är en tom webbsida. Spara sidan på nytt från webbläsaren.")
    facts = facts_of(root)
    hidden = make_plain(root)
    reader = _PageReader(root)
    for element in _scope(root, reader):
        reader.visit(element)
    return FileReading(reader.pages, facts, dropped=(*reader.dropped, *hidden))


def read_markup(markup: str) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """The blocks of HTML that is no page of its own, and what was left out of it."""
    root = parse_markup(markup)
    if root is None:
        return (), ()
    hidden = make_plain(root)
    reader = _PageReader(root)
    reader.visit(root)
    return blocks_only(reader.blocks), (*reader.dropped, *hidden)


def _scope(root: HtmlElement, reader: _PageReader) -> list[HtmlElement]:
    """The elements that hold the page's own text: its main part, and a heading above it."""
    body = root.find(".//body")
    if body is None:
        return [root]
    main = main_part(body)
    if main is None:
        reader.whole_page = True
        return [body]
    boxes, heading = boxes_outside(body, main), heading_outside(body, main)
    facts = list(facts_in_footers(body))
    for part in facts:
        part.drop_tree()
    reader.leave_out(body, main)
    return [*heading, main, *boxes, *facts]


@dataclass
class _PageReader:
    """Goes through the elements in reading order and gathers blocks."""

    root: HtmlElement
    blocks: list[Block | None] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    turns: list[tuple[int, str]] = field(default_factory=list)
    """Where a page of a book begins among the blocks, and what it is called."""
    whole_page: bool = False
    _buffer: list[str] = field(default_factory=list)
    _parents: list[HtmlElement] = field(default_factory=list)
    _prefix: str = ""
    _items: int = 0
    _counts: dict[HtmlElement, int] = field(default_factory=dict)
    _kinds: list[tuple[BlockKind, int]] = field(default_factory=lambda: [(BlockKind.PARAGRAPH, 0)])

    @cached_property
    def _size(self) -> int:
        """Characters of the whole page."""
        return len(text_of(self.root))

    @property
    def pages(self) -> tuple[Page, ...]:
        """What was read, parted where the pages of a book begin."""
        starts = [(0, ""), *self.turns]
        ends = [*(at for at, _ in self.turns), len(self.blocks)]
        pages = tuple(
            page_called(name, blocks_only(self.blocks[at:end]))
            for (at, name), end in zip(starts, ends, strict=True)
        )
        return tuple(page for page in pages if page.blocks) or pages[:1]

    def visit(self, root: HtmlElement) -> None:
        """Takes in one element with all that it holds, not the text after it.

        By a loop and not by recursion: pages whose elements nobody closed nest by the thousand.
        """
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._close(element)
                if element is not root:
                    self._buffer.append(_spaced(element.tail))
            elif self._take_whole(element):
                walker.skip_subtree()
            else:
                self._open(element)
        self.flush()

    def _take_whole(self, element: HtmlElement) -> bool:
        """Takes in an element that is not walked through, if it is one."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT:
            self._buffer.append(" " if tag in _CONTROLS else "")
            return True
        if self._is_furniture(element):
            self._drop(element)
        elif "pagebreak" in f"{element.get('role')} {element.get('epub:type')}":
            self.flush()
            label = element.get("title") or element.get("aria-label") or text_of(element)
            self.turns.append((len(self.blocks), _LAST_WORD.sub("", label)))
        elif tag == "br":
            self._buffer.append("\n")
        elif tag == "table" and holds_data(element):
            self.flush()
            self._table(element)
        elif tag == "pre":
            self.flush()
            lines = spaced("".join(pieces_of(element)).splitlines())
            placed = [(0, Block(BlockKind.PARAGRAPH, line)) for line in lines]
            self.blocks.extend(block for _, block in tabbed(placed))
        else:
            return False
        return True

    def _open(self, element: HtmlElement) -> None:
        if element.tag not in _INLINE:
            self.flush()
            self._kinds.append(self._kind(element.tag))
            self._parents.append(element)
            if element.tag == "li":
                self._items += 1
                self._prefix = self._number(element)
        self._buffer.append(_spaced(element.text))

    def _number(self, item: HtmlElement) -> str:
        """The number that a browser counts for a list item; empty where a mark stands."""
        above = item.getparent()
        if above is None or above.tag != "ol" or "list-style" in (above.get("style") or ""):
            return ""
        step = 1 if above.get("reversed") is None else -1
        number = _whole(item.get("value")) or self._counts.get(above, _start(above) - step) + step
        self._counts[above] = number
        return f"{in_form(number, _FORMS.get(above.get('type'), ''))}. "

    def _close(self, element: HtmlElement) -> None:
        if self._parents and self._parents[-1] is element:
            self.flush()
            self._kinds.pop()
            self._items -= self._parents.pop().tag == "li"

    def flush(self) -> None:
        """Ends the block that is being gathered."""
        kind, level = self._kinds[-1]
        gathered = "".join(self._buffer)
        self._buffer.clear()
        if gathered.isspace() or not gathered:
            return
        lines = [tidy(line) for line in gathered.split("\n")]
        joined: list[str] = []
        for line in filter(None, lines):
            # A line break inside a sentence is only layout; elsewhere it parts what it stands in.
            if joined and (line[0].islower() or kind is BlockKind.HEADING):
                joined[-1] += f" {line}"
            else:
                joined.append(line)
        if joined:
            joined[0] = self._prefix + joined[0]
            self._prefix = ""
        for text in joined:
            self.blocks.append(Block(kind, text, level))
            if kind is BlockKind.ITEM:
                kind = BlockKind.PARAGRAPH
        if joined:
            # Only the first block of a list item is the item.
            rest = (BlockKind.PARAGRAPH, 0)
            self._kinds = [rest if outer[0] is BlockKind.ITEM else outer for outer in self._kinds]

    def leave_out(self, body: HtmlElement, main: HtmlElement) -> None:
        """Notes the text around the main part as left out."""
        keep = {main, *main.iterancestors()}
        for parent in reversed(list(main.iterancestors())):
            for child in parent:
                if child not in keep and body in child.iterancestors():
                    self._drop(child)

    def _kind(self, tag: str) -> tuple[BlockKind, int]:
        if tag in _HEADINGS:
            return BlockKind.HEADING, _HEADINGS[tag]
        if tag == "li":
            return BlockKind.ITEM, self._items
        outer = self._kinds[-1]
        return outer if tag in {"p", "div", "section", "center"} else (BlockKind.PARAGRAPH, 0)

    def _table(self, table: HtmlElement) -> None:
        for caption in table.iterchildren("caption"):
            self.blocks.append(Block(BlockKind.PARAGRAPH, tidy(text_of(caption))))
        self.blocks.extend(table_blocks(lines_of(table)))

    def _is_furniture(self, element: HtmlElement) -> bool:
        if element.tag in {"html", "body", "main", "article"} or element.tag in _HEADINGS:
            return False
        named = is_furniture(element, whole_page=self.whole_page)
        return named and len(text_of(element)) <= LARGE_SHARE * self._size

    def _drop(self, element: HtmlElement) -> None:
        if element.tag not in _SILENT and (text := tidy(text_of(element))):
            self.dropped.append(Dropped(LeftOut.WEB_FURNITURE, text))


def _start(listing: HtmlElement) -> int:
    first = 1 if listing.get("reversed") is None else len(listing.findall("li"))
    return _whole(listing.get("start")) or first


def _whole(value: str | None) -> int:
    """A number of up to four figures; 0 where it is none."""
    return int(value) if value and re.fullmatch("[0-9]{1,4}", value) else 0


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""
