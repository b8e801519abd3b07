"""One module for each format, with the format's name; ``read`` finds the one for a file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ingest.readers.attachments import with_attached
from ingest.readers.formats import Format, recognise
from ingest.readers.reading import Facts, FileReading, Unreadable

__all__ = ["Facts", "FileReading", "Unreadable", "read", "read_alone"]


LARGEST_TEXT = 30_000_000
"""Bytes of the largest text, Markdown or web page; they take many times their size in memory."""

_OLD = {Format.OLD_WORD: Format.DOCX, Format.OLD_POWERPOINT: Format.PPTX}
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
    reading = with_attached(read_alone(kind, data), read)
    if not any(page.blocks for page in reading.pages):
        raise Unreadable("innehåller ingen text. Kontrollera att rätt fil har sparats.")
    return reading


def read_alone(kind: Format, data: bytes) -> FileReading:
    """Reads a file of a known format, without the files inside it; raises as ``read`` does."""
    if kind is Format.FEED:
        raise Unreadable("är en datafil utan kurser. Läsbara är kurskataloger i EMIL 2 och 3.")
    if kind in _OLD:
        from ingest.readers.libreoffice import converted

        newer = _OLD[kind]
        return read_alone(newer, converted(data, kind.value, newer.value))
    if kind is Format.OUTLOOK:
        from ingest.readers.mail import read_outlook

        return read_outlook(data)
    # Each reader is imported where it is used: some draw in large libraries.
    module = import_module(f"{__name__}.{kind.value}")
    reader: Callable[[bytes], FileReading] = getattr(module, f"read_{kind.value}")
    return reader(data)
