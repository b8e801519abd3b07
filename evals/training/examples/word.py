"""A source as a Word document."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from evals.training.examples import package
from evals.training.examples.markup import Heading, Items, Paragraph, Source, Table, inline

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph


def write(source: Source, path: Path) -> None:
    """Lay a source out with Word's own styles for headings, lists and tables."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.add_paragraph(source.title, style="Title")
    if source.subtitle:
        document.add_paragraph(source.subtitle, style="Subtitle")
    for part in source.parts:
        if isinstance(part, Heading):
            document.add_heading(part.text, part.level)
        elif isinstance(part, Paragraph):
            _fill(document.add_paragraph(), part.text)
        elif isinstance(part, Items):
            for item in part.items:
                style = "List Number" if part.numbered else "List Bullet"
                _fill(document.add_paragraph(style=style), item)
        elif isinstance(part, Table):
            _table(document, part)
    properties = document.core_properties
    properties.title = " – ".join(text for text in (source.title, source.subtitle) if text)
    properties.author = source.publisher
    properties.last_modified_by = source.publisher
    properties.comments = "Exempeldokument för Vägvis. Älvmarkens region finns inte på riktigt."
    properties.language = "sv-SE"
    buffer = BytesIO()
    document.save(buffer)
    package.write(path, buffer.getvalue(), source.date)


def _table(document: Document, part: Table) -> None:
    table = document.add_table(rows=0, cols=len(part.rows[0]), style="Light Grid Accent 1")
    for row in part.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _fill(cell.paragraphs[0], text)
    document.add_paragraph()


def _fill(paragraph: WordParagraph, text: str) -> None:
    for style, piece in inline(text):
        run = paragraph.add_run(piece)
        run.bold = style == "bold" or None
        run.italic = style == "italic" or None
