"""The body of a Word document in reading order: headings, lists, tables, text boxes and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.model import Block, BlockKind, Dropped
from ingest.readers.data_tables import Lines, TableCell, placed_blocks
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_pages import BREAK, RENDERED, PageCounter
from ingest.readers.docx_styles import ParagraphRole, Style, direct_role, list_of
from ingest.readers.docx_tables import WRAPPERS, cells_of, inside, rows_of
from ingest.readers.docx_text import DELETED, FALLBACK, ParagraphText, TextReader
from ingest.readers.docx_xml import RELATION, W, switch_of, value_of
from ingest.readers.reading import is_caption, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_BOLD = 120
"""Characters of the longest bold line that is a heading where a document marks none."""

LONGEST_INNER = 200
"""Characters of the longest table in a cell that is read as that cell's text."""

_PARTS = re.compile(rf"([{BREAK}{RENDERED}])|\n")
_PICTURES = (f"{W}drawing", f"{W}pict")
_DRAWN = {
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": f"{RELATION}dm",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": f"{RELATION}id",
}
"""What stands for another part of the file in a paragraph, and where it names the relation."""


@dataclass
class BodyReader:
    """Goes through a body once, in reading order, and counts its numbers.

    ``notes`` are footnotes and endnotes as "footnote3", ``others`` what stands in other parts of
    the file (diagrams, charts, whole files) by the relations that lead to them. With ``bold_heads``
    bold lines stand in for headings; below a heading they do in any case, where plain text follows.
    ``pages`` tells which page a block is on when it is given.
    """

    styles: Mapping[str, Style]
    numbering: Numbering
    notes: Mapping[str, _Element] = field(default_factory=dict)
    others: Mapping[str, Sequence[Block]] = field(default_factory=dict)
    bold_heads: bool = False
    pages: PageCounter = field(default_factory=PageCounter)
    left_out: list[Dropped] = field(default_factory=list)
    _waiting: list[str] = field(default_factory=list)
    _in_cell: int = 0
    _prefix: str = ""
    _below_picture: bool = False
    _level: int = 0

    def body(self, container: _Element) -> Iterator[Block | None]:
        """The blocks of a body, a cell, a text box or a note."""
        for element in container:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in WRAPPERS:
                yield from self.body(element)
            elif element.tag == f"{W}altChunk":
                yield from self.others.get(element.get(f"{RELATION}id", ""), ())
            if not self._in_cell:
                yield from self._notes()

    def _notes(self) -> Iterator[Block | None]:
        """The notes that have been referred to since they were last asked for."""
        waiting, self._waiting = self._waiting, []
        for name in waiting:
            if (note := self.notes.get(name)) is not None:
                yield from self.body(note)

    def _paragraph(self, paragraph: _Element) -> Iterator[Block | None]:
        properties = paragraph.find(f"{W}pPr")
        key = value_of(properties, "pStyle")
        style = self.styles.get(key, Style())
        line = TextReader(self.styles, self.left_out).line(paragraph, style)
        role = self._role(paragraph, style, line)
        text, self._prefix = self._prefix + line.text, ""
        pictured = next(paragraph.iter(*_PICTURES), None) is not None
        self._below_picture = pictured if tidy(text) else pictured or self._below_picture
        if properties is not None and _mark_is_deleted(properties):
            # Without its mark the paragraph goes on in the next one.
            self._prefix = text
            text = ""
        if role.contents:
            yield Block(BlockKind.CONTENTS, tidy(text))
            return
        if self.pages.is_filled and switch_of(properties, "pageBreakBefore"):
            text = f"{BREAK}{text}"
        if tidy(text) and (number := self._number(properties, style, key)):
            own = text.lstrip(BREAK + RENDERED)
            text = f"{text[: len(text) - len(own)]}{number} {own}"
        for part in _PARTS.split(text):
            if part in (BREAK, RENDERED):
                self._turn(part)
            elif words := "\t".join(filter(None, map(tidy, (part or "").split("\t")))):
                self.pages.fill()
                yield Block(role.kind, words, role.level)
        for box in _outermost(paragraph, f"{W}txbxContent"):
            yield from self.body(box)
        for drawn in paragraph.iter(*_DRAWN):
            yield from self.others.get(drawn.get(_DRAWN[drawn.tag], ""), ())
        self._waiting.extend(line.notes)
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self.pages.end_section()

    def _turn(self, mark: str) -> None:
        """Begins a page, but in a cell: those of a row stand side by side."""
        if not self._in_cell:
            self.pages.turn(mark)

    def _row_page(self, row: _Element) -> int:
        """The page that a row of a table begins on."""
        if next(row.iter(f"{W}lastRenderedPageBreak"), None) is not None:
            self.pages.turn(RENDERED)
        self.pages.fill()
        return self.pages.page

    def _role(self, paragraph: _Element, style: Style, line: ParagraphText) -> ParagraphRole:
        role, properties = style.role, paragraph.find(f"{W}pPr")
        if properties is not None and role.kind is not BlockKind.HEADING and not role.contents:
            role = direct_role(properties) or role
        bold = line.bold and _may_be_heading(line.text) and not self._below_picture
        plain = role.kind is not BlockKind.HEADING and role.level == 0 and not role.contents
        if self.bold_heads and plain and bold:
            return ParagraphRole(BlockKind.HEADING, 2)
        if self._level and plain and bold and not self._in_cell and self._is_above_text(paragraph):
            return ParagraphRole(BlockKind.HEADING, self._level + 1)
        if role.kind is BlockKind.HEADING:
            self._level = role.level
        return role

    def _style(self, paragraph: _Element) -> Style:
        return self.styles.get(value_of(paragraph.find(f"{W}pPr"), "pStyle"), Style())

    def _is_above_text(self, paragraph: _Element) -> bool:
        """Whether a table or a paragraph that is not bold follows."""
        if (following := paragraph.getnext()) is None or following.tag != f"{W}p":
            return following is not None and following.tag == f"{W}tbl"
        style = self._style(following)
        line = TextReader(self.styles, []).line(following, style)
        return bool(tidy(line.text)) and not line.bold and style.role.kind is not BlockKind.HEADING

    def _number(self, properties: _Element | None, style: Style, key: str) -> str:
        """The number that Word counts for a paragraph; empty where it counts none."""
        number, level = list_of(properties) or style.number or ("0", None)
        if level is None:
            level = self.numbering.level_of(number, key)
        return self.numbering.next(number, level)

    def _table(self, table: _Element) -> Iterator[Block | None]:
        if self._lays_out(table):
            for line in rows_of(table):
                for cell in inside(line, f"{W}tc"):
                    yield from self.body(cell)
            return
        cells = self._cells(table)
        last = self.pages.page
        for self.pages.page, block in placed_blocks(cells):
            yield block
        self.pages.page = last

    def _lays_out(self, table: _Element) -> bool:
        """Whether a table lays out a page: of one column, or with tables or headings inside.

        A short table in a cell is that cell's text.
        """
        widest = max((len(list(inside(row, f"{W}tc"))) for row in rows_of(table)), default=0)
        inner = table.iterfind(f".//{W}tc//{W}tbl")
        if widest < 2 or any(_length(one) > LONGEST_INNER for one in inner):
            return True
        styles = map(self._style, table.iter(f"{W}p"))
        return any(style.role.kind is BlockKind.HEADING for style in styles)

    def _names_first(self, table: _Element) -> bool:
        """Whether the table's style sets its first row apart in bold."""
        properties = table.find(f"{W}tblPr")
        look = properties.find(f"{W}tblLook") if properties is not None else None
        if look is None:
            return False
        shown = look.get(f"{W}firstRow")
        value = look.get(f"{W}val", "0")
        first = shown in {"1", "true"} if shown else bool(_hexadecimal(value) & 0x20)
        return first and self.styles.get(value_of(properties, "tblStyle"), Style()).bold_first_row

    def _cells(self, table: _Element) -> Lines:
        names = self._names_first(table)
        return cells_of(table, self._cell, self._row_page, names_first=names)

    def _cell(self, cell: _Element) -> TableCell:
        """What stands in a cell; a label where all of it is bold."""
        self._in_cell += 1
        parts = [*inside(cell, f"{W}p"), *inside(cell, f"{W}tbl")]
        tables = [part for part in parts if part.tag == f"{W}tbl"]
        if len(tables) == 1 and sum(map(_length, parts)) == _length(tables[0]):
            inner = tuple(map(tuple, self._cells(tables[0])))
            text = " ".join(one.text for line in inner for one in line)
        else:
            inner = ()
            text = " ".join(block.text for block in self.body(cell) if block is not None)
        self._in_cell -= 1
        reader = TextReader(self.styles)
        lines = (reader.line(part, self._style(part)) for part in inside(cell, f"{W}p"))
        bold = all(line.bold for line in lines if line.text.strip()) and bool(text) and not inner
        return TableCell(text, label=bold, inner=inner)


def _length(table: _Element) -> int:
    return sum(len(text.text or "") for text in table.iter(f"{W}t"))


def _mark_is_deleted(properties: _Element) -> bool:
    mark = properties.find(f"{W}rPr")
    return mark is not None and any(child.tag in DELETED for child in mark)


def _may_be_heading(text: str) -> bool:
    """Whether a line is short, and not the beginning of a sentence."""
    line = tidy(text)
    is_text = line.endswith((".", ",", ":", ";")) or is_caption(line)
    return bool(line) and len(line) <= LONGEST_BOLD and not is_text


def _outermost(element: _Element, tag: str) -> Iterator[_Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != FALLBACK and child.tag not in DELETED:
            yield from _outermost(child, tag)


def _hexadecimal(value: str) -> int:
    try:
        return int(value, 16)
    except ValueError:
        return 0
