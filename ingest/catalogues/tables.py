"""Tables of courses as municipalities and schools export them: a row tells of an occasion.

Column names differ from town to town (``columns.toml``). One occasion may fill dozens of rows, one
for each place, field of interest and subject code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest.catalogues.columns import Header, find_header, header_at, is_name_of
from ingest.catalogues.grid import Grid, Row
from ingest.catalogues.merge import Told, merge
from ingest.catalogues.reading import CatalogueReading, Report, few
from ingest.catalogues.table_rows import read_row
from ingest.readers.reading import Unreadable, tidy

FAMILY = "course"
NEEDED = ("name",)


@dataclass(slots=True)
class _Account:
    """What became of the rows so far."""

    rows: int
    left_out: Counter[str]
    notes: list[str]
    unknown: dict[str, None]


def read_tables(name: str, grids: Sequence[Grid]) -> CatalogueReading:
    """The courses of one or more tables.

    Raises:
        Unreadable: none of them has a header that is understood, or a row below it.
    """
    account = _Account(0, Counter(), [], {})
    told: list[Told] = []
    titles: list[str] = []
    headed = False
    for grid in grids:
        header = find_header(grid, FAMILY, NEEDED)
        if header is None:
            continue
        headed = True
        titles += _titles(grid, header)
        account.unknown |= dict.fromkeys(header.unknown)
        told += _rows(grid, header, account)
    if not headed:
        raise Unreadable(_no_header(grids))
    if not account.rows:
        raise Unreadable("har en rubrikrad men inga rader under den. Exportera kurserna på nytt.")
    catalogue = merge(told)
    report = Report(
        rows=account.rows,
        merged=len(told) - len(catalogue.occasions),
        left_out=dict(sorted(account.left_out.items())),
        unknown_columns=tuple(account.unknown),
        notes=few(account.notes),
    )
    publisher = catalogue.providers[0].name if len(catalogue.providers) == 1 else None
    title = _title(name, titles, publisher)
    return CatalogueReading(title, publisher, None, catalogue, report)


def _no_header(grids: Sequence[Grid]) -> str:
    first = next((row for grid in grids for row in grid.rows), None)
    seen = " | ".join(filter(None, map(tidy, first.cells))) if first else ""
    shown = f" Första raden är ”{seen[:100]}”." if seen else ""
    return (
        "har ingen rubrikrad som går att känna igen. Det behövs en rad med kolumnernas namn, och "
        "bland dem kursens namn (till exempel Namn, Kursnamn eller Kurs) och minst två av kurskod, "
        f"poäng, startdatum, slutdatum, studietakt, ort, sista ansökningsdag och anordnare.{shown}"
    )


def _rows(grid: Grid, header: Header, account: _Account) -> Iterator[Told]:
    """What each row tells; those that tell of no course are counted with the reason."""
    for position in range(header.position + 1, len(grid.rows)):
        row = grid.rows[position]
        account.rows += 1
        again = _names_columns(row, header) and header_at(grid, position, FAMILY, NEEDED)
        if again:
            header = again
            account.unknown |= dict.fromkeys(header.unknown)
            account.left_out["rubrikrad"] += 1
            continue
        told = _reason(grid, row, header) or read_row(grid, header, row, account.notes)
        if isinstance(told, str):
            account.left_out[told] += 1
        else:
            yield told


def _names_columns(row: Row, header: Header) -> bool:
    """Whether a row may be a header: where the name of a course belongs, it has a column's."""
    column = header.column("name")
    cell = row.cells[column.index] if column and column.index < len(row.cells) else ""
    return bool(cell) and is_name_of("name", cell, FAMILY)


def _reason(grid: Grid, row: Row, header: Header) -> str | None:
    # In a text file a cell too many means that some cell before it was cut in two.
    if grid.name is None and any(cell.strip() for cell in row.cells[header.width :]):
        return "fler celler än rubriker"
    return None


def _titles(grid: Grid, header: Header) -> list[str]:
    """What stands alone on a row above the header."""
    alone = (
        [text for cell in row.cells if (text := tidy(cell))] for row in grid.rows[: header.position]
    )
    return [texts[0] for texts in alone if len(texts) == 1 and not texts[0].startswith("sep=")]


def _title(name: str, titles: Sequence[str], publisher: str | None) -> str:
    if titles:
        return titles[0]
    if publisher:
        return f"Kurser: {publisher}"
    return f"Kurser: {PurePath(name).stem.replace('_', ' ')}"
