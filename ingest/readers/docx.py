"""Word documents: headings, lists, tables, text boxes and footnotes, in reading order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.model import Block, BlockKind, Page
from ingest.readers.data_tables import table_blocks
from ingest.readers.docx_tables import cells_of, inside, rows_of
from ingest.readers.formats import BROKEN_ZIP, unpacked_size
from ingest.readers.reading import Facts, FileReading, Unreadable, blocks_only, tidy

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.rel import _Relationship as Relation
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING_STYLE = re.compile(r"^(?:heading|rubrik|överskrift)\s*(\d)", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"^(?:title|titel|rubrik|dokumenttitel|huvudrubrik)$", re.IGNORECASE)
_LIST_STYLE = re.compile(
    r"list (?:bullet|number|paragraph)|punktlista|numrerad lista", re.IGNORECASE
)

_CONTAINERS = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "tc"))
_MARKS = {
    f"{_W}{name}": mark
    for mark, names in {" ": "tab ptab", "\n": "br cr", "-": "noBreakHyphen"}.items()
    for name in names.split()
}
_REFERENCES = {f"{_W}{name}Reference": name for name in ("footnote", "endnote")}

LONGEST_BOLD = 120
"""Characters of the longest bold line that is a heading where a document marks none."""

LARGEST = 1_000_000_000
"""Bytes that a document may unpack to; more is taken for an attack on the machine's memory."""


def read_docx(data: bytes) -> FileReading:
    """A Word document as one page without a number: Word numbers its pages when it prints.

    Raises:
        Unreadable: the file is damaged, or larger unpacked than ``LARGEST``.
    """
    document = _open(data)
    roles = {style.style_id: _style_role(style.element) for style in document.styles}
    reader = _BodyReader(roles, _notes(document))
    blocks = blocks_only(reader.body(document.element.body))
    if sum(block.kind is BlockKind.HEADING for block in blocks) < 2:
        # Written without heading styles: bold lines stand in for them.
        blocks = blocks_only(replace(reader, bold_heads=True).body(document.element.body))
    return FileReading((Page(None, blocks),), _facts(document))


def _open(data: bytes) -> Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    try:
        if unpacked_size(data) > LARGEST:
            raise Unreadable("packas upp till mer än en gigabyte. Dela upp dokumentet.")
        return docx.Document(io.BytesIO(data))
    # The last three come of parts that lack what every part has.
    except (*BROKEN_ZIP, OpcError, XMLSyntaxError, KeyError, AttributeError, TypeError) as error:
        raise Unreadable(
            "är skadad och går inte att öppna. Öppna den i Word, spara en ny kopia och läs in den."
        ) from error


@dataclass(frozen=True, slots=True)
class _Role:
    """The part that a paragraph plays."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0


def _style_role(element: _Element) -> _Role:
    """What a paragraph style says of its paragraphs: by its name, else by its outline level."""
    name_element = element.find(f"{_W}name")
    name = name_element.get(f"{_W}val", "") if name_element is not None else ""
    if match := _HEADING_STYLE.match(name):
        return _Role(BlockKind.HEADING, int(match[1]))
    if _TITLE_STYLE.match(name):
        return _Role(BlockKind.HEADING, 1)
    properties = element.find(f"{_W}pPr")
    if properties is not None and (role := _direct_role(properties)) is not None:
        return role
    return _Role(BlockKind.ITEM) if _LIST_STYLE.search(name) else _Role()


def _direct_role(properties: _Element) -> _Role | None:
    """What the properties of a paragraph itself say, or None where they leave it to its style."""
    outline = properties.find(f"{_W}outlineLvl")
    depth = outline.get(f"{_W}val", "9") if outline is not None else "9"
    if depth.isdecimal() and int(depth) < 9:
        return _Role(BlockKind.HEADING, int(depth) + 1)
    number = properties.find(f"{_W}numPr/{_W}numId")
    if number is not None and number.get(f"{_W}val") != "0":
        return _Role(BlockKind.ITEM)
    return None


@dataclass(frozen=True, slots=True)
class _BodyReader:
    """Goes through the body in reading order.

    ``roles`` are those of the styles by their id, ``notes`` the footnotes as in ``_notes``.
    """

    roles: Mapping[str, _Role]
    notes: Mapping[str, _Element]
    bold_heads: bool = False

    def body(self, container: _Element) -> Iterator[Block | None]:
        """The blocks of a body, a cell, a text box or a footnote."""
        for element in container:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag in _CONTAINERS:
                yield from self.body(element)

    def _paragraph(self, paragraph: _Element) -> Iterator[Block | None]:
        properties = paragraph.find(f"{_W}pPr")
        role = _Role()
        if properties is not None:
            style = properties.find(f"{_W}pStyle")
            if style is not None:
                role = self.roles.get(style.get(f"{_W}val", ""), role)
            if role.kind is not BlockKind.HEADING:
                role = _direct_role(properties) or role
        if self.bold_heads and role.kind is BlockKind.PARAGRAPH and _is_bold_line(paragraph):
            role = _Role(BlockKind.HEADING, 2)
        for line in _text(paragraph).split("\n"):
            yield Block(role.kind, tidy(line), role.level)
        for box in _outermost(paragraph, f"{_W}txbxContent"):
            yield from self.body(box)
        for element in _walk(paragraph):
            if element.tag in _REFERENCES:
                note = self.notes.get(_REFERENCES[element.tag] + element.get(f"{_W}id", ""))
                if note is not None:
                    yield from self.body(note)

    def _table(self, table: _Element) -> Iterator[Block | None]:
        cells = [list(inside(line, f"{_W}tc")) for line in rows_of(table)]
        nested = table.find(f".//{_W}tc//{_W}tbl") is not None
        if nested or max(map(len, cells), default=0) < 2:
            # A table of one column, or with tables inside, lays out a page: read it as text.
            for cell in (cell for line in cells for cell in line):
                yield from self.body(cell)
            return
        yield from table_blocks(cells_of(table, self._cell))

    def _cell(self, cell: _Element) -> tuple[str, bool]:
        text = " ".join(block.text for block in self.body(cell) if block is not None)
        return text, all(_is_bold_line(part) for part in cell.iter(f"{_W}p"))


def _is_bold_line(paragraph: _Element) -> bool:
    """Whether a paragraph is a short line in bold, and not the beginning of a sentence."""
    text = tidy(_text(paragraph))
    if not text or len(text) > LONGEST_BOLD or text.endswith((".", ",", ":", ";")):
        return False
    runs = [run for run in paragraph.iterchildren(f"{_W}r") if run.findtext(f"{_W}t")]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(runs) and all(
        mark is not None and mark.get(f"{_W}val", "1") not in {"0", "false"} for mark in marks
    )


def _text(paragraph: _Element) -> str:
    """A paragraph's own text; deleted text and what text boxes hold is left out."""
    return "".join(
        (element.text or "") if element.tag == f"{_W}t" else _MARKS.get(element.tag, "")
        for element in _walk(paragraph)
    )


def _walk(element: _Element) -> Iterator[_Element]:
    for child in element:
        if child.tag in {f"{_W}txbxContent", _FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr"}:
            continue
        yield child
        yield from _walk(child)


def _outermost(element: _Element, tag: str) -> Iterator[_Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != _FALLBACK:
            yield from _outermost(child, tag)


def _notes(document: Document) -> dict[str, _Element]:
    """Footnotes and endnotes by "footnote" or "endnote" and their id."""
    return {
        kind + note.get(f"{_W}id", ""): note
        for kind in ("footnote", "endnote")
        for root in _parts(document.part.rels.values(), f"/{kind}s")
        for note in root
        if note.get(f"{_W}type") is None
    }


def _parts(relations: Iterable[Relation], kind: str) -> Iterator[_Element]:
    """The roots of the file's parts of one kind, such as "/footnotes", that are whole."""
    from docx.oxml import parse_xml
    from lxml.etree import XMLSyntaxError

    for relation in relations:
        if relation.reltype.endswith(kind) and not relation.is_external:
            with suppress(XMLSyntaxError):
                yield parse_xml(relation.target_part.blob)


def _facts(document: Document) -> Facts:
    """The title, language and author that the file states; the company before the person.

    Its dates are left alone: they tell when the file was made or saved, not when the document was
    published, and often come from the template.
    """
    core = document.core_properties
    properties = _parts(document.part.package.rels.values(), "/extended-properties")
    companies = (entry for root in properties for entry in root if entry.tag.endswith("}Company"))
    company = next((entry.text for entry in companies if entry.text), "")
    return Facts(
        title=tidy(core.title or "") or None,
        language=(core.language or "").strip()[:2].lower() or None,
        author=tidy(company) or tidy(core.author or "") or None,
    )
