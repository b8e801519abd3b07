"""Reports as PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from assistant.research.report import DocumentReport, Table

PLAIN, BOLD = "Vera", "VeraBd"
"""The fonts that come with reportlab (Bitstream Vera); embedded, so that the file shows alike."""

MARGIN, BODY = 54, 9
"""Points around the page, and of the letters."""

_GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


def pdf_file(report: DocumentReport) -> bytes:
    """A report as PDF, the first row of each table on every page, the pages numbered.

    Letters that the font lacks are shown as boxes.
    """
    for font in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(font, f"{font}.ttf"))
    size = landscape(A4) if report.is_wide else A4
    made = io.BytesIO()
    document = SimpleDocTemplate(
        made,
        pagesize=size,
        margins=MARGIN,
        title=report.title,
        lang=report.language.value,
        author="Vägvis",
        invariant=1,  # no time and no chance in the file: the same report gives the same bytes
    )
    document.build(
        list(_flowables(report, size[0] - 2 * MARGIN)), onFirstPage=_foot, onLaterPages=_foot
    )
    return made.getvalue()


def _flowables(report: DocumentReport, width: float) -> Iterator[Flowable]:
    body = ParagraphStyle("body", fontName=PLAIN, fontSize=BODY, leading=BODY * 1.35, spaceAfter=3)
    strong = ParagraphStyle("strong", body, fontName=BOLD)
    heading = ParagraphStyle("heading", strong, fontSize=12, leading=16, spaceBefore=12)
    yield Paragraph(
        _markup(report.title), ParagraphStyle("title", heading, fontSize=18, leading=24)
    )
    yield Paragraph(_markup(report.note), body)
    for table in report.tables:
        yield Paragraph(_markup(table.title), heading)
        if table.columns:
            yield _table(table, body, strong, width)
            yield Spacer(1, 6)
            continue
        item = ParagraphStyle("item", body, leftIndent=12, bulletIndent=2)
        for row in table.rows:
            yield Paragraph(_markup(" ".join(row)), item, bulletText="•")


def _table(table: Table, body: ParagraphStyle, strong: ParagraphStyle, width: float) -> LongTable:
    rows = [[Paragraph(_markup(name), strong) for name in table.columns]]
    rows += [[Paragraph(_markup(cell), body) for cell in row] for row in table.rows]
    columns = [width / len(table.columns)] * len(table.columns)
    # A cell may be longer than a page.
    grid = LongTable(rows, columns, repeatRows=1, splitInRow=1)
    grid.setStyle(_GRID)
    return grid


def _markup(text: str) -> str:
    """A text as reportlab's paragraphs take it: nothing in it is a tag."""
    return escape(text).replace("\n", "<br/>")


def _foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(PLAIN, 8)
    canvas.drawRightString(document.pagesize[0] - MARGIN, MARGIN / 2, str(canvas.getPageNumber()))
