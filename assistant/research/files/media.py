"""The kinds of file that a report can be had as, and the making of one."""

from __future__ import annotations

from enum import StrEnum

from assistant.research.files.csv_file import csv_file
from assistant.research.files.docx_file import docx_file
from assistant.research.files.markdown_file import markdown_file
from assistant.research.files.pdf_file import pdf_file
from assistant.research.files.xlsx_file import xlsx_file
from assistant.research.report import DocumentReport

_OFFICE = "application/vnd.openxmlformats-officedocument"


class Media(StrEnum):
    """The media types of the files."""

    CSV = "text/csv"
    MARKDOWN = "text/markdown"
    DOCX = f"{_OFFICE}.wordprocessingml.document"
    XLSX = f"{_OFFICE}.spreadsheetml.sheet"
    PDF = "application/pdf"

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
    return _MAKERS[media](report)
