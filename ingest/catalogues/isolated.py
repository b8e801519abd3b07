"""Reads a large catalogue in a process of its own, so that no file can stop the program.

A workbook is parsed by a library that may ask for more memory than there is, and a table of
millions of rows takes minutes: here either takes only its own process, and its own time, along.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from ingest import own_process
from ingest.catalogues.reading import CatalogueReading
from ingest.catalogues.registry import read_catalogue
from ingest.sheets.workbook import check_workbook, is_workbook

if TYPE_CHECKING:
    from pydantic import TypeAdapter

COMMAND = ("-m", "ingest.catalogues.isolated")

LARGE = 1_000_000
"""Bytes; a file of text that is smaller is read here and now, in a second at most."""

TIME_LIMIT = 300.0
"""Seconds that one catalogue may take; fifty thousand rows take about twenty."""

MEMORY_LIMIT = 4_000_000_000
"""Bytes of address space that reading one catalogue may use."""

_TOO_SLOW = "tog för lång tid att läsa. Dela upp filen i mindre delar."
_STOPPED = "är för stor för att läsas i ett stycke. Dela upp filen i mindre delar."
_STOPPED_WORKBOOK = (
    "är skadad, eller har celler långt utanför tabellen. Kopiera tabellen till en ny arbetsbok "
    "eller spara den som CSV, och läs in den."
)


def read_isolated_catalogue(name: str, data: bytes) -> CatalogueReading | None:
    """Reads a file of courses like ``read_catalogue``; None where it is another document.

    Raises:
        Unreadable: the file is a catalogue and cannot be read.
    """
    workbook = is_workbook(data)
    if workbook:
        check_workbook(data)
    elif len(data) < LARGE:
        return read_catalogue(name, data)
    result = own_process.ask(
        [*COMMAND, name],
        data,
        seconds=TIME_LIMIT,
        too_slow=_TOO_SLOW,
        stopped=_STOPPED_WORKBOOK if workbook else _STOPPED,
    )
    return _adapter().validate_json(result)


@cache
def _adapter() -> TypeAdapter[CatalogueReading | None]:
    from pydantic import TypeAdapter

    return TypeAdapter(CatalogueReading | None)


def _as_json(data: bytes) -> bytes:
    return _adapter().dump_json(read_catalogue(sys.argv[1], data))


if __name__ == "__main__":
    sys.exit(own_process.serve(_as_json, MEMORY_LIMIT))
