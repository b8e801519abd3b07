"""Reports as text: CSV (RFC 4180), and Markdown with GitHub's tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from assistant.research.report import DocumentReport

_FORMULA = re.compile(r"[=+\-@\t\r]")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&])")


def csv_file(report: DocumentReport) -> bytes:
    """A report as CSV in UTF-8: each table under its title, with a blank line between."""
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


def markdown_file(report: DocumentReport) -> bytes:
    """A report as Markdown in UTF-8."""
    lines = [f"# {escape(report.title)}", "", escape(report.note)]
    for table in report.tables:
        lines += ["", f"## {escape(table.title)}", ""]
        if not table.columns:
            lines += [f"- {escape(cell)}" for row in table.rows for cell in row]
            continue
        lines += [_row(table.columns), _row(["---"] * len(table.columns), raw=True)]
        lines += map(_row, table.rows)
    return ("\n".join(lines) + "\n").encode()


def escape(text: str) -> str:
    """A text that Markdown shows as it is; line breaks as HTML's, which tables understand."""
    return _SPECIAL.sub(r"\\\1", text).replace("\r", "").replace("\n", "<br>")


def _row(cells: Iterable[str], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else escape(cell) for cell in cells) + " |"
