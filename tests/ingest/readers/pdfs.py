"""Makes small PDF files for tests."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

WIDTH, HEIGHT = A4
MARGIN = 60

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=7)
FIRST = ParagraphStyle("first", BODY, fontName="Helvetica-Bold", fontSize=18, leading=22)
SECOND = ParagraphStyle("second", BODY, fontName="Helvetica-Bold", fontSize=13, leading=16)
BOLD = ParagraphStyle("bold", BODY, fontName="Helvetica-Bold")
BULLET = ParagraphStyle("bullet", BODY, leftIndent=14, bulletIndent=0)

Painter = Callable[[Canvas, int], None]
"""Draws what stands around the text of a page, given the page's place from 1 on."""


def text(words: str, style: ParagraphStyle = BODY, bullet: str | None = None) -> Paragraph:
    """A paragraph, heading or list item."""
    return Paragraph(words, style, bulletText=bullet)


def table(rows: Sequence[Sequence[str]], widths: Sequence[float] | None = None) -> Table:
    """A ruled table."""
    made = Table([list(row) for row in rows], colWidths=widths)
    made.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    return made


def next_page() -> PageBreak:
    """What ends a page."""
    return PageBreak()


def pdf(
    story: Sequence[Flowable],
    *,
    columns: int = 1,
    around: Painter | None = None,
    title: str | None = None,
) -> bytes:
    """A PDF with a story in one or two columns."""
    buffer = io.BytesIO()
    gap = 24
    width = (WIDTH - 2 * MARGIN - (columns - 1) * gap) / columns
    frames = [
        Frame(MARGIN + place * (width + gap), MARGIN, width, HEIGHT - 2 * MARGIN, 0, 0, 0, 0)
        for place in range(columns)
    ]

    def paint(canvas: Canvas, document: BaseDocTemplate) -> None:
        if around:
            canvas.setFont("Helvetica", 8)
            around(canvas, document.page)

    template = BaseDocTemplate(buffer, pagesize=A4, title=title)
    template.addPageTemplates([PageTemplate("page", frames, onPage=paint)])
    template.build(list(story))
    return buffer.getvalue()


def drawn(*pages: Callable[[Canvas], None], rotate: int = 0, password: str | None = None) -> bytes:
    """A PDF of pages that are drawn by hand."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=password)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        if rotate:
            canvas.setPageRotation(rotate)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def at(canvas: Canvas, x: float, y: float, words: str, size: float = 10) -> None:
    """Words at a place, counted from the upper left corner of the page."""
    canvas.setFont("Helvetica", size)
    canvas.drawString(x, HEIGHT - y, words)


def scanned(*lines: str) -> bytes:
    """A PDF of one page that is a picture of some lines of text."""
    import pypdfium2

    def draw(canvas: Canvas) -> None:
        for place, line in enumerate(lines):
            at(canvas, MARGIN, 100 + 40 * place, line, size=16)

    with pypdfium2.PdfDocument(drawn(draw)) as document:
        picture = document[0].render(scale=200 / 72).to_pil()
    image = ImageReader(picture)
    return drawn(lambda canvas: canvas.drawImage(image, 0, 0, WIDTH, HEIGHT) and None)
