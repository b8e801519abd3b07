"""Reports as Markdown (GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.research.report import DocumentReport

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&])")


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
