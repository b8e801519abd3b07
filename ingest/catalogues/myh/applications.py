"""Myndigheten för yrkeshögskolan's lists of applications to give programmes, with its decisions.

Three applications in four are refused: those programmes do not exist, and never become courses.
The register number (Diarienummer) decides, since the same name may be granted to one and refused to
another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.courses import Catalogue, Education, Level, Occasion, Place
from ingest.catalogues import words
from ingest.catalogues.myh.sheet import (
    NUMBER,
    Application,
    ApplicationSheet,
    applications,
    find_sheets,
    granted,
)
from ingest.catalogues.reading import CatalogueReading, Tally, stem
from ingest.catalogues.rows.cells import Cells, percent, place_names, provider
from ingest.catalogues.rows.merge import NOWHERE, CourseRow, merge
from ingest.catalogues.rows.remarks import beside_courses
from ingest.catalogues.values import fold, spelling
from ingest.readers.sheet import sheet_pages
from ingest.sheets.grid import Grid, enumeration

_AGENCY = "Myndigheten för yrkeshögskolan"
_ELSEWHERE = re.compile(r"(?:se|flera|olika)\b|.*\bflera (?:kommuner|län)\b", re.IGNORECASE)
"""What stands for the places of a programme that is given in several: Se ”Lista flera kommuner”."""
_NUMBER_YEAR = re.compile(r"MYH\W*(20\d\d)\W", re.IGNORECASE)
_SORTED_BY = re.compile(r", sorterade efter .*?(?=, ansökningsår|$)")
_YEAR = re.compile(r"\bbeslutsår (20\d\d)\b")
_RUN_TOGETHER = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")


def read_myh(name: str, grids: Sequence[Grid]) -> CatalogueReading | None:
    """The granted programmes of a file, each with the places that it is held in.

    None where no sheet lists applications by register number.
    """
    sheets = find_sheets(grids)
    if not sheets:
        return None
    deciding = [sheet for sheet in sheets if sheet.decides and sheet.has_programmes]
    # The lists of granted programmes (Tabell 1 and 2) hold the same in different orders.
    main = deciding or [sheet for sheet in sheets if sheet.has_programmes][:1] or sheets
    tally = Tally(notes=[note for grid in grids for note in grid.notes])
    items = [item for sheet in main for item in applications(sheet, tally.notes)]
    places = _places_elsewhere(sheets)
    rows = [_course_row(item, places) for item in granted(items, tally)]
    catalogue = merge(rows)
    told = any("municipality" in sheet.header.columns for sheet in main) or bool(places)
    tally.notes += _doubts(rows, catalogue, told=told)
    tally.rows = len(items)
    tally.merged = len(rows) - len(catalogue.occasions)
    tally.unknown = dict.fromkeys(name for sheet in sheets for name in sheet.header.unknown)
    above = [text for sheet in main for text in sheet.above]
    title = _title(name, above)
    headers = {grids.index(sheet.grid): sheet.header for sheet in sheets}
    return CatalogueReading(
        title=title,
        publisher=_AGENCY if any(NUMBER.fullmatch(item.key or "") for item in items) else None,
        published=next((match[1] for text in above if (match := _YEAR.search(text))), None),
        catalogue=catalogue,
        report=tally.report(),
        pages=sheet_pages(beside_courses(grids, headers, title)),
    )


def _places_elsewhere(sheets: Sequence[ApplicationSheet]) -> dict[str, tuple[Place, ...]]:
    """By register number: the places of programmes that are held in several municipalities."""
    places: dict[str, dict[Place, None]] = {}
    for sheet in sheets:
        if sheet.has_programmes:
            continue
        for row in sheet.grid.rows[sheet.header.position + 1 :]:
            cells = Cells(sheet.grid, sheet.header, row, [])
            if key := cells.text("key"):
                places.setdefault(spelling(key), {}).update(dict.fromkeys(_places(cells)))
    return {key: tuple(each) for key, each in places.items()}


def _doubts(rows: Sequence[CourseRow], catalogue: Catalogue, *, told: bool) -> Iterator[str]:
    """What does not fit together: names of one number, and programmes without a place."""
    names: dict[str, dict[str, str]] = {}
    seats: dict[str, set[int]] = {}
    for row in rows:
        key, name = row.key or "", row.education.name
        number = row.occasion.number or key
        names.setdefault(number, {}).setdefault(spelling(name), f"”{name}”")
        seats.setdefault(number, set()).update(filter(None, [row.occasion.seats]))
    for number, each in names.items():
        if len(each) > 1:
            called = enumeration(list(each.values()))
            yield f"{number.upper()}: raderna kallar utbildningen {called}. Den första gäller."
        if len(seats[number]) > 1:
            counts = enumeration(list(map(str, sorted(seats[number]))))
            yield f"{number.upper()}: raderna säger olika om antalet platser ({counts})."
    nowhere = [occasion.key for occasion in catalogue.occasions if not occasion.places]
    if nowhere and not told:
        yield "Filen säger inte i vilka kommuner utbildningarna ges."
    elif nowhere:
        yield from (
            f"{key}: filen säger inte i vilka kommuner utbildningen ges." for key in nowhere
        )


def _course_row(item: Application, elsewhere: dict[str, tuple[Place, ...]]) -> CourseRow:
    cells = item.cells
    here = _places(cells)
    places = here or elsewhere.get(item.number or "", ())
    if here:
        cells.credit("places", "municipality")
    elif places:
        cells.sources["places"] = "tabellen över utbildningar i flera kommuner"
    points = cells.number("points")
    if points:
        cells.credit("points_system", "points")
    seqf = cells.number("seqf")
    if seqf:
        cells.credit("level_text", "seqf")
    education = Education(
        key="",
        origin=NOWHERE,
        name=cells.text("name") or "",
        level=Level.HIGHER_VOCATIONAL,
        level_text=f"yrkeshögskola, SeQF nivå {seqf:g}" if seqf else "yrkeshögskola",
        points=points,
        points_system="yh" if points else None,
        subjects=tuple(sorted(cells.texts("subjects"))),
        degree=cells.word("degree", _degree, "degree"),
    )
    years = cells.years("starts")
    if years:
        cells.credit("dates", "starts")
        cells.credit("expires", "starts")
    occasion = Occasion(
        key="",
        origin=NOWHERE,
        education="",
        places=places,
        distance=cells.word("distance", words.distance_of_form, "study_form"),
        pace=cells.read("pace", percent),
        apprenticeship=cells.word("apprenticeship", words.says("apprenticeship"), "name"),
        dates=" och ".join(years) or None,
        decided=_decided(item),
        number=item.number,
        seats=cells.count("seats"),
        # It is given no later than it was granted for.
        expires=f"{years[-1]}-12-31" if years else None,
    )
    for field in ("level", "number"):
        cells.credit(field, "key")
    return CourseRow(
        item.key, item.sheet.grid, item.row, education, occasion, provider(cells), cells.sources
    )


def _decided(item: Application) -> str | None:
    """The year of the decision: as the row or the sheet has it, else that of the application."""
    cells = item.cells
    if year := cells.read("decided", _year):
        return year
    above = next((m[1] for text in item.sheet.above if (m := _YEAR.search(text))), None)
    number = _NUMBER_YEAR.match(item.key or "")
    if above is None and number:
        cells.credit("decided", "key")
    return above or (number[1] if number else None)


def _year(cell: str) -> str | None:
    match = re.fullmatch(r"(20\d\d)(?:\.0)?", cell.strip())
    return match[1] if match else None


def _places(cells: Cells) -> tuple[Place, ...]:
    """The municipalities of a row; none where it only says that they are several."""
    text, county = cells.text("municipality"), cells.text("county")
    if text is None or _ELSEWHERE.match(text):
        return ()
    names = place_names(text)
    # A list of counties is in no order that could be relied on.
    known = county and len(place_names(county)) == 1 and not _ELSEWHERE.match(county)
    return tuple(Place(name, county=county if known else None) for name in names)


def _degree(cell: str) -> str | None:
    """A degree; the agency runs the words of one together, and writes "Ingen" for none."""
    if fold(cell) in {"ingen", ""}:
        return None
    first, *others = _RUN_TOGETHER.split(cell)
    return " ".join([first, *(word.lower() for word in others)])


def _title(name: str, above: Sequence[str]) -> str:
    """The line above the table that names it, without its order; else made of the file's name."""
    line = next((text for text in above if "nsökningar" in text), None)
    if line is None:
        return f"Utbildningar: {stem(name).replace('_', ' ')}"
    return _SORTED_BY.sub("", line)
