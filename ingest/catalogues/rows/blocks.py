"""Lists of courses on one sheet: below each other, and side by side with whose courses they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.data_files import any_of
from corpus.places import load_gazetteer
from ingest.catalogues.rows.header import field_of, find_header
from ingest.readers.reading import tidy
from ingest.sheets.grid import Grid, GridRow, runs, without_empty

_SCHOOL = any_of("school_names", "ingest.catalogues", r"(?i:{})\w*$")


@dataclass(frozen=True, slots=True)
class _CourseList:
    """A list on a sheet: the rows from its header on, up to its end, and the title above it."""

    start: int
    end: int
    title: str


def below_each_other(grid: Grid, family: str) -> list[Grid]:
    """A sheet's tables that have a title and other columns each, with an empty row between.

    What stands below "Inställda kurser" is no further course of the table above.
    """
    rows = grid.rows
    heads = [at for at, row in enumerate(rows) if _is_header(row, family)]
    names = {at: set(map(tidy, rows[at].cells)) for at in heads}
    starts = [
        at - 1
        for before, at in pairwise(heads)
        if names[at] - names[before] and _title(grid, at)
        if rows[at - 1].number > rows[at - 2].number + 1
    ]
    return [
        replace(grid, rows=rows[start:end], boxes=() if start else grid.boxes)
        for start, end in pairwise([0, *starts, len(rows)])
    ]


def _is_header(row: GridRow, family: str) -> bool:
    """Whether a row names columns, among them that of the course; its cells hold no figures."""
    filled = [cell for cell in row.cells if cell.strip()]
    named = any(field_of(cell, family) == "name" for cell in filled)
    return named and len(filled) > 1 and not any(map(str.isdigit, "".join(filled)))


def parted(grid: Grid, family: str, needed: Sequence[str]) -> Iterator[tuple[Grid, Grid]]:
    """A sheet's lists side by side, as drawn and with whose each row is, where titles tell that.

    "Lindås lärcenter" above one header and "Torps lärcenter" above another are the only place
    where it stands who gives the courses.
    """
    pieces = _side_by_side(grid)
    lists = [_lists(piece, family, needed) for piece in pieces]
    if not all(lists):
        pieces, lists = [grid], [_lists(grid, family, needed)]
    titles = [one.title for several in lists for one in several]
    column = _column(titles) if len(set(titles)) > 1 else ""
    for piece, several in zip(pieces, lists, strict=True):
        yield piece, _with_column(piece, several, column) if column else piece


def _side_by_side(grid: Grid) -> list[Grid]:
    """A sheet's columns in stretches that empty ones part."""
    filled = {at for row in grid.rows for at, cell in enumerate(row.cells) if cell.strip()}
    stretches = runs(filled)
    return [_cut(grid, each) for each in stretches] if len(stretches) > 1 else [grid]


def _cut(grid: Grid, inside: range) -> Grid:
    first = inside.start
    rows = (GridRow(row.number, row.cells[first : inside.stop]) for row in grid.rows)
    return replace(
        grid,
        rows=tuple(without_empty(rows)),
        wide=frozenset((row, a - first, b - first) for row, a, b in grid.wide if a in inside),
        hidden=frozenset(at - first for at in grid.hidden if at in inside),
        bold=frozenset((row, at - first) for row, at in grid.bold if at in inside),
    )


def _lists(grid: Grid, family: str, needed: Sequence[str]) -> list[_CourseList]:
    """The lists of a sheet below each other, which have the same header; none without one."""
    header = find_header(grid, family, needed)
    if header is None:
        return []
    names = grid.rows[header.position].cells
    starts = [at for at, row in enumerate(grid.rows) if row.cells == names]
    says_whose = {"provider", "places", "municipality"} & header.columns.keys()
    titles = ["" if says_whose else _title(grid, at) for at in starts]
    ends = [at - bool(title) for at, title in zip(starts, titles, strict=True)][1:]
    return list(map(_CourseList, starts, [*ends, len(grid.rows)], titles))


def _title(grid: Grid, header: int) -> str:
    """What stands alone on the row above a header."""
    above = grid.rows[header - 1].cells if header else ()
    texts = [text for cell in above if (text := tidy(cell))]
    return texts[0] if len(texts) == 1 else ""


def _column(titles: Sequence[str]) -> str:
    """What a column with these titles is called; empty where they do not all tell whose."""
    if all(map(_SCHOOL.search, titles)):
        return "Anordnare"
    place = load_gazetteer().place
    return "Ort" if all(map(place, titles)) else ""


def _with_column(grid: Grid, lists: Sequence[_CourseList], column: str) -> Grid:
    """A sheet whose rows say in one more column what stands above their list."""
    rows = list(grid.rows)
    width = max(len(row.cells) for row in rows)
    for one in lists:
        for at in range(one.start, one.end):
            cells = rows[at].cells
            if sum(map(bool, map(str.strip, cells))) > 1:
                last = column if at == one.start else one.title
                filled = (*cells, *[""] * (width - len(cells)), last)
                rows[at] = replace(rows[at], cells=filled)
    return replace(grid, rows=tuple(rows))
