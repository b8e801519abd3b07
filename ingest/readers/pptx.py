"""PowerPoint presentations: slides as pages, with their tables and speaker's notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.model import Block, BlockKind, Dropped, Page
from ingest.readers.data_tables import TableCell, table_blocks
from ingest.readers.drawn import chart_blocks, chart_notes, diagram_blocks
from ingest.readers.formats import BROKEN_ZIP, office_file
from ingest.readers.picture import picture_notes
from ingest.readers.raised import lowered, raised
from ingest.readers.reading import (
    Facts,
    FileReading,
    LeftOut,
    Unreadable,
    blocks_only,
    line_block,
    tidy,
)

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide
    from pptx.table import Table
    from pptx.text.text import TextFrame, _Paragraph

NOTES = "Anteckningar"
"""What PowerPoint calls the speaker's notes beneath a slide."""

LONGEST_CARD = 100
"""Characters of a group of texts that is one line: a day beneath what happens then."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read_pptx(data: bytes) -> FileReading:
    """A presentation as one page a slide; the slides are its sheets.

    Slides that are hidden, what stands beside a slide, and the lines at the foot of each (date,
    footer), are told in ``dropped``.

    Raises:
        Unreadable: the file is damaged, or unpacks to more than a gigabyte.
    """
    presentation = _open(data)
    pages: list[Page] = []
    dropped: list[Dropped] = []
    charts: list[tuple[Block, ...]] = []
    for number, slide in enumerate(presentation.slides, start=1):
        drawn: list[tuple[Block, ...]] = []
        size = presentation.slide_width or 0, presentation.slide_height or 0
        blocks = blocks_only(_slide(slide, size, dropped, drawn))
        if slide._element.get("show") in {"0", "false"}:
            text = " ".join(block.text for block in blocks)
            dropped.append(Dropped(LeftOut.HIDDEN, text, number))
            continue
        charts += drawn
        pages.append(Page(None, blocks, sheet=number))
    notes = (*chart_notes(charts), *picture_notes(data, "ppt/media/"))
    unique = tuple(dict.fromkeys(piece for piece in dropped if piece.text))
    return FileReading(tuple(pages), _facts(presentation), dropped=unique, notes=notes)


def _open(data: bytes) -> Presentation:
    import pptx
    from lxml.etree import XMLSyntaxError
    from pptx.exc import PythonPptxError

    try:
        return pptx.Presentation(office_file(data))
    except (*BROKEN_ZIP, PythonPptxError, XMLSyntaxError, KeyError, AttributeError) as error:
        raise Unreadable(
            "är skadad och går inte att öppna. Öppna den i PowerPoint och spara en ny kopia."
        ) from error


def _slide(
    slide: Slide, size: tuple[int, int], dropped: list[Dropped], charts: list[tuple[Block, ...]]
) -> Iterator[Block | None]:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.shapes.group import GroupShape

    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        words = " ".join(_text(part) for part in title.text_frame.paragraphs)
        yield Block(BlockKind.HEADING, tidy(words), 1)
    for shape, is_beside in _leaves(slide, size):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        hidden = is_beside or _is_hidden(shape)
        if hidden or _is_foot(shape):
            dropped.append(Dropped(LeftOut.HIDDEN if hidden else LeftOut.HEADER, _words(shape)))
        elif isinstance(shape, GroupShape):
            yield line_block(_words(shape))
        elif isinstance(shape, GraphicFrame) and shape.has_table:
            yield from table_blocks(_cells(shape.table))
        elif isinstance(shape, GraphicFrame) and shape.has_chart:
            charts.append(chart_blocks(shape.chart._chartSpace))
            yield from charts[-1]
        elif isinstance(shape, Shape):
            yield from _lines(shape.text_frame, listed=shape.is_placeholder)
        else:
            yield from _diagram(shape, slide)
    if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None:
        notes = list(_lines(frame, listed=False))
        yield from [Block(BlockKind.HEADING, NOTES, 2), *notes] if notes else ()


def _leaves(slide: Slide, size: tuple[int, int]) -> Iterator[tuple[BaseShape, bool]]:
    """All shapes from top to bottom, those of a group together, and whether nobody sees them."""
    width, height = size
    for shape in sorted(slide.shapes, key=_place):
        top, left = _place(shape)
        beside = left >= width or top >= height
        beside |= left + (shape.width or 1) <= 0 or top + (shape.height or 1) <= 0
        for leaf in _parts(shape):
            yield leaf, beside


def _parts(shape: BaseShape) -> Iterator[BaseShape]:
    """The shapes of a group; a group of a few short texts is one line and stays whole."""
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.group import GroupShape

    if not isinstance(shape, GroupShape):
        yield shape
        return
    parts = sorted(shape.shapes, key=_place)
    texts = all(isinstance(part, Shape) and not _is_hidden(part) for part in parts)
    if texts and len(parts) <= 3 and len(_words(shape)) <= LONGEST_CARD:
        yield shape
        return
    for part in parts:
        yield from _parts(part)


def _words(shape: BaseShape) -> str:
    """The words of a shape or of a group of shapes, on one line."""
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.group import GroupShape

    if isinstance(shape, GroupShape):
        return " ".join(filter(None, map(_words, sorted(shape.shapes, key=_place))))
    return tidy(shape.text_frame.text) if isinstance(shape, Shape) else ""


def _place(shape: BaseShape) -> tuple[int, int]:
    return shape.top or 0, shape.left or 0


def _is_hidden(shape: BaseShape) -> bool:
    names = shape._element.iter("{*}cNvPr")
    return any(name.get("hidden") in {"1", "true"} for name in names)


def _is_foot(shape: BaseShape) -> bool:
    """Whether a shape is the date, footer or number that stands on every slide."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    return shape.is_placeholder and shape.placeholder_format.type in {
        PP_PLACEHOLDER.DATE,
        PP_PLACEHOLDER.FOOTER,
        PP_PLACEHOLDER.SLIDE_NUMBER,
    }


def _lines(frame: TextFrame, *, listed: bool) -> Iterator[Block]:
    """The paragraphs of a text; in the frame of a layout several are a list."""
    paragraphs = [part for part in frame.paragraphs if part.text.strip()]
    for part in paragraphs:
        for text in _text(part).split("\n"):
            item = listed and len(paragraphs) > 1 and part._p.find(f"{_A}pPr/{_A}buNone") is None
            yield Block(BlockKind.ITEM, tidy(text)) if item else line_block(tidy(text))


def _text(paragraph: _Paragraph) -> str:
    text = ""
    for element in paragraph._p:
        words = "".join(part.text or "" for part in element.iter(f"{_A}t"))
        if element.tag == f"{_A}br":
            text += "\n"
        properties = element.find(f"{_A}rPr")
        shift = properties.get("baseline", "0") if properties is not None else "0"
        if shift.startswith("-"):
            text += lowered(text, words)
        else:
            text += words if shift.strip("0%") == "" else raised(text, words)
    return text


def _cells(table: Table) -> list[list[TableCell]]:
    """The cells of a table; the first row is marked where the table sets it apart."""
    return [
        [
            TableCell(
                " ".join(_text(part) for part in cell.text_frame.paragraphs),
                cell.span_height,
                cell.span_width,
                label=table.first_row and index == 0,
            )
            for cell in row.cells
            if not cell.is_spanned
        ]
        for index, row in enumerate(table.rows)
    ]


def _diagram(shape: BaseShape, slide: Slide) -> Iterator[Block]:
    """What the slide shows of a diagram, which is a part of its own."""
    from lxml import etree

    for reference in shape._element.iter("{*}relIds"):
        key = next((value for name, value in reference.attrib.items() if name.endswith("}dm")), "")
        if key in slide.part.rels:
            yield from diagram_blocks(etree.fromstring(slide.part.rels[key].target_part.blob))


def _facts(presentation: Presentation) -> Facts:
    core = presentation.core_properties
    return Facts(
        title=tidy(core.title or "") or None,
        language=(core.language or "").strip()[:2].lower() or None,
        author=tidy(core.author or "") or None,
    )
