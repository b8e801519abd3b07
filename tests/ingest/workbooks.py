"""Workbooks as people make them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def book(
    rows: Sequence[Sequence[object]], change: Callable[[Worksheet], None] | None = None
) -> bytes:
    """A workbook of one sheet, changed by hand before it is saved."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
