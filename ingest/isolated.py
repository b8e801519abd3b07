"""Reads a file in a process of its own, so that one bad file cannot stop the program.

PDF is read by a library in C++ that parses files from anywhere: a damaged or hostile one may crash
it, never end, or fill the memory. What is large would keep a server from answering while it is
read. Here it takes only its own process with it.
"""

from __future__ import annotations

import sys

from ingest import own_process
from ingest.document_text import DocumentOrder, DocumentText, document_text
from ingest.readers.formats import BROKEN_ZIP, ZIP_MARKS, Format, recognise, unpacked_size
from ingest.sheets.workbook import is_workbook

COMMAND = ("-m", "ingest.isolated")

TIME_LIMIT = 900.0
"""Seconds that a PDF or picture may take: a scan of two or three hundred pages takes that long."""

TEXT_TIME_LIMIT = 180.0
"""Seconds that any other file may take."""

MEMORY_LIMIT = 4_000_000_000
"""Bytes of address space that reading one file may use."""

LARGE, LARGE_UNPACKED = 500_000, 5_000_000
"""Bytes of a file, and of what a zip unpacks to, that take more than a second or two to read."""

_APART = frozenset(
    [
        Format.PDF,
        Format.PICTURE,
        Format.MAIL,
        Format.OUTLOOK,
        Format.OLD_WORD,
        Format.OLD_POWERPOINT,
    ]
)
"""What libraries in C or another program read, and mail, whose attachments may be any of it."""

_TOO_SLOW = "tog för lång tid att läsa. Dela upp dokumentet, eller spara en ny kopia av det."
_STOPPED = "är skadad: läsaren stannade mitt i. Öppna den i ett PDF-program och spara en ny kopia."
_STOPPED_LARGE = "gick inte att läsa: läsaren stannade mitt i. Dela upp dokumentet i flera filer."


def document_text_isolated(order: DocumentOrder, data: bytes) -> DocumentText:
    """Reads a document like ``document_text``: what is distrusted or large in its own process."""
    from pydantic import TypeAdapter

    kind = recognise(order.file.name, data) if data else Format.TEXT
    if kind not in _APART and not is_workbook(data) and not _is_large(data):
        return document_text(order, data)
    stated = TypeAdapter(DocumentOrder).dump_json(order).decode()
    text = own_process.ask(
        [*COMMAND, stated],
        data,
        seconds=TIME_LIMIT if kind in _APART else TEXT_TIME_LIMIT,
        too_slow=_TOO_SLOW,
        stopped=_STOPPED if kind is Format.PDF else _STOPPED_LARGE,
    )
    return TypeAdapter(DocumentText).validate_json(text)


def _is_large(data: bytes) -> bool:
    if data.startswith(ZIP_MARKS):
        try:
            return unpacked_size(data) > LARGE_UNPACKED
        except BROKEN_ZIP:
            return False
    return len(data) > LARGE


def _as_json(data: bytes) -> bytes:
    from pydantic import TypeAdapter

    order = TypeAdapter(DocumentOrder).validate_json(sys.argv[1])
    return TypeAdapter(DocumentText).dump_json(document_text(order, data))


if __name__ == "__main__":
    sys.exit(own_process.serve(_as_json, MEMORY_LIMIT))
