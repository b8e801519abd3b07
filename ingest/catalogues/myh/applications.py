"""Myndigheten för yrkeshögskolan's lists of applications to give programmes, with its decisions.

Three applications in four are refused: those programmes do not exist, and never become courses.
The register number (Diarienummer) decides, since the same name may be granted to one and refused to
another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.courses import Education, Level, Occasion, Place
from ingest.catalogues import words
from ingest.catalogues.reading import CatalogueReading, Tally, stem
from ingest.catalogues.rows.cells import Cells, percent, provider, refusal
from ingest.catalogues.rows.grid import Grid
from ingest.catalogues.rows.header import Header, find_header
from ingest.catalogues.rows.merge import NOWHERE, CourseRow, merge
from ingest.catalogues.values import fold
from ingest.readers.reading import tidy

_FAMILY = "myh"
_NEEDED = ("key", "name")
_UNKNOWN = "beslutet framgår inte"
_AGENCY = "Myndigheten för yrkeshögskolan"
_SEVERAL = fold("Flera kommuner")
_GRANTED_LIST = re.compile(r"^(?!.*avslag).*\bbeviljade ansökningar\b", re.IGNORECASE)
_SORTED_BY = re.compile(r", sorterade efter .*?(?=, ansökningsår|$)")
_YEAR = re.compile(r"\bbeslutsår (20\d\d)\b")
_PROGRAMMES = re.compile(r"\bprogram\b", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")


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
    def has_programmes(self) -> bool:
        """Whether its rows describe the programmes, and not only where some of them are held."""
        return bool({"points", "provider"} & self.header.columns.keys())


@dataclass(frozen=True, slots=True)
class _Application:
    """A row: an application, and the reason why it is left out, None where it was granted."""

    cells: Cells
    sheet: ApplicationSheet
    row: int
    key: str | None
    reason: str | None


def read_myh(name: str, grids: Sequence[Grid]) -> CatalogueReading | None:
    """The granted programmes of a file, each with the places that it is held in.

    None where no sheet lists applications by register number.
    """
    sheets = [
        ApplicationSheet(grid, header)
        for grid in grids
        if (header := find_header(grid, _FAMILY, _NEEDED))
    ]
    if not sheets:
        return None
    deciding = [sheet for sheet in sheets if sheet.decides and sheet.has_programmes]
    # The lists of granted programmes (Tabell 1 and 2) hold the same in different orders.
    main = deciding or [sheet for sheet in sheets if sheet.has_programmes][:1] or sheets
    tally = Tally()
    applications = [item for sheet in main for item in _applications(sheet, tally.notes)]
    granted = _granted(applications, tally)
    places = _places_elsewhere(sheets)
    rows = [_course_row(item, places, tally.notes) for item in granted]
    catalogue = merge(rows)
    tally.rows = len(applications)
    tally.merged = len(rows) - len(catalogue.occasions)
    tally.left_out = Counter(dict(sorted(tally.left_out.items())))
    tally.unknown = dict.fromkeys(name for sheet in sheets for name in sheet.header.unknown)
    above = [text for sheet in main for text in sheet.above]
    return CatalogueReading(
        title=_title(name, above),
        publisher=_AGENCY if any(_is_agencys(item) for item in applications) else None,
        published=next((match[1] for text in above if (match := _YEAR.search(text))), None),
        catalogue=catalogue,
        report=tally.report(),
    )


def _applications(sheet: ApplicationSheet, notes: list[str]) -> Iterator[_Application]:
    in_granted_list = any(_GRANTED_LIST.search(text) for text in sheet.above)
    for row in sheet.grid.rows[sheet.header.position + 1 :]:
        cells = Cells(sheet.grid, sheet.header, row, notes)
        key = cells.text("key")
        reason = None if in_granted_list else _UNKNOWN
        if sheet.decides:
            reason = refusal(cells.raw("decision"))
        if reason is None and key is None:
            reason = "diarienumret saknas"
        if reason is None and cells.text("name") is None:
            reason = "namnet saknas"
        yield _Application(cells, sheet, row.number, key, reason)


def _granted(applications: Sequence[_Application], tally: Tally) -> list[_Application]:
    """The granted applications; the others are counted by reason.

    A register number that is granted in one row and not in another is left out whole.
    """
    yes = {item.key for item in applications if item.reason is None}
    no = {item.key for item in applications if item.reason is not None}
    both = sorted(filter(None, yes & no))
    tally.notes += (f"{key}: raderna säger olika om beslutet." for key in both)
    granted: list[_Application] = []
    for item in applications:
        reason = item.reason or (_UNKNOWN if item.key in no else None)
        if reason:
            tally.left_out[reason] += 1
        else:
            granted.append(item)
    return granted


def _places_elsewhere(sheets: Sequence[ApplicationSheet]) -> dict[str, tuple[Place, ...]]:
    """By register number: the places of programmes that are held in several municipalities."""
    places: dict[str, dict[Place, None]] = {}
    for sheet in sheets:
        if sheet.has_programmes:
            continue
        for row in sheet.grid.rows[sheet.header.position + 1 :]:
            cells = Cells(sheet.grid, sheet.header, row, [])
            key, place = cells.text("key"), _place(cells)
            if key and place:
                places.setdefault(key, {})[place] = None
    return {key: tuple(each) for key, each in places.items()}


def _course_row(
    item: _Application, elsewhere: dict[str, tuple[Place, ...]], notes: list[str]
) -> CourseRow:
    cells, key = item.cells, item.key
    here = _place(cells)
    places = (here,) if here else elsewhere.get(key or "", ())
    if here:
        cells.credit("places", "municipality")
    elif places:
        cells.sources["places"] = "tabellen över utbildningar i flera kommuner"
    else:
        notes.append(f"{key}: filen säger inte i vilka kommuner utbildningen ges.")
    points = cells.number("points")
    if points:
        cells.credit("points_system", "points")
    seqf = cells.number("seqf")
    if seqf:
        cells.credit("level_text", "seqf")
    programme = any(_PROGRAMMES.search(text) for text in item.sheet.above)
    education = Education(
        key="",
        origin=NOWHERE,
        name=cells.text("name") or "",
        level=Level.HIGHER_VOCATIONAL,
        level_text=f"yrkeshögskola, SeQF nivå {seqf:g}" if seqf else "yrkeshögskola",
        form="program" if programme else None,
        points=points,
        points_system="yh" if points else None,
        subjects=tuple(sorted(cells.texts("subjects"))),
        degree=cells.word("degree", _degree, "degree"),
        vocational=True,
    )
    occasion = Occasion(
        key="",
        origin=NOWHERE,
        education="",
        places=places,
        distance=cells.word("distance", words.distance_of_form, "study_form"),
        pace=cells.read("pace", percent),
        seats=cells.count("seats"),
    )
    for field in ("level", "vocational"):
        cells.credit(field, "key")
    return CourseRow(
        key, item.sheet.grid, item.row, education, occasion, provider(cells), cells.sources
    )


def _place(cells: Cells) -> Place | None:
    """The municipality of a row; None where it only says that they are several."""
    name = cells.text("municipality")
    if name is None or fold(name) == _SEVERAL:
        return None
    return Place(name, county=cells.text("county"))


def _degree(cell: str) -> str | None:
    """A degree; the agency runs the words of one together, and writes "Ingen" for none."""
    if fold(cell) in {"ingen", ""}:
        return None
    first, *others = _RUN_TOGETHER.split(cell)
    return " ".join([first, *(word.lower() for word in others)])


def _is_agencys(item: _Application) -> bool:
    return item.key is not None and item.key.upper().startswith("MYH")


def _title(name: str, above: Sequence[str]) -> str:
    """The line above the table that names it, without its order; else made of the file's name."""
    line = next((text for text in above if "nsökningar" in text), None)
    if line is None:
        return f"Utbildningar: {stem(name).replace('_', ' ')}"
    return _SORTED_BY.sub("", line)
