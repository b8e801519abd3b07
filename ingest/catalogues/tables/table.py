"""Tables of courses as municipalities and schools export them: a row is about an occasion.

Column names differ from town to town (``columns.toml``). One occasion may fill dozens of rows, one
for each place, field of interest and subject code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.catalogues.reading import CatalogueReading, Tally, stem
from ingest.catalogues.rows.blocks import below_each_other, parted
from ingest.catalogues.rows.cells import names_refused
from ingest.catalogues.rows.header import Header, field_of, find_header, header_at
from ingest.catalogues.rows.merge import CourseRow, merge
from ingest.catalogues.rows.remarks import beside_courses, is_remark
from ingest.catalogues.tables.row import read_row
from ingest.catalogues.tables.statistics import OF_COURSES, is_statistics
from ingest.readers.reading import Unreadable, tidy
from ingest.readers.sheet import sheet_pages
from ingest.sheets.grid import Grid, GridRow

FAMILY = "course"
NEEDED = ("name",)

_CALLED_OFF = re.compile(r"(?:inställda|avlysta|avbokade)\b", re.IGNORECASE)
_COURSE = re.compile(r"kurs|utbildning|program|course|yrkespaket", re.IGNORECASE)


def read_tables(name: str, grids: Sequence[Grid]) -> CatalogueReading | None:
    """The courses of one or more tables; None where none has a header that is one of courses.

    Raises:
        Unreadable: there is a header, and no row below it.
    """
    tally = Tally(notes=[note for grid in grids for note in grid.notes])
    tables = [table for grid in grids for table in below_each_other(grid, FAMILY)]
    parts = [pair for table in tables for pair in parted(table, FAMILY, NEEDED)]
    grids = [grid for _, grid in parts]
    rows: list[CourseRow] = []
    headers: dict[int, Header] = {}
    for place, grid in enumerate(grids):
        header = find_header(grid, FAMILY, NEEDED)
        if header is None or not _is_of_courses(header) or is_statistics(grid, header):
            continue
        if _is_of_none_held(grid, header):
            continue
        headers[place] = header
        tally.unknown |= dict.fromkeys(header.unknown)
        rows += _rows(grid, header, tally)
    if not headers:
        return None
    if not tally.rows:
        raise Unreadable("har en rubrikrad men inga rader under den. Exportera kurserna på nytt.")
    catalogue = merge(rows)
    tally.merged = len(rows) - len(catalogue.occasions)
    publisher = catalogue.providers[0].name if len(catalogue.providers) == 1 else None
    titles = [text for place, header in headers.items() for text in _titles(grids[place], header)]
    title = _title(name, titles, publisher)
    pages = sheet_pages(beside_courses([drawn for drawn, _ in parts], headers, title))
    return CatalogueReading(title, publisher, None, catalogue, tally.report(), pages)


def _is_of_courses(header: Header) -> bool:
    """Whether a header names what only courses have: people and offices have names and places."""
    name = header.column("name")
    called = name is not None and _COURSE.search(name.name) is not None
    return called or bool(OF_COURSES & header.columns.keys())


def _is_of_none_held(grid: Grid, header: Header) -> bool:
    """Whether a table lists what was refused or called off alone, by its title or its sheet's name.

    It is read as any other table, under that name.
    """
    above = [grid.name or "", *_titles(grid, header)]
    refused = not header.column("decision") and any(map(names_refused, above))
    return refused or any(_CALLED_OFF.match(text) for text in above)


def _rows(grid: Grid, header: Header, tally: Tally) -> Iterator[CourseRow]:
    """What each row says; those that are about no course are counted with the reason."""
    for position in range(header.position + 1, len(grid.rows)):
        row = grid.rows[position]
        if is_remark(row):
            continue
        tally.rows += 1
        if row.cells == grid.rows[header.position].cells:
            tally.left_out["rubrikrad"] += 1
            continue
        if again := _names_columns(row, header) and header_at(grid, position, FAMILY, NEEDED):
            header = again
            tally.unknown |= dict.fromkeys(header.unknown)
            tally.left_out["rubrikrad"] += 1
            continue
        # In a text file a cell too many means that some cell before it was cut in two.
        if grid.name is None and any(cell.strip() for cell in row.cells[header.width :]):
            result: CourseRow | str = "fler celler än rubriker"
        else:
            result = read_row(grid, header, row, tally.notes)
        if isinstance(result, str):
            tally.left_out[result] += 1
        else:
            yield result


def _names_columns(row: GridRow, header: Header) -> bool:
    """Whether a row may be a header: where the name of a course belongs, it has a column's."""
    column = header.column("name")
    cell = row.cells[column.index] if column and column.index < len(row.cells) else ""
    return field_of(cell, FAMILY) == "name"


def _titles(grid: Grid, header: Header) -> list[str]:
    """What stands alone on a row above the header."""
    alone = (
        [text for cell in row.cells if (text := tidy(cell))] for row in grid.rows[: header.top]
    )
    return [texts[0] for texts in alone if len(texts) == 1]


def _title(name: str, titles: Sequence[str], publisher: str | None) -> str:
    if titles:
        return titles[0]
    if publisher:
        return f"Kurser: {publisher}"
    return f"Kurser: {stem(name).replace('_', ' ')}"
