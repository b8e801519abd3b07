"""What the cells of a workbook do not tell: what is hidden, merged, or waits to be worked out."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date

from ingest.sheets.cell_styles import CellStyle
from ingest.sheets.grid import EXCEL_ZERO

Area = tuple[int, int, int, int]
Place = tuple[int, int]
_PLAIN = CellStyle()


@dataclass(slots=True)
class SheetLayout:
    """One sheet; rows and columns count from 0.

    ``hidden_rows`` and ``hidden_columns`` are ranges, the last one included; ``merged`` are the
    first row, first column, last row and last column of cells merged into one. ``uncomputed`` are
    formulas whose result the file does not hold, ``errors`` cells that show one. ``texts`` are what
    cells say of which a part is struck out, raised or lowered. ``is_painted`` tells that cells may
    have other colours than their styles say; ``boxes`` are the paragraphs of text boxes. ``zero``
    is the day that days count from.
    """

    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    uncomputed: list[Place] = field(default_factory=list)
    errors: list[Place] = field(default_factory=list)
    styles: dict[Place, CellStyle] = field(default_factory=dict)
    texts: dict[Place, str] = field(default_factory=dict)
    is_painted: bool = False
    boxes: list[str] = field(default_factory=list)
    zero: date = EXCEL_ZERO

    def hides_row(self, row: int) -> bool:
        """Whether a row is hidden."""
        return any(first <= row <= last for first, last in self.hidden_rows)

    def hides_column(self, column: int) -> bool:
        """Whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)

    def style(self, at: Place) -> CellStyle:
        """How a cell looks."""
        return self.styles.get(at, _PLAIN)


def layouts(data: bytes) -> dict[str, SheetLayout] | None:
    """The layouts of a workbook's sheets by their names; None where its format tells none.

    Raises:
        expat.ExpatError, KeyError, zipfile.BadZipFile: the workbook is damaged.
    """
    from ingest.sheets import excel, open_document

    if not zipfile.is_zipfile(io.BytesIO(data)):
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return dict(excel.layouts_in(archive, names))
        return open_document.layouts_in(archive) if "content.xml" in names else None
