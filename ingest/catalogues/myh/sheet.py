"""The sheets of the agency's lists, and what was decided on each application in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.catalogues.reading import Tally
from ingest.catalogues.rows.cells import Cells, refusal
from ingest.catalogues.rows.header import Header, find_header
from ingest.catalogues.rows.remarks import is_remark
from ingest.catalogues.values import fold, spelling
from ingest.readers.reading import tidy
from ingest.sheets.grid import Grid

NUMBER = re.compile(r"MYH\W*20\d\d\W+\d+|YH\W*\d{4,}", re.IGNORECASE)
"""A register number of the agency's applications, or of its programmes."""

_FAMILY = "myh"
_NEEDED = ("key", "name")
_UNKNOWN = "beslutet framgår inte"
_GRANTED_LIST = re.compile(r"^(?!.*avslag).*\bbeviljade ansökningar\b", re.IGNORECASE)
_PROGRAMME_NUMBER = fold("Utbildningsnummer")


@dataclass(frozen=True, slots=True)
class ApplicationSheet:
    """A sheet of applications and its header."""

    grid: Grid
    header: Header

    @property
    def above(self) -> tuple[str, ...]:
        """What stands above the header, a text a row."""
        rows = self.grid.rows[: self.header.position]
        return tuple(tidy(" ".join(row.cells)) for row in rows)

    @property
    def decides(self) -> bool:
        """Whether the sheet says of each application what became of it."""
        return "decision" in self.header.columns

    @property
    def has_numbers(self) -> bool:
        """Whether its rows have register numbers; the numbers of other courses are none."""
        column = self.header.column("key")
        if column is None or fold(column.name) != _PROGRAMME_NUMBER:
            return column is not None
        rows = self.grid.rows[self.header.position + 1 :]
        cells = [row.cells[column.index] for row in rows if column.index < len(row.cells)]
        return 2 * sum(NUMBER.fullmatch(cell.strip()) is not None for cell in cells) > len(cells)

    @property
    def has_programmes(self) -> bool:
        """Whether its rows describe the programmes, and not only where some of them are held."""
        return bool({"points", "provider"} & self.header.columns.keys())


@dataclass(frozen=True, slots=True)
class Application:
    """A row: an application, and the reason why it is left out, None where it was granted.

    ``number`` is its register number, however it is spelt.
    """

    cells: Cells
    sheet: ApplicationSheet
    row: int
    key: str | None
    number: str | None
    reason: str | None


def find_sheets(grids: Sequence[Grid]) -> list[ApplicationSheet]:
    """The tables that list applications by register number."""
    return [
        sheet
        for grid in grids
        if (header := find_header(grid, _FAMILY, _NEEDED))
        and (sheet := ApplicationSheet(grid, header)).has_numbers
    ]


def applications(sheet: ApplicationSheet, notes: list[str]) -> Iterator[Application]:
    """Every row of a sheet as an application, granted or not."""
    in_granted_list = any(_GRANTED_LIST.search(text) for text in sheet.above)
    for row in sheet.grid.rows[sheet.header.position + 1 :]:
        if is_remark(row):
            continue
        cells = Cells(sheet.grid, sheet.header, row, notes)
        key = cells.text("key")
        reason = None if in_granted_list else _UNKNOWN
        if sheet.decides:
            reason = refusal(cells.raw("decision"))
        if reason is None and key is None:
            reason = "diarienumret saknas"
        if reason is None and cells.text("name") is None:
            reason = "namnet saknas"
        yield Application(cells, sheet, row.number, key, key and spelling(key), reason)


def granted(applications: Sequence[Application], tally: Tally) -> list[Application]:
    """The granted applications; the others are counted by reason.

    A register number that is granted in one row and not in another is left out whole.
    """
    yes = {item.number for item in applications if item.reason is None}
    no = {item.number for item in applications if item.reason is not None}
    both = {item.number: item.key for item in applications if item.number in yes & no}
    tally.notes += (
        f"{key}: raderna säger olika om beslutet." for key in filter(None, both.values())
    )
    result: list[Application] = []
    for item in applications:
        reason = item.reason or (_UNKNOWN if item.number in no else None)
        if reason:
            tally.left_out[reason] += 1
        else:
            result.append(item)
    return result
