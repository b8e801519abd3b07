"""Reads a file in a process of its own, so that one bad file cannot stop the program.

Libraries in C++ and Rust parse files from anywhere: a damaged or hostile one may crash them, never
end, or fill the memory. What is large would keep a server from answering while it is read. Here it
takes only its own process with it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from corpus.courses import Education, Occasion
from ingest import own_process
from ingest.document_text import DocumentOrder, Explanation, explained
from ingest.readers.formats import BROKEN_ZIP, ZIP_MARKS, Format, recognise, unpacked_size
from ingest.readers.reading import Unreadable
from ingest.sheets.workbook import is_workbook

if TYPE_CHECKING:
    from pydantic import TypeAdapter

COMMAND = ("-m", "ingest.isolated")

TIME_LIMIT = 900.0
"""Seconds that a PDF or picture may take: a scan of two or three hundred pages takes that long."""

TEXT_TIME_LIMIT = 300.0
"""Seconds that any other file may take; fifty thousand rows of courses take about twenty."""

MEMORY_LIMIT = 4_000_000_000
"""Bytes of address space that reading one file may use."""

LARGE, LARGE_UNPACKED = 500_000, 5_000_000
"""Bytes of a file, and of what a zip unpacks to, that take more than a second or two to read."""

PART = 500
"""Educations and occasions that are handed over at a time."""

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

_TOO_SLOW = "tog för lång tid att läsa. Dela upp filen, eller spara en ny kopia av den."
_STOPPED = "är skadad: läsaren stannade mitt i. Öppna den i ett PDF-program och spara en ny kopia."
_STOPPED_WORKBOOK = (
    "är skadad, eller har celler långt utanför tabellen. Kopiera tabellen till en ny arbetsbok "
    "eller spara den som CSV, och läs in den."
)
_STOPPED_LARGE = "gick inte att läsa: läsaren stannade mitt i. Dela upp den i flera filer."

_Part = tuple[tuple[Education, ...], tuple[Occasion, ...]]


def explained_isolated(order: DocumentOrder, data: bytes) -> Explanation:
    """Reads a file like ``explained``: what is distrusted or large in its own process."""
    kind, workbook = _kind(order.file.name, data), is_workbook(data)
    if kind not in _APART and not workbook and not _is_large(data):
        return explained(order, data)
    stopped = _STOPPED if kind is Format.PDF else _STOPPED_LARGE
    result = own_process.ask(
        [*COMMAND, _adapters()[0].dump_json(order).decode()],
        data,
        seconds=TIME_LIMIT if kind in _APART else TEXT_TIME_LIMIT,
        too_slow=_TOO_SLOW,
        stopped=_STOPPED_WORKBOOK if workbook else stopped,
    )
    first, *parts = result.split(b"\n")
    _, whole, some = _adapters()
    explanation = whole.validate_json(first)
    if explanation.courses is None:
        return explanation
    # Part by part, so that the other threads of a server have their turns.
    pairs = [some.validate_json(part) for part in parts]
    return _with_courses(explanation, *(tuple(chain(*each)) for each in zip(*pairs, strict=True)))


def _with_courses(
    explanation: Explanation,
    educations: tuple[Education, ...] = (),
    occasions: tuple[Occasion, ...] = (),
) -> Explanation:
    courses = explanation.courses
    if courses is None:
        return explanation
    catalogue = replace(courses.catalogue, educations=educations, occasions=occasions)
    return replace(explanation, courses=replace(courses, catalogue=catalogue))


def _kind(name: str, data: bytes) -> Format | None:
    try:
        return recognise(name, data)
    except Unreadable:  # its reader tells
        return None


def _is_large(data: bytes) -> bool:
    if data.startswith(ZIP_MARKS):
        try:
            return unpacked_size(data) > LARGE_UNPACKED
        except BROKEN_ZIP:
            return False
    return len(data) > LARGE


@cache
def _adapters() -> tuple[TypeAdapter[DocumentOrder], TypeAdapter[Explanation], TypeAdapter[_Part]]:
    from pydantic import TypeAdapter

    return TypeAdapter(DocumentOrder), TypeAdapter(Explanation), TypeAdapter(_Part)


def _as_json(data: bytes) -> bytes:
    return b"\n".join(_lines(data))


def _lines(data: bytes) -> Iterator[bytes]:
    """An explanation without educations and occasions, and each part of them, a line each."""
    orders, whole, some = _adapters()
    explanation = explained(orders.validate_json(sys.argv[1]), data)
    yield whole.dump_json(_with_courses(explanation))
    if explanation.courses is not None:
        catalogue = explanation.courses.catalogue
        educations, occasions = catalogue.educations, catalogue.occasions
        for start in range(0, max(len(educations), len(occasions)), PART):
            part = slice(start, start + PART)
            yield some.dump_json((educations[part], occasions[part]))


if __name__ == "__main__":
    sys.exit(own_process.serve(_as_json, MEMORY_LIMIT))
