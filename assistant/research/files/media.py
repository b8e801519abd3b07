"""The kinds of file that a report can be had as, and the making of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from assistant.research.files.docx_file import docx_file
from assistant.research.files.pdf_file import pdf_file
from assistant.research.files.text_files import csv_file, markdown_file
from assistant.research.files.xlsx_file import xlsx_file
from assistant.research.report import DocumentReport, Table

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OFFICE = "application/vnd.openxmlformats-officedocument"


class Media(StrEnum):
    """The media types of the files."""

    CSV = "text/csv"
    MARKDOWN = "text/markdown"
    DOCX = f"{_OFFICE}.wordprocessingml.document"
    XLSX = f"{_OFFICE}.spreadsheetml.sheet"
    PDF = "application/pdf"

    @property
    def label(self) -> str:
        """What people call such a file."""
        named = {Media.MARKDOWN: "Markdown", Media.DOCX: "Word", Media.XLSX: "Excel"}
        return named.get(self, self.name)

    @property
    def suffix(self) -> str:
        """What the name of such a file ends in."""
        return ".md" if self is Media.MARKDOWN else f".{self.name.lower()}"


_MAKERS = {
    Media.CSV: csv_file,
    Media.MARKDOWN: markdown_file,
    Media.DOCX: docx_file,
    Media.XLSX: xlsx_file,
    Media.PDF: pdf_file,
}


OF_RESEARCH = (Media.CSV, Media.MARKDOWN, Media.DOCX, Media.XLSX)
OF_SHEETS = (Media.DOCX, Media.PDF, Media.MARKDOWN)
"""What research can be had as, and what session sheets can."""


def file_of(report: DocumentReport, media: Media) -> bytes:
    """A report as a file; the same bytes for the same report."""
    return _MAKERS[media](_writable(report))


def _writable(report: DocumentReport) -> DocumentReport:
    """A report without characters that XML 1.0 cannot hold (section 2.2), and so no Office file."""

    def clean(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(_NO_XML.sub("", text) for text in texts)

    title, note = clean([report.title, report.note])
    tables = tuple(
        Table(clean([table.title])[0], clean(table.columns), tuple(map(clean, table.rows)))
        for table in report.tables
    )
    return replace(report, title=title, note=note, tables=tables)
