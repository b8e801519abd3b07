"""Reports as CSV (RFC 4180): each table under its title, with a blank line between."""

from __future__ import annotations

import csv
import io
import re

from assistant.research.report import DocumentReport

_FORMULA = re.compile(r"[=+\-@\t\r]")


def csv_file(report: DocumentReport) -> bytes:
    """A report as CSV in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for place, table in enumerate(report.tables):
        if place:
            writer.writerow([])
        writer.writerow([_harmless(table.title)])
        for row in filter(None, (table.columns, *table.rows)):
            writer.writerow(map(_harmless, row))
    return text.getvalue().encode()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
