"""Tables that count something of each programme or course, by their shape: they are no catalogues.

A catalogue says of its rows when they begin, how they are studied or what they require. Statistics
have the name of a programme, too, maybe with its code and level, but for the rest mostly figures.
"""

from __future__ import annotations

import re

from ingest.catalogues.rows.header import Header
from ingest.sheets.grid import Grid

OF_COURSES = frozenset(
    "key code level_text points pace eligibility recommended apply_period apply_from apply_until "
    "study_form distance meetings apprenticeship continuous rolling student_aid".split()
)
"""What only courses have, and statistics of them."""

_OF_OCCASIONS = OF_COURSES - {"code", "level_text", "points"} | {"start", "end", "period"}
"""What is known of an occasion alone; as figures it may be counted in statistics ("Distans")."""

SAMPLE = 200
"""Rows below the header by which it is told what the columns hold."""

FEWEST = 2
"""Columns of figures that statistics have: a price or a number of hours is none yet."""

# Up to six digits; what is longer is a number of something, or a day.
_FIGURE = re.compile(r"[-–+]?\d{1,3}(?:\s?\d{3})?(?:[.,]\d+)?\s*%?")


def is_statistics(grid: Grid, header: Header) -> bool:
    """Whether most of what stands beside the names of courses is figures of no known meaning."""
    figures = _columns_of_figures(grid, header)
    known = {
        field: {column.index for column in columns} for field, columns in header.columns.items()
    }
    if any(known.get(field, set()) - figures for field in _OF_OCCASIONS):
        return False
    unknown = figures.difference(grid.hidden, *known.values())
    return len(unknown) >= FEWEST and len(unknown) > len(OF_COURSES & known.keys())


def _columns_of_figures(grid: Grid, header: Header) -> set[int]:
    """The columns in which most of what stands below the header are figures."""
    start = header.position + 1
    below = [row.cells for row in grid.rows[start : start + SAMPLE]]
    result = set()
    for index in range(header.width):
        texts = [row[index].strip() for row in below if index < len(row) and row[index].strip()]
        if 2 * sum(_FIGURE.fullmatch(text) is not None for text in texts) > len(texts):
            result.add(index)
    return result
