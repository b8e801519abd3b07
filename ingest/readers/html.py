"""Web pages: headings, lists, tables and text; menus and other furniture are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.data_files import any_of, word_list
from corpus.model import Block, BlockKind, Dropped, Page
from ingest.readers.data_tables import MOST_ROWS, TableCell, table_blocks
from ingest.readers.html_facts import facts_of
from ingest.readers.reading import FileReading, LeftOut, Unreadable, blocks_only, tidy
from ingest.readers.text import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SILENT, _INLINE, _FURNITURE_TAGS, _FURNITURE_ROLES = (
    word_list(name, __package__)
    for name in ("silent_tags", "inline_tags", "furniture_tags", "furniture_roles")
)
_FURNITURE_NAME = any_of("furniture_names", __package__, r"(?:^|[\s_-])(?:{})(?:$|[\s_-])")
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

LARGE_SHARE = 0.4
"""An element that holds more than this share of the page's text is never taken for furniture."""


def read_html(data: bytes) -> FileReading:
    """A web page as one page of blocks.

    Where the page marks its main part (``main``, ``role="main"`` or a single ``article``), that
    part is read; else all of it without navigation, header and footer. Nothing inside is judged
    by its wording: text is left out by what the page's markup calls it, and told in ``dropped``.

    Raises:
        Unreadable: the bytes are no text, or hold no element.
    """
    root = parse_html(data)
    if root is None:
        raise Unreadable("är en tom webbsida. Spara sidan på nytt från webbläsaren.")
    facts = facts_of(root)
    reader = _PageReader(len(_text(root)))
    for element in _scope(root, reader):
        reader.visit(element)
    pages = (Page(None, blocks_only(reader.blocks)),)
    return FileReading(pages, facts, dropped=tuple(reader.dropped))


def parse_html(data: bytes) -> HtmlElement | None:
    """The tree of a web page, scripts and head included; None where it holds no element.

    Raises:
        Unreadable: the bytes are no text.
    """
    return _parse(_decode(data))


def fragment(markup: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML, such as one that stands in Markdown."""
    root = _parse(markup)
    if root is None:
        return ()
    reader = _PageReader(len(_text(root)))
    reader.visit(root)
    return blocks_only(reader.blocks)


def _decode(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared.group(1).decode("ascii").lower()
        # Browsers read Latin-1 as Windows-1252, of which it is a part.
        name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name)
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            pass
    return decode(data)


def _parse(markup: str) -> HtmlElement | None:
    from lxml import etree, html

    # Without huge_tree the parser drops what is nested deeper than 256 elements, and says nothing.
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(_XML_DECLARATION.sub("", markup), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _scope(root: HtmlElement, reader: _PageReader) -> list[HtmlElement]:
    """The elements that hold the page's own text: its main part, and a heading above it."""
    body = root.find(".//body")
    if body is None:
        return [root]
    whole = len(_text(body))
    for path in (".//main", ".//*[@role='main']", ".//article"):
        parts = body.findall(path)
        if len(parts) == 1 and len(_text(parts[0])) > min(200, 0.3 * whole):
            reader.leave_out(body, parts[0])
            return [*_heading_outside(body, parts[0]), parts[0]]
    reader.furniture_tags |= {"header", "footer", "aside"}
    return [body]


def _heading_outside(body: HtmlElement, main: HtmlElement) -> list[HtmlElement]:
    """The page's heading, where it stands above its main part and outside of menus."""
    if main.find(".//h1") is not None:
        return []
    headings = [
        heading
        for heading in body.iter("h1")
        if _text(heading)
        and not any(parent.tag in _FURNITURE_TAGS for parent in heading.iterancestors())
    ]
    return headings[:1]


@dataclass
class _PageReader:
    """Goes through the elements in reading order and gathers blocks."""

    size: int
    blocks: list[Block | None] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    furniture_tags: set[str] = field(default_factory=lambda: set(_FURNITURE_TAGS))
    _buffer: list[str] = field(default_factory=list)
    _parents: list[HtmlElement] = field(default_factory=list)
    _kinds: list[tuple[BlockKind, int]] = field(default_factory=lambda: [(BlockKind.PARAGRAPH, 0)])

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
            return True
        if self._is_furniture(element):
            self._drop(element)
        elif tag == "br":
            self._buffer.append("\n")
        elif tag == "table" and _is_data_table(element):
            self.flush()
            self._table(element)
        elif tag == "pre":
            self.flush()
            self.blocks.extend(
                Block(BlockKind.PARAGRAPH, tidy(line))
                for line in "".join(_pieces(element)).splitlines()
            )
        else:
            return False
        return True

    def _open(self, element: HtmlElement) -> None:
        if element.tag not in _INLINE:
            self.flush()
            self._kinds.append(self._kind(element.tag))
            self._parents.append(element)
        self._buffer.append(_spaced(element.text))

    def _close(self, element: HtmlElement) -> None:
        if self._parents and self._parents[-1] is element:
            self.flush()
            self._kinds.pop()
            self._parents.pop()

    def flush(self) -> None:
        """Ends the block that is being gathered."""
        kind, level = self._kinds[-1]
        lines = [tidy(line) for line in "".join(self._buffer).split("\n")]
        self._buffer.clear()
        joined: list[str] = []
        for line in filter(None, lines):
            # A line break inside a sentence is only layout; elsewhere it parts what it stands in.
            if joined and (line[0].islower() or kind is BlockKind.HEADING):
                joined[-1] += f" {line}"
            else:
                joined.append(line)
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
            return BlockKind.ITEM, 0
        outer = self._kinds[-1]
        return outer if tag in {"p", "div", "section", "center"} else (BlockKind.PARAGRAPH, 0)

    def _table(self, table: HtmlElement) -> None:
        for caption in table.iterchildren("caption"):
            self.blocks.append(Block(BlockKind.PARAGRAPH, tidy(_text(caption))))
        self.blocks.extend(table_blocks([_cells(line) for line in table.iter("tr")]))

    def _is_furniture(self, element: HtmlElement) -> bool:
        if element.tag in {"html", "body", "main", "article"} or element.tag in _HEADINGS:
            return False
        style = (element.get("style") or "").replace(" ", "").lower()
        hidden = element.get("hidden") is not None or "display:none" in style
        by_name = (
            element.tag in self.furniture_tags
            or (element.get("role") or "").lower() in _FURNITURE_ROLES
            or _FURNITURE_NAME.search(f"{element.get('class', '')} {element.get('id', '')}")
        )
        return hidden or (bool(by_name) and len(_text(element)) <= LARGE_SHARE * self.size)

    def _drop(self, element: HtmlElement) -> None:
        if element.tag not in _SILENT and (text := tidy(_text(element))):
            self.dropped.append(Dropped(LeftOut.WEB_FURNITURE, text))


def _is_data_table(table: HtmlElement) -> bool:
    """Whether a table holds data; old pages use tables to lay out whole pages."""
    if table.find(".//table") is not None or (table.get("role") or "") == "presentation":
        return False
    rows = [list(line.iterchildren("td", "th")) for line in table.iter("tr")]
    lays_out = any(
        cell.find(".//h1") is not None
        or cell.find(".//h2") is not None
        or len(cell.findall(".//p")) > 3
        or len(_text(cell)) > 1500
        for cells in rows
        for cell in cells
    )
    return max(map(len, rows), default=0) >= 2 and not lays_out


def _cells(line: HtmlElement) -> list[TableCell]:
    """The cells that begin in a row; bold ones are labels as well as header cells."""
    heads = line.getparent().tag == "thead"
    return [
        TableCell(
            _text(cell),
            _span(cell, "rowspan"),
            _span(cell, "colspan"),
            label=heads or cell.tag == "th" or _is_bold(cell),
        )
        for cell in line.iterchildren("td", "th")
    ]


def _span(cell: HtmlElement, name: str) -> int:
    """How many rows or columns a cell covers; 0 is all that follow."""
    value = (cell.get(name) or "1").strip()
    count = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
    return count or MOST_ROWS


def _is_bold(cell: HtmlElement) -> bool:
    bold = "".join(_text(part) for part in cell.iter("b", "strong"))
    return bool(bold) and bold == _text(cell)


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def _text(element: HtmlElement) -> str:
    return re.sub(r"\s+", " ", "".join(_pieces(element))).strip()


def _pieces(root: HtmlElement) -> Iterator[str]:
    """All text inside an element, with spaces where a block or a line ends."""
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        silent = not isinstance(element.tag, str) or element.tag in _SILENT
        if not silent and element.tag not in _INLINE:
            yield " "
        if event == "start":
            if silent:
                walker.skip_subtree()
            else:
                yield element.text or ""
        elif element is not root:
            yield element.tail or ""
