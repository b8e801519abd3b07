"""OpenDocument texts and presentations (ODT, ODP), read from their XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.model import Block, BlockKind, Dropped, Page
from ingest.readers.data_tables import MOST_COLUMNS, TableCell, table_blocks
from ingest.readers.formats import parse_xml, told_damaged, unpacked
from ingest.readers.picture import picture_notes
from ingest.readers.raised import set_in
from ingest.readers.reading import (
    Facts,
    FileReading,
    LeftOut,
    blocks_only,
    file_facts,
    line_block,
    tidy,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _DRAW, _OFFICE, _STYLE, _SHOW, _META = (
    _NAMESPACE % name
    for name in ("text", "table", "drawing", "office", "style", "presentation", "meta")
)
_DC = "{http://purl.org/dc/elements/1.1/}"

_BREAKS = {f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}
_UNSEEN = frozenset(
    [
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_TEXT}hidden-text",
        f"{_TEXT}hidden-paragraph",
        f"{_TEXT}tracked-changes",
        f"{_TEXT}sequence-decls",
    ]
)
_REASONS = {
    f"{_OFFICE}annotation": LeftOut.COMMENT,
    f"{_TEXT}hidden-text": LeftOut.HIDDEN,
    f"{_TEXT}hidden-paragraph": LeftOut.HIDDEN,
    f"{_TEXT}section": LeftOut.HIDDEN,
    f"{_TEXT}tracked-changes": LeftOut.DELETED,
}
_NOT_SHOWN = {"hidden": LeftOut.HIDDEN, "struck": LeftOut.DELETED}
_LONGEST_CHAIN = 10
"""Styles that a style is based on, one on the other."""

_HEADERS = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")


def read_opendocument(data: bytes) -> FileReading:
    """A text as one page without a number, a presentation as one page a slide.

    Headers and footers, comments, deletions and hidden text are told in ``dropped``.

    Raises:
        Unreadable: the file is damaged, or unpacks to more than a gigabyte.
    """
    advice = "Öppna den i LibreOffice och spara en ny kopia."
    with told_damaged(advice), unpacked(data) as archive:
        parts = {
            name: parse_xml(archive.read(f"{name}.xml"))
            for name in ("content", "styles", "meta")
            if f"{name}.xml" in archive.namelist()
        }
        body = parts["content"].find(f".//{_OFFICE}body")
    looks = _looks(parts.values())
    reader = _OpenDocumentReader(looks)
    slides = list(body.iter(f"{_DRAW}page")) if body is not None else []
    if slides:
        pages = tuple(
            Page(None, blocks_only(reader.blocks(slide)), sheet=number)
            for number, slide in enumerate(slides, start=1)
            if looks.get(slide.get(f"{_DRAW}style-name", "")) != "hidden"
        )
    else:
        content = blocks_only(reader.blocks(body)) if body is not None else ()
        pages = (Page(None, content),)
    headers = _headers(parts["styles"], looks) if "styles" in parts else ()
    dropped = (*headers, *dict.fromkeys(reader.left_out))
    notes = picture_notes(data, "Pictures/")
    return FileReading(pages, _facts(parts.get("meta")), dropped=dropped, notes=notes)


@dataclass
class _OpenDocumentReader:
    """Goes through a body in reading order.

    ``looks`` has "hidden", "struck", "super", "sub" or "plain" by the style that makes text so.
    """

    looks: Mapping[str, str]
    left_out: list[Dropped] = field(default_factory=list)
    _notes: list[_Element] = field(default_factory=list)
    _boxes: list[_Element] = field(default_factory=list)

    def blocks(self, container: _Element) -> Iterator[Block | None]:
        """The blocks of a body, a list, a text box, a slide or a note."""
        for element in container:
            if element.tag in _UNSEEN or element.get(f"{_TEXT}display") == "none":
                self._leave_out(element)
            elif element.tag == f"{_TEXT}table-of-content":
                for part in element.iter(f"{_TEXT}p"):
                    yield Block(BlockKind.CONTENTS, tidy(self._text(part)))
            elif element.tag == f"{_TEXT}h":
                level = element.get(f"{_TEXT}outline-level", "1")
                yield from self._paragraph(
                    element, BlockKind.HEADING, int(level) if level.isdecimal() else 1
                )
            elif element.tag == f"{_TEXT}p":
                yield from self._paragraph(element, BlockKind.PARAGRAPH, 0)
            elif element.tag == f"{_TEXT}list-item":
                yield from self._item(element)
            elif element.tag == f"{_TABLE}table":
                yield from table_blocks(self._cells(element))
                yield from self._waiting()
            elif element.get(f"{_SHOW}class") == "title":
                words = " ".join(self._text(part) for part in element.iter(f"{_TEXT}p"))
                yield Block(BlockKind.HEADING, tidy(words), 1)
            elif element.get(f"{_SHOW}class") in {"page-number", "date-time", "footer", "header"}:
                continue
            elif isinstance(element.tag, str):
                yield from self.blocks(element)

    def _paragraph(self, element: _Element, kind: BlockKind, level: int) -> Iterator[Block | None]:
        for line in self._text(element).split("\n"):
            yield Block(kind, tidy(line), level) if level else line_block(tidy(line))
        yield from self._waiting()

    def _waiting(self) -> Iterator[Block | None]:
        """The text boxes and notes that stand in what was read last."""
        waiting = [*self._boxes, *self._notes]
        self._boxes.clear()
        self._notes.clear()
        for element in waiting:
            yield from self.blocks(element)

    def _item(self, item: _Element) -> Iterator[Block | None]:
        """A list item: its first paragraph is the item, what else it holds follows."""
        first = True
        for block in self.blocks(item):
            if first and block is not None and block.kind is BlockKind.PARAGRAPH:
                yield Block(BlockKind.ITEM, block.text)
                first = False
            elif block is not None and block.kind is BlockKind.ITEM:
                yield replace(block, level=block.level + 1)
            else:
                yield block

    def _cells(self, table: _Element) -> list[list[TableCell]]:
        rows = []
        for line in table.iter(f"{_TABLE}table-row"):
            heads = line.getparent().tag == f"{_TABLE}table-header-rows"
            cells = []
            for cell in line.iterchildren(f"{_TABLE}table-cell"):
                text = " ".join(self._text(part) for part in cell.iter(f"{_TEXT}p", f"{_TEXT}h"))
                one = TableCell(
                    text,
                    _number(cell, "number-rows-spanned"),
                    _number(cell, "number-columns-spanned"),
                    label=heads,
                )
                cells += [one] * min(_number(cell, "number-columns-repeated"), MOST_COLUMNS)
            rows.append(cells)
        return rows

    def _text(self, element: _Element, around: str = "") -> str:
        """The text of a paragraph; marks, hidden text and what stands in boxes are set apart.

        ``around`` is the look of what it stands in.
        """
        own = self.looks.get(element.get(f"{_TEXT}style-name", ""), "")
        look = own if own in {*_NOT_SHOWN, "plain"} else around
        text = self._visible(element.text, look)
        for child in element:
            if child.tag in _UNSEEN:
                self._leave_out(child)
            elif child.tag == f"{_TEXT}note":
                self._notes.extend(child.iterchildren(f"{_TEXT}note-body"))
            elif child.tag in {f"{_DRAW}frame", f"{_DRAW}custom-shape"}:
                self._boxes.append(child)
            elif child.tag == f"{_TEXT}ruby":
                text += "".join(part.text or "" for part in child.iter(f"{_TEXT}ruby-base"))
            elif isinstance(child.tag, str):
                words = _BREAKS.get(child.tag) or self._text(child, look)
                text += set_in(text, words, self.looks.get(child.get(f"{_TEXT}style-name", "")))
            text += self._visible(child.tail, look)
        return text

    def _visible(self, words: str | None, look: str) -> str:
        """Words, or none where their look tells that they are hidden or no longer hold."""
        if words and look in _NOT_SHOWN:
            self.left_out.append(Dropped(_NOT_SHOWN[look], tidy(words)))
            return ""
        return words or ""

    def _leave_out(self, element: _Element) -> None:
        words = tidy(" ".join("".join(part.itertext()) for part in element.iter(f"{_TEXT}p")))
        words = words or tidy("".join(element.itertext()))
        if words and element.tag in _REASONS:
            self.left_out.append(Dropped(_REASONS[element.tag], words))


def _looks(roots: Iterable[_Element]) -> dict[str, str]:
    """The styles that hide their text, strike it out, raise or lower it, or end that ("plain").

    What a style does not tell, the one that it is based on does.
    """
    styles = {
        _key_of(style, "name"): style for root in roots for style in root.iter(f"{_STYLE}style")
    }
    looks = {}
    for family, name in styles:
        own, look = (family, name), ""
        for _ in range(_LONGEST_CHAIN):
            if own in styles and not look:
                look, own = _look(styles[own]), _key_of(styles[own], "parent-style-name")
        if look:
            looks[name] = look
    return looks


def _look(style: _Element) -> str:
    """What a style itself says of how its text is shown; "" where it says nothing."""
    for properties in style:
        place = properties.get(f"{_STYLE}text-position", "")
        struck = properties.get(f"{_STYLE}text-line-through-style")
        hides = properties.get(f"{_TEXT}display") == "none"
        if hides or properties.get(f"{_SHOW}visibility") == "hidden":
            return "hidden"
        if struck not in (None, "none"):
            return "struck"
        if place[:1].isdigit() and not place.startswith("0%"):
            return "super"
        if place.startswith(("super", "sub", "-")):
            return "super" if place.startswith("super") else "sub"
        if struck or place:
            return "plain"
    return ""


def _key_of(style: _Element, name: str) -> tuple[str, str]:
    return style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}{name}", "")


def _headers(styles: _Element, looks: Mapping[str, str]) -> tuple[Dropped, ...]:
    lines: dict[str, None] = {}
    for name in _HEADERS:
        for element in styles.iter(f"{_STYLE}{name}"):
            for block in blocks_only(_OpenDocumentReader(looks).blocks(element)):
                lines.setdefault(block.text)
    return tuple(Dropped(LeftOut.HEADER, line) for line in lines)


def _facts(meta: _Element | None) -> Facts:
    if meta is None:
        return Facts()
    tags = f"{_DC}title", f"{_DC}language", f"{_META}initial-creator", f"{_DC}creator"
    title, language, first, last = (meta.findtext(f".//{tag}") for tag in tags)
    return file_facts(title, language=language, author=first or last)


def _number(element: _Element, name: str) -> int:
    value = element.get(f"{_TABLE}{name}", "1")
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 7 else 1
