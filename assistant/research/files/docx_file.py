"""Reports as Word documents."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.research.report import DocumentReport, Table

EPOCH = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The time that files bear, so that the same report gives the same bytes; zip knows none before."""


def docx_file(report: DocumentReport) -> bytes:
    """A report as a Word document, the first row of each table on every page.

    Where a table is wide the page lies on its side.
    """
    document = docx.Document()
    section = document.sections[0]
    if report.is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    describe(document, report.title, report.language.value)
    document.add_heading(report.title, 0)
    document.add_paragraph(report.note)
    for table in report.tables:
        document.add_heading(table.title, 1)
        if table.columns:
            _add(document, table)
            continue
        for row in table.rows:
            document.add_paragraph(" ".join(row), "List Bullet")
    return steady(document)


def describe(document: Document, title: str, language: str) -> None:
    """Sets what the file says of itself, its times to a fixed one."""
    properties = document.core_properties
    properties.title, properties.language, properties.author = title, language, "Vägvis"
    properties.created = properties.modified = EPOCH
    properties.comments = ""


def steady(document: Document) -> bytes:
    """The bytes of a document, the same for the same content: zip writes the time of each file."""
    made, result = io.BytesIO(), io.BytesIO()
    document.save(made)
    with (
        zipfile.ZipFile(made) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, EPOCH.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(entry))
    return result.getvalue()


def _add(document: Document, table: Table) -> None:
    added = document.add_table(rows=1 + len(table.rows), cols=len(table.columns))
    added.style = "Table Grid"
    for row, cells in zip(added.rows, (table.columns, *table.rows), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    head = added.rows[0]
    for cell in head.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)
