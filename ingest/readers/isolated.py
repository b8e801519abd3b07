"""Reads a file in a process of its own, so that one bad file cannot stop the program.

PDF is read by a library in C++ that parses files from anywhere: a damaged or hostile one may crash
it, never end, or fill the memory. Here it takes only its own process with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ingest.readers import read
from ingest.readers.formats import Format, recognise
from ingest.readers.reading import Reading, Unreadable

COMMAND = ("-m", "ingest.readers.isolated")

TIME_LIMIT = 900.0
"""Seconds that one file may take: a scan of two or three hundred pages takes that long."""

MEMORY_LIMIT = 4_000_000_000
"""Bytes of address space that reading one file may use."""

_OK, _UNREADABLE = 0, 3


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

    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 (this program, with a file name as argument)
            [sys.executable, *COMMAND, name],
            input=data,
            capture_output=True,
            timeout=TIME_LIMIT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            "tog för lång tid att läsa. Dela upp dokumentet, eller spara en ny kopia av det."
        ) from error
    if done.returncode == _UNREADABLE:
        raise Unreadable(done.stdout.decode())
    if done.returncode != _OK:
        raise Unreadable(
            "är skadad: läsaren stannade mitt i. Öppna den i ett PDF-program och spara en ny kopia."
        )
    return TypeAdapter(Reading).validate_json(done.stdout)


def _main() -> int:
    """What runs in the process: bytes in, the reading as JSON out, or the reason there is none."""
    from pydantic import TypeAdapter

    _limit_memory()
    try:
        reading = read(Path(sys.argv[1]), sys.stdin.buffer.read())
    except Unreadable as error:
        sys.stdout.buffer.write(str(error).encode())
        return _UNREADABLE
    sys.stdout.buffer.write(TypeAdapter(Reading).dump_json(reading))
    return _OK


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


if __name__ == "__main__":
    sys.exit(_main())
