"""Reads a large catalogue in a process of its own, so that no file can stop the program.

A workbook is parsed by a library that may ask for more memory than there is, and a table of
millions of rows takes minutes: here either takes only its own process, and its own time, along.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from corpus.courses import Education, Occasion
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

PART = 500
"""Educations and occasions that are handed over at a time."""

_Part = tuple[tuple[Education, ...], tuple[Occasion, ...]]

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
    first, *parts = result.split(b"\n")
    whole, some = _adapters()
    reading = whole.validate_json(first)
    if reading is None:
        return None
    # Part by part, so that the other threads of a server have their turns.
    pairs = [some.validate_json(part) for part in parts]
    educations = tuple(chain.from_iterable(educations for educations, _ in pairs))
    occasions = tuple(chain.from_iterable(occasions for _, occasions in pairs))
    whole_catalogue = replace(reading.catalogue, educations=educations, occasions=occasions)
    return replace(reading, catalogue=whole_catalogue)


@cache
def _adapters() -> tuple[TypeAdapter[CatalogueReading | None], TypeAdapter[_Part]]:
    from pydantic import TypeAdapter

    return TypeAdapter(CatalogueReading | None), TypeAdapter(_Part)


def _as_json(data: bytes) -> bytes:
    """A reading as a line without educations and occasions, and a line for each part of them."""
    whole, some = _adapters()
    reading = read_catalogue(sys.argv[1], data)
    if reading is None:
        return whole.dump_json(None)
    catalogue = reading.catalogue
    educations, occasions = catalogue.educations, catalogue.occasions
    rest = replace(reading, catalogue=replace(catalogue, educations=(), occasions=()))
    starts = range(0, max(len(educations), len(occasions)), PART)
    stretches = [slice(start, start + PART) for start in starts]
    parts = (some.dump_json((educations[at], occasions[at])) for at in stretches)
    return b"\n".join((whole.dump_json(rest), *parts))


if __name__ == "__main__":
    sys.exit(own_process.serve(_as_json, MEMORY_LIMIT))
