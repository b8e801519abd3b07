"""One file for each format; ``read`` finds the one for a file."""

from __future__ import annotations

from ingest.readers.formats import Format, recognise
from ingest.readers.reading import Facts, FileReading, Unreadable

__all__ = ["Facts", "FileReading", "Unreadable", "read"]


LARGEST_TEXT = 30_000_000
"""Bytes of the largest text, Markdown or web page; they take many times their size in memory."""

_IN_MEMORY = frozenset([Format.TEXT, Format.MARKDOWN, Format.HTML])


def read(name: str, data: bytes) -> FileReading:
    """Reads the bytes of a document; its name tells the format where they do not.

    Raises:
        Unreadable: there is nothing to read in the file, or no way to read it. The message is a
            Swedish sentence without its subject, the file: it says what is wrong and what to do.
    """
    if not data:
        raise Unreadable("är tom. Kontrollera att filen har sparats eller hämtats klart.")
    kind = recognise(name, data)
    if kind in _IN_MEMORY and len(data) > LARGEST_TEXT:
        raise Unreadable(
            f"är en textfil på mer än {LARGEST_TEXT // 1_000_000} MB. Dela upp den i flera filer."
        )
    reading = _read(kind, data)
    if not any(page.blocks for page in reading.pages):
        raise Unreadable("innehåller ingen text. Kontrollera att rätt fil har sparats.")
    return reading


def _read(kind: Format, data: bytes) -> FileReading:
    # Each reader is imported where it is used: some draw in large libraries.
    match kind:
        case Format.PDF:
            from ingest.readers.pdf import read_pdf

            return read_pdf(data)
        case Format.DOCX:
            from ingest.readers.docx import read_docx

            return read_docx(data)
        case Format.HTML:
            from ingest.readers.html import read_html

            return read_html(data)
        case Format.MARKDOWN:
            from ingest.readers.markdown import read_markdown

            return read_markdown(data)
        case Format.TEXT:
            from ingest.readers.text import read_text

            return read_text(data)
        case Format.CATALOGUE:
            raise Unreadable(
                "är en tabell eller datafil utan kurser. Läsbara är kurskataloger i EMIL, CSV och "
                "Excel."
            )
