"""One file for each format; ``read`` finds the one for a file."""

from __future__ import annotations

from pathlib import Path

from ingest.readers.formats import Format, recognise
from ingest.readers.reading import Facts, Reading, Unreadable

__all__ = ["Facts", "Reading", "Unreadable", "read"]


def read(path: Path, data: bytes) -> Reading:
    """Reads the bytes of a document; ``path`` is only asked for its name.

    Raises:
        Unreadable: there is nothing to read in the file, or no way to read it. The message is a
            Swedish sentence without its subject, the file: it says what is wrong and what to do.
    """
    if not data:
        raise Unreadable("är tom. Kontrollera att filen har sparats eller hämtats klart.")
    reading = _read(recognise(path.name, data), data)
    if not any(page.blocks for page in reading.pages):
        raise Unreadable("innehåller ingen text. Kontrollera att rätt fil har sparats.")
    return reading


def _read(kind: Format, data: bytes) -> Reading:
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
