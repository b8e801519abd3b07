"""Reads a file in a process of its own, so that one bad file cannot stop the program.

PDF is read by a library in C++ that parses files from anywhere: a damaged or hostile one may crash
it, never end, or fill the memory. Here it takes only its own process with it.
"""

from __future__ import annotations

import sys

from ingest import own_process
from ingest.readers import read
from ingest.readers.formats import Format, recognise
from ingest.readers.reading import FileReading

COMMAND = ("-m", "ingest.readers.isolated")

TIME_LIMIT = 900.0
"""Seconds that one file may take: a scan of two or three hundred pages takes that long."""

MEMORY_LIMIT = 4_000_000_000
"""Bytes of address space that reading one file may use."""

_TOO_SLOW = "tog för lång tid att läsa. Dela upp dokumentet, eller spara en ny kopia av det."
_STOPPED = "är skadad: läsaren stannade mitt i. Öppna den i ett PDF-program och spara en ny kopia."


def read_isolated(name: str, data: bytes) -> FileReading:
    """Reads a document like ``read``, a PDF in a process of its own."""
    from pydantic import TypeAdapter

    if not data or recognise(name, data) is not Format.PDF:
        return read(name, data)
    reading = own_process.ask(
        [*COMMAND, name], data, seconds=TIME_LIMIT, too_slow=_TOO_SLOW, stopped=_STOPPED
    )
    return TypeAdapter(FileReading).validate_json(reading)


def _as_json(data: bytes) -> bytes:
    from pydantic import TypeAdapter

    return TypeAdapter(FileReading).dump_json(read(sys.argv[1], data))


if __name__ == "__main__":
    sys.exit(own_process.serve(_as_json, MEMORY_LIMIT))
