"""Tables of courses as municipalities and schools export them: a row is about an occasion.

Column names differ from town to town (``columns.toml``). One occasion may fill dozens of rows, one
for each place, field of interest and subject code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.catalogues.reading import CatalogueReading, Tally, stem
from ingest.catalogues.rows.grid import Grid, GridRow
from ingest.catalogues.rows.header import Header, field_of, find_header, header_at
from ingest.catalogues.rows.merge import CourseRow, merge
from ingest.catalogues.tables.row import read_row
from ingest.readers.reading import Unreadable, tidy

FAMILY = "course"
NEEDED = ("name",)


def read_tables(name: str, grids: Sequence[Grid]) -> CatalogueReading:
    """The courses of one or more tables.

    Raises:
        Unreadable: none of them has a header that is understood, or a row below it.
    """
    tally = Tally(notes=[note for grid in grids for note in grid.notes])
    rows: list[CourseRow] = []
    titles: list[str] = []
    has_header = False
    for grid in grids:
        header = find_header(grid, FAMILY, NEEDED)
        if header is None:
            continue
        has_header = True
        titles += _titles(grid, header)
        tally.unknown |= dict.fromkeys(header.unknown)
        rows += _rows(grid, header, tally)
    if not has_header:
        raise Unreadable(_no_header(grids))
    if not tally.rows:
        raise Unreadable("har en rubrikrad men inga rader under den. Exportera kurserna på nytt.")
    catalogue = merge(rows)
    tally.merged = len(rows) - len(catalogue.occasions)
    tally.left_out = Counter(dict(sorted(tally.left_out.items())))
    publisher = catalogue.providers[0].name if len(catalogue.providers) == 1 else None
    title = _title(name, titles, publisher)
    return CatalogueReading(title, publisher, None, catalogue, tally.report())


def _no_header(grids: Sequence[Grid]) -> str:
    first = next((row for grid in grids for row in grid.rows), None)
    line = " | ".join(filter(None, map(tidy, first.cells))) if first else ""
    quote = f" Första raden är ”{line[:100]}”." if line else ""
    quote = " ".join([quote, *(note for grid in grids for note in grid.notes)])
    return (
        "har ingen rubrikrad som går att känna igen. Det behövs en rad med kolumnernas namn, och "
        "bland dem kursens namn (till exempel Namn, Kursnamn eller Kurs) och minst två av kurskod, "
        f"poäng, startdatum, slutdatum, studietakt, ort, sista ansökningsdag och anordnare.{quote}"
    )


def _rows(grid: Grid, header: Header, tally: Tally) -> Iterator[CourseRow]:
    """What each row says; those that are about no course are counted with the reason."""
    for position in range(header.position + 1, len(grid.rows)):
        row = grid.rows[position]
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
    return [texts[0] for texts in alone if len(texts) == 1 and not texts[0].startswith("sep=")]


def _title(name: str, titles: Sequence[str], publisher: str | None) -> str:
    if titles:
        return titles[0]
    if publisher:
        return f"Kurser: {publisher}"
    return f"Kurser: {stem(name).replace('_', ' ')}"
