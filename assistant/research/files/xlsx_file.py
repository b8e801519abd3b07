"""Reports as Excel workbooks."""

from __future__ import annotations

import io
import re

import xlsxwriter

from assistant.research.files.docx_file import EPOCH
from assistant.research.report import DocumentReport, Table

LONGEST_CELL, LONGEST_NAME = 32_767, 31
"""Characters that Excel takes in a cell and in the name of a sheet."""

NARROW, WIDE = 14, 60
_SHORT = 24
"""Widths of columns in characters; one whose cells are no longer than ``_SHORT`` is narrow."""


def xlsx_file(report: DocumentReport) -> bytes:
    """A report as a workbook: a sheet a table, every cell as text."""
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": report.title, "comments": report.note, "created": EPOCH})
        for place, table in enumerate(report.tables, 1):
            name = re.sub(r"[\[\]:*?/\\']", " ", table.title)[:LONGEST_NAME].strip()
            _fill(book, book.add_worksheet(name or str(place)), table)
    return made.getvalue()


def _fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, table: Table) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for column, name in enumerate(table.columns):
        cells = [row[column] for row in table.rows]
        longest = max(map(len, cells), default=0)
        sheet.set_column(column, column, NARROW if longest <= _SHORT else WIDE)
        for row, (cell, style) in enumerate([(name, head), *((cell, body) for cell in cells)]):
            sheet.write_string(row, column, cell[:LONGEST_CELL], style)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
