"""PowerPoint presentations: slides as pages, with their tables and speaker's notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.model import Block, BlockKind, Dropped, Page
from ingest.readers.data_tables import TableCell, table_blocks
from ingest.readers.drawn import chart_blocks, chart_notes, diagram_blocks
from ingest.readers.formats import office_file, told_damaged
from ingest.readers.picture import picture_notes
from ingest.readers.pptx_cards import Card, cards, is_hidden, is_line, paragraph_text, words
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
    from pptx.presentation import Presentation
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide
    from pptx.table import Table
    from pptx.text.text import TextFrame

NOTES = "Anteckningar"
"""What PowerPoint calls the speaker's notes beneath a slide."""

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
        dropped += _without_struck(slide, number)
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
    from pptx.exc import PythonPptxError

    advice = "Öppna den i PowerPoint och spara en ny kopia."
    with told_damaged(advice, PythonPptxError, AttributeError):
        return pptx.Presentation(office_file(data))


def _slide(
    slide: Slide, size: tuple[int, int], dropped: list[Dropped], charts: list[tuple[Block, ...]]
) -> Iterator[Block | None]:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.graphfrm import GraphicFrame

    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        yield Block(BlockKind.HEADING, words((title,)), 1)
    for card, is_beside in _leaves(slide, size):
        shape = card[0]
        if title is not None and shape.shape_id == title.shape_id:
            continue
        hidden = is_beside or is_hidden(shape)
        if hidden or _is_foot(shape):
            dropped.append(Dropped(LeftOut.HIDDEN if hidden else LeftOut.HEADER, words(card)))
        elif is_line(card):
            yield line_block(words(card))
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


def _without_struck(slide: Slide, number: int) -> Iterator[Dropped]:
    """Takes out what is struck out: it no longer holds."""
    for run in list(slide._element.iter(f"{_A}r")):
        properties = run.find(f"{_A}rPr")
        if properties is not None and properties.get("strike", "noStrike") != "noStrike":
            yield Dropped(LeftOut.DELETED, tidy(run.findtext(f"{_A}t") or ""), number)
            run.getparent().remove(run)


def _leaves(slide: Slide, size: tuple[int, int]) -> Iterator[tuple[Card, bool]]:
    """All cards from top to bottom, and whether nobody sees them, beside the slide."""
    shown: list[BaseShape] = []
    beside: list[BaseShape] = []
    for shape in slide.shapes:
        (beside if _is_beside(shape, size) else shown).append(shape)
    for shapes in (shown, beside):
        yield from ((card, shapes is beside) for card in cards(shapes))


def _is_beside(shape: BaseShape, size: tuple[int, int]) -> bool:
    width, height = size
    left, top = shape.left or 0, shape.top or 0
    right, bottom = left + (shape.width or 1), top + (shape.height or 1)
    return left >= width or top >= height or right <= 0 or bottom <= 0


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
        for text in paragraph_text(part).split("\n"):
            item = listed and len(paragraphs) > 1 and part._p.find(f"{_A}pPr/{_A}buNone") is None
            yield Block(BlockKind.ITEM, tidy(text), part.level) if item else line_block(tidy(text))


def _cells(table: Table) -> list[list[TableCell]]:
    """The cells of a table; the first row is marked where the table sets it apart."""
    return [
        [
            TableCell(
                " ".join(paragraph_text(part) for part in cell.text_frame.paragraphs),
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
    return file_facts(core.title, language=core.language, author=core.author)
