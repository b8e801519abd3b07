"""What sheets of courses say that courses do not: above the header, below it, in other columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.catalogues.rows.header import Header
from ingest.readers.reading import tidy
from ingest.sheets.grid import Grid, GridRow

_SENTENCE_WORDS = 6
"""Words of a line that is no name of a group of rows."""


def beside_courses(grids: Sequence[Grid], headers: Mapping[int, Header], title: str) -> list[Grid]:
    """The sheets without what courses tell already, and without the line that is the ``title``.

    ``headers`` are those of the sheets that hold courses, by the place of the sheet. Where rows
    have more than courses hold, such as what was decided of them, they stay: only there does it
    stand what was refused, and why.
    """
    return [
        _remarks(grid, headers[place], title) if place in headers else grid
        for place, grid in enumerate(grids)
    ]


def is_remark(row: GridRow) -> bool:
    """Whether a row below a header is a sentence alone, such as a note or a source."""
    filled = [cell for cell in row.cells if cell.strip()]
    return len(filled) == 1 and len(filled[0].split()) >= _SENTENCE_WORDS


def _remarks(grid: Grid, header: Header, title: str) -> Grid:
    above = (row for row in grid.rows[: header.top] if tidy(" ".join(row.cells)) != title)
    says_more = header.unknown or header.column("decision")
    below = grid.rows[header.position + 1 :]
    rows = grid.rows[header.top :] if says_more else filter(is_remark, below)
    return replace(grid, rows=(*above, *rows))
