"""Reads a file in a process of its own, so that one bad file cannot stop the program.

PDF is read by a library in C++ that parses files from anywhere: a damaged or hostile one may crash
it, never end, or fill the memory. Here it takes only its own process with it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest import own_process
from ingest.readers import read
from ingest.readers.formats import Format, recognise
from ingest.readers.reading import Reading, Unreadable

COMMAND = ("-m", "ingest.readers.isolated")

TIME_LIMIT = 900.0
"""Seconds that one file may take: a scan of two or three hundred pages takes that long."""

MEMORY_LIMIT = 4_000_000_000
"""Bytes of address space that reading one file may use."""

_TOO_SLOW = "tog för lång tid att läsa. Dela upp dokumentet, eller spara en ny kopia av det."
_STOPPED = "är skadad: läsaren stannade mitt i. Öppna den i ett PDF-program och spara en ny kopia."


def read_safely(path: Path, data: bytes) -> Reading:
    """Reads a document like ``read``, but whatever goes wrong is told as ``Unreadable``."""
    try:
        if data and recognise(path.name, data) is Format.PDF:
            return _in_process(path.name, data)
        return read(path, data)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(
            f"är skadad eller ovanlig och går inte att läsa ({type(error).__name__}). "
            "Öppna den i det program som den gjordes i och spara en ny kopia."
        ) from error


def _in_process(name: str, data: bytes) -> Reading:
    from pydantic import TypeAdapter

    told = own_process.ask(
        [*COMMAND, name], data, seconds=TIME_LIMIT, too_slow=_TOO_SLOW, stopped=_STOPPED
    )
    return TypeAdapter(Reading).validate_json(told)


def _as_json(data: bytes) -> bytes:
    from pydantic import TypeAdapter

    return TypeAdapter(Reading).dump_json(read(Path(sys.argv[1]), data))


if __name__ == "__main__":
    sys.exit(own_process.serve(_as_json, MEMORY_LIMIT))
