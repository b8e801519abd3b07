"""Workbooks of Excel and LibreOffice: what a person sees of their sheets, as tables."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from ingest.readers import formats
from ingest.readers.reading import Unreadable
from ingest.sheets.grid import Grid, GridRow, enumeration, ranges, without_empty
from ingest.sheets.layout import Area, SheetLayout, layouts
from ingest.sheets.number_format import TEXT_SECTION, as_seen

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

LARGEST = 1_000_000_000
"""Bytes that a workbook may unpack to; more is taken for an attack on the machine's memory."""

_ERRORS = frozenset("#DIV/0! #N/A #NAME? #NULL! #NUM! #REF! #VALUE! #GETTING_DATA".split())

_MONTH_ALONE = re.compile(
    r'(?:\[[^\]]*\]|"[^"]*"|[my /.;@\\-])*y(?:\[[^\]]*\]|"[^"]*"|[my /.;@\\-])*'
)
"""Formats of days that show a month and its year."""

_ADVICE = "Öppna den i Excel eller LibreOffice, spara en ny kopia och läs in den."
_TOO_LARGE = "packas upp till mer än en gigabyte. Dela upp arbetsboken, eller spara den som CSV."
_BLIND = (
    "Om arbetsboken har dolda rader eller kolumner lästes de också: det syns inte i en fil av det "
    "här slaget. Spara den som .xlsx om något är dolt."
)

_Cell = int | float | str | bool | time | date | datetime | timedelta


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook (.xlsx, .xlsm, .xlsb, .ods, .xls), by its content."""
    if not data.startswith((formats.OLE_MARK, *formats.ZIP_MARKS)):
        return False
    try:
        return formats.recognise("", data) is formats.Format.SHEET
    except Unreadable:
        return False


def read_workbook(data: bytes) -> tuple[Grid, ...]:
    """Every sheet that holds anything and is shown, in the order of the workbook.

    Hidden sheets and rows are left out, and told. A cell merged over several rows stands in each
    of them. A library in Rust parses the cells: it makes a full table of what a sheet holds, so
    one stray cell in the last corner may ask for more memory than there is, and end the process.

    Raises:
        Unreadable: the workbook is protected, damaged, or far too large.
    """
    from python_calamine import CalamineError, PasswordError, load_workbook

    with formats.told_damaged(_ADVICE, CalamineError, ExpatError):
        if data.startswith(formats.ZIP_MARKS) and formats.unpacked_size(data) > LARGEST:
            raise Unreadable(_TOO_LARGE)
        try:
            with load_workbook(io.BytesIO(data)) as workbook:
                return tuple(_grids(workbook, layouts(data)))
        except PasswordError as error:
            raise Unreadable(formats.PROTECTED) from error


def _grids(workbook: CalamineWorkbook, known: dict[str, SheetLayout] | None) -> Iterator[Grid]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    notes = [] if known is not None else [_BLIND]
    for meta in workbook.sheets_metadata:
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        if meta.visible is not SheetVisibleEnum.Visible:
            if sheet.height:
                notes.append(f"Bladet {meta.name} är dolt och lästes inte.")
            continue
        layout = (known or {}).get(meta.name, SheetLayout())
        if known is None:
            layout.merged += [(*a, *b) for a, b in sheet.merged_cell_ranges or ()]
        # The rows are counted from the first one of the sheet, the columns from the first that
        # holds anything.
        before = [""] * (sheet.start[1] if sheet.start else 0)
        grid = _grid(meta.name, ([*before, *row] for row in sheet.iter_rows()), layout)
        if grid.rows or grid.boxes:
            yield replace(grid, notes=(*notes, *grid.notes))
            notes = []
    if notes and known is not None:
        # No sheet is left that could tell it.
        yield Grid((), None, notes=tuple(notes))


def _grid(name: str, cells: Iterable[Sequence[_Cell]], layout: SheetLayout) -> Grid:
    """The table of a sheet, with a note on each kind of thing that was not read."""
    rows: list[GridRow] = []
    hidden_rows: list[int] = []
    hidden_columns: set[int] = set()
    unseen: list[str] = []
    merged = _MergedCells(layout.merged)
    errors = [_cell(*at) for at in layout.errors]

    def written(row: int, column: int, value: _Cell) -> str:
        style = layout.style((row, column))
        text = layout.texts.get((row, column)) or _text(value, style.form)
        hidden = style.struck or (style.blank and not layout.is_painted) or not text
        if value != "" and hidden:
            unseen.append(_cell(row, column))
            return ""
        return "\u2003" * style.indent + text

    shown = (
        [written(row, column, value) for column, value in enumerate(values)]
        for row, values in enumerate(cells)
    )
    for row, texts in enumerate(merged.filled(shown)):
        for column, text in enumerate(texts):
            if text in _ERRORS:
                errors.append(_cell(row, column))
                texts[column] = ""
            elif text and layout.hides_column(column):
                hidden_columns.add(column)
        if not layout.hides_row(row):
            rows.append(GridRow(row + 1, tuple(texts)))
        elif any(text.strip() for text in texts):
            hidden_rows.append(row + 1)
    columns = [_letters(column) for column in sorted(hidden_columns)]
    what = {
        f"rad {ranges(hidden_rows)} är dold och lästes inte": hidden_rows,
        f"kolumn {enumeration(columns)} är dold och lästes inte, utom "
        "för att se vad som är avslaget eller inställt": hidden_columns,
        f"cell {enumeration(unseen)} är struken eller dold och lästes inte": unseen,
        f"cell {enumeration(errors)} visar ett fel i stället för ett värde": errors,
        f"formeln i cell {enumeration([_cell(*at) for at in layout.uncomputed])} har inget sparat "
        "resultat. Öppna filen i Excel, spara den och läs in den igen": layout.uncomputed,
    }
    return Grid(
        tuple(without_empty(rows)),
        name,
        wide=merged.wide,
        hidden=frozenset(hidden_columns),
        hidden_rows=frozenset(hidden_rows),
        bold=frozenset(
            (row + 1, column) for (row, column), style in layout.styles.items() if style.bold
        ),
        zero=layout.zero,
        boxes=tuple(layout.boxes),
        notes=tuple(f"Bladet {name}: {sentence}." for sentence, cells in what.items() if cells),
    )


class _MergedCells:
    """The cells of a sheet that are merged into one.

    ``wide`` are those merged over several columns: row number, first and last column.
    """

    def __init__(self, areas: Iterable[Area]) -> None:
        self._from: dict[int, list[Area]] = {}
        for area in areas:
            self._from.setdefault(area[0], []).append(area)
        self.wide = frozenset(
            (top + 1, left, right)
            for top, areas in self._from.items()
            for _, left, _, right in areas
            if right > left
        )

    def filled(self, rows: Iterable[Iterable[str]]) -> Iterator[list[str]]:
        """The rows, with the text of merged cells in the first column of each row they cover."""
        open_: list[tuple[Area, str]] = []
        for row, cells in enumerate(rows):
            texts = list(cells)
            open_ = [(area, text) for area, text in open_ if row <= area[2]]
            for area in self._from.get(row, ()):
                open_.append((area, texts[area[1]] if area[1] < len(texts) else ""))
            for (_, left, _, right), text in open_:
                if left < len(texts):
                    covered = min(right + 1, len(texts)) - left
                    texts[left : left + covered] = [text, *[""] * (covered - 1)]
            yield texts


def _cell(row: int, column: int) -> str:
    """The name of a cell: "E2"."""
    return f"{_letters(column)}{row + 1}"


def _letters(column: int) -> str:
    """The letters of a column from 0: "A", "Z", "AA"."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _text(cell: _Cell, form: str) -> str:
    """A cell as a person reads it: numbers by their format, days as YYYY-MM-DD."""
    match cell:
        case bool():
            return "ja" if cell else "nej"
        case int() | float():
            return as_seen(float(cell), form)
        case timedelta():
            minutes, seconds = divmod(round(cell.total_seconds()), 60)
            exact = f":{seconds:02}" if seconds else ""
            return f"{minutes // 60}:{minutes % 60:02}{exact}"
        case date():
            return _day(cell, form)
        case time():
            return cell.isoformat("minutes")
        case _:
            return "" if form.count(";") == TEXT_SECTION and form.endswith(";") else str(cell)


def _day(cell: date, form: str) -> str:
    """A day, without what its format does not show."""
    if _MONTH_ALONE.fullmatch(form):
        return f"{cell:%Y-%m}"
    moment = cell.isoformat(" ", "minutes") if isinstance(cell, datetime) else cell.isoformat()
    return moment.removesuffix(" 00:00")
