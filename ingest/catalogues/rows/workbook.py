"""Workbooks of Excel and LibreOffice: the sheets as tables, read in a process of its own.

A workbook is parsed by a library in Rust that makes a full table of what a sheet holds: one stray
cell in the last column of the last row asks for more memory than there is, and ends the process.
So it is a process of its own, with a limit to its memory and its time.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from ingest import own_process
from ingest.catalogues.rows.grid import Grid, GridRow, number_rows
from ingest.readers import formats
from ingest.readers.reading import Unreadable

COMMAND = ("-m", "ingest.catalogues.rows.workbook")

LARGEST = 1_000_000_000
"""Bytes that a workbook may unpack to; more is taken for an attack on the machine's memory."""

MEMORY_LIMIT = 2_000_000_000
"""Bytes of address space that reading one workbook may use."""

TIME_LIMIT = 120.0
"""Seconds that one workbook may take; fifty thousand rows take two."""

# The names of the stream that holds a workbook, as they stand in the file's directory.
_OLE_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"

_ERRORS = frozenset("#DIV/0! #N/A #NAME? #NULL! #NUM! #REF! #VALUE! #GETTING_DATA".split())

_DAMAGED = (
    "är skadad och går inte att öppna. Öppna den i Excel eller LibreOffice, spara en ny kopia "
    "och läs in den."
)
_TOO_WIDE = (
    "är skadad, eller har celler långt utanför tabellen. Kopiera tabellen till en ny arbetsbok "
    "eller spara den som CSV, och läs in den."
)
_TOO_SLOW = "tog för lång tid att läsa. Dela upp arbetsboken, eller spara den som CSV."
_TOO_LARGE = "packas upp till mer än en gigabyte. Dela upp arbetsboken, eller spara den som CSV."

_Cell = int | float | str | bool | time | date | datetime | timedelta


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook (.xlsx, .xlsm, .xlsb, .ods, .xls), by its content."""
    if data.startswith(formats.OLE_MARK):
        return any(stream in data for stream in (*_OLE_STREAMS, formats.OLE_ENCRYPTED))
    if not data.startswith(formats.ZIP_MARKS):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except formats.BROKEN_ZIP:
        return False
    return bool(names & formats.WORKBOOK_PARTS) or kind.startswith(_OPEN_DOCUMENT)


def read_workbook(data: bytes) -> tuple[Grid, ...]:
    """Every sheet that holds anything, in the order of the workbook.

    Raises:
        Unreadable: the workbook is protected, damaged or far too large.
    """
    if data.startswith(formats.OLE_MARK) and formats.OLE_ENCRYPTED in data:
        raise Unreadable(formats.PROTECTED)
    try:
        too_large = data.startswith(formats.ZIP_MARKS) and formats.unpacked_size(data) > LARGEST
    except formats.BROKEN_ZIP as error:
        raise Unreadable(_DAMAGED) from error
    if too_large:
        raise Unreadable(_TOO_LARGE)
    sheets: list[tuple[str, list[tuple[int, list[str]]]]] = json.loads(
        own_process.ask(COMMAND, data, seconds=TIME_LIMIT, too_slow=_TOO_SLOW, stopped=_TOO_WIDE)
    )
    return tuple(
        Grid(tuple(GridRow(number, tuple(cells)) for number, cells in rows), name)
        for name, rows in sheets
        if rows
    )


def _as_json(data: bytes) -> bytes:
    return json.dumps(list(_sheets(data))).encode()


def _sheets(data: bytes) -> Iterator[tuple[str, list[tuple[int, tuple[str, ...]]]]]:
    from python_calamine import (
        CalamineError,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    try:
        with load_workbook(io.BytesIO(data)) as workbook:
            for sheet in workbook.sheets_metadata:
                hidden = sheet.visible is not SheetVisibleEnum.Visible
                if hidden or sheet.typ is not SheetTypeEnum.WorkSheet:
                    continue
                rows = workbook.get_sheet_by_name(sheet.name).iter_rows()
                texts = ((_text(cell) for cell in row) for row in rows)
                yield sheet.name, [(row.number, row.cells) for row in number_rows(texts)]
    except PasswordError as error:
        raise Unreadable(formats.PROTECTED) from error
    except CalamineError as error:
        raise Unreadable(_DAMAGED) from error


def _text(cell: _Cell) -> str:
    """A cell as a person reads it: whole numbers without decimals, days as YYYY-MM-DD."""
    if isinstance(cell, str):
        return "" if cell in _ERRORS else cell
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


if __name__ == "__main__":
    sys.exit(own_process.serve(_as_json, MEMORY_LIMIT))
