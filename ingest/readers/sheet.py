"""Workbooks and delimited text that hold no courses: each sheet as its tables and remarks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.model import Block, BlockKind, Page
from ingest.readers.data_tables import TableCell, table_blocks
from ingest.readers.formats import ZIP_MARKS
from ingest.readers.picture import picture_notes
from ingest.readers.reading import FileReading, Unreadable, blocks_only, line_block, tidy
from ingest.readers.text import decode
from ingest.sheets.grid import Grid, GridRow, likely_sign, read_delimited, runs
from ingest.sheets.workbook import is_workbook, read_workbook

AS_TABLE = (
    "lästes som tabell, inte som kurskatalog: en sådan har kolumner som kursnamn, kurskod, "
    "startdatum och ort."
)

SAMPLE = 100_000
"""Characters from the beginning of a text by which it is told what parts its cells."""

LONGEST_TITLE = 120
"""Characters of the longest line above a table that is its heading."""

_COMMENTED = re.compile(r"xl/(?:.*/)?comments?\d*\.xml$|^content\.xml$")
_COMMENT = re.compile(rb"<(?:\w+:)?comment[ >]|<office:annotation[ >]")
_NO_NAME = re.compile(r"(?:blad|sheet|ark|tabelle|table|feuil)\s?\d*", re.IGNORECASE)
_FIGURE = re.compile(r"[-–+]?[\d\s.,:/–-]*\d\s*(?:%|kr|hp|p)?")

_Line = list[tuple[int, TableCell]]
"""The cells of a row, each with the column that it begins in; hidden ones do not count."""


def read_sheet(data: bytes) -> FileReading:
    """The sheets of a workbook, or the one table of a text, as pages without numbers.

    Raises:
        Unreadable: the file is damaged, locked or no text, or all of it is hidden.
    """
    notes: tuple[str, ...] = ()
    if is_workbook(data):
        grids = read_workbook(data)
        if data.startswith(ZIP_MARKS):
            notes = (*picture_notes(data, "xl/media/", "Pictures/"), *_comment_notes(data))
    else:
        text = decode(data).replace("\x00", "").lstrip("\ufeff")
        grids = (read_delimited(text, likely_sign(text[:SAMPLE])),)
    notes = (*(note for grid in grids for note in grid.notes), *notes)
    pages = sheet_pages(grids)
    if notes and not pages:
        raise Unreadable(f"innehåller inget som visas. {' '.join(notes)}")
    return FileReading(pages, notes=(*notes, AS_TABLE), has_running_lines=False)


def _comment_notes(data: bytes) -> Iterator[str]:
    """What is told of the comments that somebody has put on cells."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if _COMMENTED.search(name)]
        count = sum(len(_COMMENT.findall(archive.read(name))) for name in names)
    what = "1 kommentar" if count == 1 else f"{count} kommentarer"
    if count:
        yield f"har {what} till celler som inte lästes."


def sheet_pages(grids: Sequence[Grid]) -> tuple[Page, ...]:
    """The pages of some sheets, each under its name unless that is the program's own."""
    pages = (Page(None, blocks_only(_blocks(grid))) for grid in grids if grid.rows or grid.boxes)
    return tuple(page for page in pages if page.blocks)


def _blocks(grid: Grid) -> Iterator[Block | None]:
    if grid.name and not _NO_NAME.fullmatch(grid.name.strip()):
        yield Block(BlockKind.HEADING, tidy(grid.name), 2)
    parts = list(_parts(grid))
    for at, rows in enumerate(parts, 1):
        yield from _part(grid, rows, leads=at == 1 < len(parts))
    yield from (line_block(tidy(text)) for text in grid.boxes)


def _parts(grid: Grid) -> Iterator[list[GridRow]]:
    """The stretches of rows that empty ones part; a hidden row is none."""
    part: list[GridRow] = []
    for row in grid.rows:
        between = range(part[-1].number + 1, row.number) if part else range(0)
        if len(between) < 1_000 and grid.hidden_rows.issuperset(between):
            part.append(row)
        else:
            yield part
            part = [row]
    if part:
        yield part


def _part(grid: Grid, rows: list[GridRow], *, leads: bool) -> Iterator[Block | None]:
    """The remarks above a table, the table, and those below it.

    Where it ``leads`` a sheet, its first line may be the title of what follows.
    """
    wide = {(row, first): last for row, first, last in grid.wide}
    cells = [_cells(grid, row, wide) for row in rows]
    alone = [sum(bool(cell.text.strip()) for _, cell in line) < 2 for line in cells]
    first = alone.index(False) if False in alone else len(alone)
    if 0 < first < len(alone) and _names_group(cells[first - 1]):
        first -= 1
    last = len(alone) - (alone[::-1].index(False) if False in alone else 0)
    for at, line in enumerate(cells[:first]):
        yield _remark(line, is_title=first < last or (leads and at == 0))
    for table in _side_by_side(cells[first:last]):
        title, *others = table[0]
        is_titled = len(table) > 2 and not any(cell.text.strip() for cell in others)
        if is_titled and title.text.strip():
            yield _remark([(0, title)], is_title=True)
        yield from table_blocks(_with_head(_under_labels(table[is_titled:])))
    for line in cells[max(first, last) :]:
        yield _remark(line, is_title=False)


def _names_group(line: _Line) -> bool:
    """Whether the one filled cell of a row names some of the columns below it together."""
    return any(cell.text.strip() and column > 0 and cell.columns > 1 for column, cell in line)


def _cells(grid: Grid, row: GridRow, wide: Mapping[tuple[int, int], int]) -> _Line:
    """The cells that are shown with their columns; a wide one with how many it covers."""
    line: _Line = []
    column = place = 0
    while column < len(row.cells):
        end = wide.get((row.number, column), column) + 1
        if shown := sum(at not in grid.hidden for at in range(column, end)):
            bold = (row.number, column) in grid.bold
            line.append((place, TableCell(row.cells[column], 1, shown, bold)))
        column, place = end, place + shown
    return line


def _side_by_side(lines: Sequence[_Line]) -> Iterator[list[list[TableCell]]]:
    """The tables of some rows: several, where empty columns part them."""
    filled = {
        place
        for line in lines
        for column, cell in line
        if cell.text.strip()
        for place in range(column, column + cell.columns)
    }
    if not filled:
        return
    stretches = runs(filled)
    if any(len(stretch) < 2 for stretch in stretches):
        stretches = [range(min(filled), max(filled) + 1)]
    for stretch in stretches:
        table = [[cell for column, cell in line if column in stretch] for line in lines]
        yield [line for line in table if any(cell.text.strip() for cell in line)]


def _under_labels(lines: Sequence[list[TableCell]]) -> list[list[TableCell]]:
    """The rows, each name that is set in below another one behind that: "Ekhamn, Barnskötare"."""
    result: list[list[TableCell]] = []
    above: list[tuple[int, str]] = []
    for first, *others in lines:
        depth = len(first.text) - len(first.text.lstrip())
        above = [(at, name) for at, name in above if at < depth]
        name = ", ".join([*(name for _, name in above), first.text.strip()])
        if first.text.strip():
            above.append((depth, first.text.strip()))
        result.append([replace(first, text=name if first.text.strip() else ""), *others])
    return result


def _with_head(lines: list[list[TableCell]]) -> list[list[TableCell]]:
    """The rows with the first one marked as the head, where it has a name for each column.

    Of two columns the first row may be as good a pair of name and value as the others, unless
    these are called by numbers. A row above that names some columns together, as in a pivot
    table, is the head's first one.
    """
    width = max(sum(cell.columns for cell in line) for line in lines)
    for size in (1, 2):
        wide = any(cell.columns > 1 for cell in lines[0])
        if len(lines) <= size or (_has_figure(lines[size - 1]) and not (wide and size == 1)):
            return lines
        names = [tidy(cell.text) for cell in lines[size - 1]]
        named = width > 2 or _figures_below(lines)
        whole = named and all(names[1:]) and sum(cell.columns for cell in lines[size - 1]) == width
        if (whole and not _has_figure(lines[size - 1])) or (
            size > 1 and wide and any(map(_has_figure, lines[2:3]))
        ):
            marked = [[replace(cell, label=True) for cell in line] for line in lines[:size]]
            return [*marked, *lines[size:]]
    return lines


def _figures_below(lines: Sequence[Sequence[TableCell]]) -> bool:
    """Whether the first column has figures in all rows, two at least, but the first."""
    first, *others = (any(map(str.isdigit, line[0].text)) for line in lines)
    return len(others) > 1 and not first and all(others)


def _has_figure(line: Sequence[TableCell]) -> bool:
    return any(_FIGURE.fullmatch(tidy(cell.text)) for cell in line)


def _remark(line: _Line, *, is_title: bool) -> Block | None:
    text = next((tidy(cell.text) for _, cell in line if cell.text.strip()), "")
    if is_title and 0 < len(text) <= LONGEST_TITLE and not text.endswith((".", ":", ";")):
        return Block(BlockKind.HEADING, text, 3)
    return line_block(text)
