"""What one row of a table of courses says of an education, an occasion and a provider."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.courses import Education, Level, Occasion, Place
from ingest.catalogues import values, words
from ingest.catalogues.rows.cells import Cells, percent, place_names, provider, refusal
from ingest.catalogues.rows.header import Header
from ingest.catalogues.rows.merge import NOWHERE, CourseRow
from ingest.catalogues.tables.times import days_of_course, days_to_apply
from ingest.sheets.grid import Grid, GridRow

_POINTS_BY_LEVEL = {
    Level.UPPER: "gy",
    Level.HIGHER_VOCATIONAL: "yh",
    Level.UNIVERSITY: "hp",
}
"""Whose points they are by law, where a table just says points."""

_POINTS = re.compile(r"\d\s*(?:p|poäng|hp|yhp|gyp|vp|gymnasiepoäng)\b", re.IGNORECASE)
_LENGTH = re.compile(r"\d\s*(?:veck|v\b|termin|månad|dag|timm|tim\b|h\b)", re.IGNORECASE)


def read_row(grid: Grid, header: Header, row: GridRow, notes: list[str]) -> CourseRow | str:
    """What a row says, or the reason why it is left out.

    Cells that cannot be understood are added to ``notes``.
    """
    cells = Cells(grid, header, row, notes)
    if cells.has("decision") and (reason := refusal(cells.raw("decision"))):
        return reason
    if cells.say_refusal():
        return "ansökan avslogs"
    name = cells.text("name")
    if name is None:
        return "namnet är okänt" if cells.holds("name") else "namnet saknas"
    if sum(bool(cell.strip()) for cell in row.cells) == 1:
        return "bara ett namn"
    text = words.split_text("\n".join(cells.texts("description")))
    key = cells.text("key")
    education = _education(cells, " ".join(name.split("\n")), text)
    occasion = _occasion(cells, education)
    return CourseRow(key, grid, row.number, education, occasion, provider(cells), cells.sources)


def _education(cells: Cells, name: str, text: words.CourseText) -> Education:
    level, level_text = cells.level()
    points, system = _points(cells, level)
    eligibility = _column_or_text(cells, "eligibility", text.eligibility)
    recommended = _column_or_text(cells, "recommended", text.recommended)
    if text.rest is None:
        cells.sources.pop("description", None)
    return Education(
        key="",
        origin=NOWHERE,
        name=name,
        code=cells.text("code"),
        level=level,
        level_text=level_text,
        points=points,
        points_system=system,
        description=text.rest,
        eligibility=eligibility,
        recommended=recommended,
        subjects=tuple(sorted(cells.texts("subjects"))),
        degree=cells.text("degree"),
        student_aid=cells.read("student_aid", values.truth),
        url=cells.address("url"),
    )


def _column_or_text(cells: Cells, field: str, paragraph: str | None) -> str | None:
    """The text of a field's column, else its labelled paragraph in the description."""
    text = cells.text(field)
    if text is None and paragraph:
        cells.sources[field] = cells.sources["description"]
        return paragraph
    return text


def _points(cells: Cells, level: Level | None) -> tuple[float | None, str | None]:
    points = cells.number("points")
    unit = f"{cells.sources.get('points', '')} {cells.raw('points')}"
    if points is None and _extent_is_points(cells):
        unit = cells.raw("extent")
        points = cells.read("extent", values.number, "points")
    if points is None:
        return None, None
    unit_system = words.points_system(unit)
    system = unit_system or (_POINTS_BY_LEVEL.get(level) if level else None)
    if system:
        cells.sources["points_system"] = cells.sources["points" if unit_system else "level"]
    return points, system


def _extent_is_points(cells: Cells) -> bool:
    """Whether "Omfattning", which is pace in one town and points in another, is points here."""
    extent = cells.raw("extent")
    if _POINTS.search(extent):
        return True
    plain_number = "%" not in extent and values.number(extent) is not None
    return plain_number and cells.has("pace") and not cells.has("points")


def _pace(cells: Cells) -> float | None:
    pace = cells.read("pace", percent)
    extent = cells.raw("extent")
    if pace or not extent or _extent_is_points(cells) or _LENGTH.search(extent):
        return pace
    return cells.read("extent", percent, "pace")


def _occasion(cells: Cells, education: Education) -> Occasion:
    places, place_says_distance = _places(cells)
    distance, meetings = _distance(cells, education, place_says_distance)
    start, end, dates = days_of_course(cells)
    apply_from, apply_until = days_to_apply(cells)
    return Occasion(
        key="",
        origin=NOWHERE,
        education="",
        places=places,
        distance=distance,
        meetings=meetings,
        pace=_pace(cells),
        evening=_evening(cells, education),
        apprenticeship=_apprenticeship(cells),
        start=start,
        end=end,
        dates=dates,
        rolling=cells.read("rolling", values.truth)
        or cells.word("rolling", words.says("rolling"), "start"),
        apply_from=apply_from,
        apply_until=apply_until,
        continuous=_continuous(cells, education),
        cancelled=_cancelled(cells),
        language=cells.read("language", values.language),
        seats=cells.count("seats"),
        fee=cells.read("fee", values.fee),
        url=cells.address("application_url"),
    )


def _places(cells: Cells) -> tuple[tuple[Place, ...], bool]:
    """The places of a row, and whether one of them is "distans" instead of a place."""
    field = "places" if cells.text("places") else "municipality"
    names = place_names(cells.text(field, "places") or "")
    real = tuple(name for name in names if not words.distance_of_form(name))
    if not real:
        cells.sources.pop("places", None)
    county = cells.text("county") if real else None
    code = (
        cells.read("municipality_code", values.municipality_code)
        if field == "municipality"
        else None
    )
    code = code if len(real) == 1 else None
    return tuple(Place(name, code, county) for name in real), len(real) < len(names)


def _distance(
    cells: Cells, education: Education, place_says_distance: bool
) -> tuple[bool | None, int | None]:
    """Distance as the surest source says it: a column for it, meetings counted, name, free text."""
    meetings = cells.count("meetings")
    answer = cells.read("distance", _distance_cell)
    if answer is None:
        answer = cells.word("distance", words.distance_of_form, "study_form")
    if answer is None:
        if meetings:
            sign = "meetings"
        elif cells.count("optional_meetings"):
            sign = "optional_meetings"
        else:
            sign = "places" if place_says_distance else ""
        if sign:
            cells.credit("distance", sign)
            answer = True
    if answer is None:
        answer = _by_name_or_text(cells, education, words.distance, "distance")
    if answer is False:
        cells.sources.pop("meetings", None)
        return answer, None
    return answer, meetings


def _distance_cell(cell: str) -> bool | None:
    answer = values.truth(cell)
    return words.distance_of_form(cell) if answer is None else answer


def _evening(cells: Cells, education: Education) -> bool | None:
    answer = cells.read("evening", values.truth)
    if answer is None:
        columns = ("time_of_day", "study_form", "period")
        answer = cells.word("evening", words.evening_of_time, *columns)
    return (
        _by_name_or_text(cells, education, words.evening, "evening") if answer is None else answer
    )


def _by_name_or_text(
    cells: Cells, education: Education, reader: Callable[[str], bool | None], name: str
) -> bool | None:
    """What an education's name says, else its description."""
    texts = {"name": education.name, "description": education.description}
    return cells.first(name, reader, ((cells.sources[f], t) for f, t in texts.items() if t))


def _apprenticeship(cells: Cells) -> bool | None:
    answer = cells.read("apprenticeship", values.truth)
    if answer is None:
        answer = cells.word("apprenticeship", words.says("apprenticeship"), "study_form", "name")
    return answer


def _continuous(cells: Cells, education: Education) -> bool | None:
    answer = cells.read("continuous", values.truth)
    if answer is None:
        answer = cells.word("continuous", words.says("rolling"), "apply_until")
    if answer is None and words.says("rolling_admission")(education.description or ""):
        cells.sources["continuous"] = cells.sources["description"]
        answer = True
    return answer


def _cancelled(cells: Cells) -> bool:
    for field in ("cancelled", "status"):
        cell = cells.raw(field)
        if words.says("cancelled")(cell) or (field == "cancelled" and values.truth(cell)):
            cells.credit("cancelled", field)
            return True
    return False
