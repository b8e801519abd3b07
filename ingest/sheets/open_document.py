"""How the sheets of a workbook of LibreOffice are laid out (OpenDocument 1.3 part 3, chapter 9)."""

from __future__ import annotations

import zipfile

from ingest.sheets.cell_styles import CellStyle
from ingest.sheets.layout import SheetLayout
from ingest.sheets.xml import Attributes, parser

_UNSEEN = frozenset(["collapse", "filter"])


def layouts_in(archive: zipfile.ZipFile) -> dict[str, SheetLayout]:
    """The layouts of the sheets by their names."""
    result: dict[str, SheetLayout] = {}
    layout = SheetLayout()
    row = column = table_column = 0
    rows = 1

    def start(element: str, attributes: Attributes) -> None:
        nonlocal layout, row, rows, column, table_column
        if element == "table":
            layout = result.setdefault(attributes.get("table:name", ""), SheetLayout())
            row, rows, table_column = 0, 0, 0
        elif element == "table-column":
            count = int(attributes.get("table:number-columns-repeated", 1))
            if attributes.get("table:visibility") in _UNSEEN:
                layout.hidden_columns.append((table_column, table_column + count - 1))
            table_column += count
        elif element == "table-row":
            row, column = row + rows, 0
            rows = int(attributes.get("table:number-rows-repeated", 1))
            if attributes.get("table:visibility") in _UNSEEN:
                layout.hidden_rows.append((row, row + rows - 1))
        elif element in ("table-cell", "covered-table-cell"):
            down = int(attributes.get("table:number-rows-spanned", 1))
            right = int(attributes.get("table:number-columns-spanned", 1))
            if down > 1 or right > 1:
                layout.merged.append((row, column, row + down - 1, column + right - 1))
            if attributes.get("office:value-type") == "percentage":
                layout.styles[row, column] = CellStyle("0.##%")
            if "table:formula" in attributes and "office:value-type" not in attributes:
                layout.uncomputed.append((row, column))
            column += int(attributes.get("table:number-columns-repeated", 1))

    with archive.open("content.xml") as stream:
        parser(start).ParseFile(stream)
    return result
