"""The other parts of a Word file: notes and headers, and what is drawn from parts of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from corpus.model import Block
from ingest.readers.drawn import chart_blocks, diagram_blocks
from ingest.readers.formats import Format, recognise
from ingest.readers.reading import Unreadable

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.opc.rel import _Relationship as Relation
    from lxml.etree import _Element

_DRAWN = {"diagramData": diagram_blocks, "chart": chart_blocks}


def parts(relations: Iterable[Relation], kind: str) -> Iterator[_Element]:
    """The roots of the file's parts of one kind, such as "/footnotes", that are whole."""
    for relation in relations:
        if relation.reltype.endswith(kind) and not relation.is_external:
            yield from roots(relation.target_part)


def roots(part: Part) -> Iterator[_Element]:
    """The root of a part, where it is whole."""
    from docx.oxml import parse_xml
    from lxml.etree import XMLSyntaxError

    with suppress(XMLSyntaxError):
        yield parse_xml(part.blob)


def drawn_blocks(relation: Relation) -> tuple[Block, ...]:
    """What the body shows of another part: a diagram's lines, a chart, or a whole file."""
    if relation.is_external:
        return ()
    kind = relation.reltype.rpartition("/")[2]
    if kind == "aFChunk":
        return _whole_file(relation.target_part)
    read = _DRAWN.get(kind)
    return (
        tuple(block for root in roots(relation.target_part) for block in read(root)) if read else ()
    )


def _whole_file(part: Part) -> tuple[Block, ...]:
    """A page or text that a program put into the document as it was.

    Others are left: no library in C is trusted here, and a document may hold itself.
    """
    from ingest.readers import read_alone

    with suppress(Unreadable):
        kind = recognise(str(part.partname), part.blob)
        if kind in {Format.HTML, Format.TEXT, Format.RTF, Format.MAIL}:
            pages = read_alone(kind, part.blob).pages
            return tuple(block for page in pages for block in page.blocks)
    return ()
