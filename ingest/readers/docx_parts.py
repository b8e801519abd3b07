"""The other parts of a Word file: notes and headers, and what is drawn from parts of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from corpus.model import Block
from ingest.readers.drawn import chart_blocks, diagram_blocks

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
    """What the body shows of another part: a diagram's lines, or a chart."""
    read = _DRAWN.get(relation.reltype.rpartition("/")[2])
    if read is None or relation.is_external:
        return ()
    return tuple(block for root in roots(relation.target_part) for block in read(root))
