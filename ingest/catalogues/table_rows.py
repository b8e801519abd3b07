"""What one row of a table of courses tells of an education, an occasion and a provider."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.courses import Education, Level, Occasion, Place, Provider
from ingest.catalogues import table_words as words
from ingest.catalogues import values
from ingest.catalogues.cells import Cells, percent
from ingest.catalogues.columns import Header, fold
from ingest.catalogues.grid import Grid, Row
from ingest.catalogues.merge import NOWHERE, Told

GRANTED = "beviljad"
REFUSED = frozenset(["avslag", "avslagen", "avslås", "ej beviljad", "avslagits", "avslaget"])

_POINTS_BY_LEVEL = {
    Level.UPPER: "gy",
    Level.HIGHER_VOCATIONAL: "yh",
    Level.UNIVERSITY: "hp",
}
"""Whose points they are by law, where a table just says points."""

_SYSTEMS = (
    ("hp", re.compile(r"\bhp\b|högskolepoäng", re.IGNORECASE)),
    ("yh", re.compile(r"\byhp?\b", re.IGNORECASE)),
    ("vp", re.compile(r"\bvp\b|verksamhetspoäng", re.IGNORECASE)),
    ("gy", re.compile(r"\bgyp?\b|gymnasiepoäng", re.IGNORECASE)),
)
_POINTS = re.compile(r"\d\s*(?:p|poäng|hp|yhp|gyp|vp|gymnasiepoäng)\b", re.IGNORECASE)
_LENGTH = re.compile(r"\d\s*(?:veck|v\b|termin|månad|dag|timm|tim\b|h\b)", re.IGNORECASE)
_AREA = re.compile(r"(\d{3,4})(?:\.0)?")
_PARTS = re.compile(r"\s*[,;/\n]\s*|\s+(?:och|samt)\s+")
_BODIES = {
    "kommun": "kommunal",
    "kommunal": "kommunal",
    "region": "region",
    "landsting": "region",
    "stat": "statlig",
    "statlig": "statlig",
    "privat": "enskild",
    "enskild": "enskild",
    "fristående": "enskild",
}


def refusal(decision: str) -> str | None:
    """Why an application with such a decision is left out; None for one that was granted."""
    word = decision.strip().casefold()
    if word == GRANTED:
        return None
    return "ansökan avslogs" if word in REFUSED else "beslutet framgår inte"


def _body(text: str) -> str | None:
    return _BODIES.get(text.strip().casefold())


def read_row(grid: Grid, header: Header, row: Row, notes: list[str]) -> Told | str:
    """What a row tells, or the reason why it is left out.

    Cells that cannot be understood are added to ``notes``.
    """
    own_notes: list[str] = []
    cells = Cells(grid, header, row, own_notes)
    if cells.has("decision") and (reason := refusal(cells.raw("decision"))):
        return reason
    name = cells.text("name")
    if name is None:
        return "namnet är okänt" if cells.holds("name") else "namnet saknas"
    if sum(bool(cell.strip()) for cell in row.cells) == 1:
        return "bara ett namn"
    texts = words.take_apart("\n".join(cells.texts("description")))
    key = cells.text("key")
    education = _education(cells, " ".join(name.split("\n")), texts)
    occasion = _occasion(cells, education)
    giver = provider(cells)
    notes += own_notes
    return Told(key, grid, row.number, education, occasion, giver, cells.told)


def _education(cells: Cells, name: str, texts: words.Labelled) -> Education:
    level_text = cells.text("level_text")
    level = words.level(level_text) if level_text else None
    if level:
        cells.told["level"] = cells.told["level_text"]
    points, system = _points(cells, level)
    eligibility = cells.text("eligibility")
    if eligibility is None and texts.eligibility:
        eligibility = texts.eligibility
        cells.told["eligibility"] = cells.told["description"]
    recommended = cells.text("recommended")
    if recommended is None and texts.recommended:
        recommended = texts.recommended
        cells.told["recommended"] = cells.told["description"]
    if texts.rest is None:
        cells.told.pop("description", None)
    return Education(
        key="",
        origin=NOWHERE,
        name=name,
        code=cells.text("code"),
        level=level,
        level_text=level_text,
        points=points,
        points_system=system,
        description=texts.rest,
        eligibility=eligibility,
        recommended=recommended,
        subjects=tuple(sorted(cells.texts("subjects"))),
        degree=cells.text("degree"),
        vocational=cells.read("vocational", values.truth),
        student_aid=cells.read("student_aid", values.truth),
        url=cells.address("url"),
    )


def _points(cells: Cells, level: Level | None) -> tuple[float | None, str | None]:
    points = cells.number("points")
    unit = f"{cells.told.get('points', '')} {cells.raw('points')}"
    if points is None and _extent_is_points(cells):
        unit = cells.raw("extent")
        points = cells.read("extent", values.number, "points")
    if points is None:
        return None, None
    stated = next((system for system, form in _SYSTEMS if form.search(unit)), None)
    system = stated or (_POINTS_BY_LEVEL.get(level) if level else None)
    if system:
        cells.told["points_system"] = cells.told["points" if stated else "level"]
    return points, system


def _extent_is_points(cells: Cells) -> bool:
    """Whether "Omfattning", which is pace in one town and points in another, is points here."""
    extent = cells.raw("extent")
    if _POINTS.search(extent):
        return True
    plain_number = "%" not in extent and values.number(extent) is not None
    return plain_number and cells.has("pace") and not cells.has("points")


def _pace(cells: Cells) -> float | None:
    found = cells.read("pace", percent)
    extent = cells.raw("extent")
    if found or not extent or _extent_is_points(cells) or _LENGTH.search(extent):
        return found
    return cells.read("extent", percent, "pace")


def _occasion(cells: Cells, education: Education) -> Occasion:
    places, place_says_distance = _places(cells)
    distance, meetings = _distance(cells, education, place_says_distance)
    start, end = _dates(cells)
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
        rolling=cells.read("rolling", values.truth)
        or cells.word("start", words.rolling, "rolling"),
        apply_from=cells.day("apply_from"),
        apply_until=cells.day("apply_until"),
        continuous=_continuous(cells, education),
        cancelled=_cancelled(cells),
        language=cells.read("language", values.language),
        seats=cells.count("seats"),
        url=cells.address("application_url"),
    )


def _dates(cells: Cells) -> tuple[str | None, str | None]:
    """First and last day, from a column for each, or from one that holds both."""
    start, last = cells.period("start")
    end = cells.day("end") or last
    if start is None and end is None:
        start, end = cells.period("period")
        if start:
            cells.told_in("start", "period")
    return start, end


def _places(cells: Cells) -> tuple[tuple[Place, ...], bool]:
    """The places of a row, and whether one of them is "distans" instead of a place."""
    field = "places" if cells.text("places") else "municipality"
    names = _parts(cells.text(field, "places") or "")
    real = tuple(name for name in names if not words.distance_of_form(name))
    if not real:
        cells.told.pop("places", None)
    county = cells.text("county") if real else None
    code = cells.read("municipality_code", _area) if field == "municipality" else None
    code = code if len(real) == 1 else None
    return tuple(Place(name, code, county) for name in real), len(real) < len(names)


def _parts(text: str) -> list[str]:
    """The places that a cell lists. Pieces with figures are addresses, unless there is no other."""
    parts = [part for part in _PARTS.split(text) if part]
    return [part for part in parts if not any(char.isdigit() for char in part)] or parts


def _distance(
    cells: Cells, education: Education, place_says_distance: bool
) -> tuple[bool | None, int | None]:
    """Distance as the surest source says it: a column for it, meetings counted, name, free text."""
    meetings = cells.count("meetings")
    stated = cells.read("distance", _distance_cell)
    if stated is None:
        stated = cells.word("study_form", words.distance_of_form, "distance")
    if stated is None and meetings:
        cells.told_in("distance", "meetings")
        stated = True
    if stated is None and cells.count("optional_meetings"):
        cells.told_in("distance", "optional_meetings")
        stated = True
    if stated is None and place_says_distance:
        cells.told_in("distance", "places")
        stated = True
    if stated is None:
        stated = _said(cells, education, words.distance, "distance")
    if stated is False:
        cells.told.pop("meetings", None)
        return stated, None
    return stated, meetings


def _distance_cell(cell: str) -> bool | None:
    answer = values.truth(cell)
    return words.distance_of_form(cell) if answer is None else answer


def _evening(cells: Cells, education: Education) -> bool | None:
    stated = cells.read("evening", values.truth)
    for field in ("time_of_day", "study_form", "period"):
        if stated is None:
            stated = cells.word(field, words.evening_of_time, "evening")
    return _said(cells, education, words.evening, "evening") if stated is None else stated


def _said(
    cells: Cells, education: Education, reader: Callable[[str], bool | None], name: str
) -> bool | None:
    """What an education's name says, else its description."""
    for field, text in (("name", education.name), ("description", education.description)):
        answer = reader(text) if text else None
        if answer is not None:
            cells.told[name] = cells.told[field]
            return answer
    return None


def _apprenticeship(cells: Cells) -> bool | None:
    stated = cells.read("apprenticeship", values.truth)
    for field in ("study_form", "name"):
        if stated is None:
            stated = cells.word(field, words.apprenticeship, "apprenticeship")
    return stated


def _continuous(cells: Cells, education: Education) -> bool | None:
    stated = cells.read("continuous", values.truth)
    if stated is None:
        stated = cells.word("apply_until", words.rolling, "continuous")
    if stated is None and words.rolling_admission(education.description or ""):
        cells.told["continuous"] = cells.told["description"]
        stated = True
    return stated


def _cancelled(cells: Cells) -> bool:
    for field in ("cancelled", "status"):
        cell = cells.raw(field)
        if words.cancelled(cell) or (field == "cancelled" and values.truth(cell)):
            cells.told_in("cancelled", field)
            return True
    return False


def provider(cells: Cells) -> Provider | None:
    """Who gives the education of a row."""
    name = cells.text("provider")
    if name is None:
        return None
    return Provider(
        key=fold(name),
        origin=NOWHERE,
        name=" ".join(name.split("\n")),
        url=cells.address("provider_url"),
        body=cells.word("provider_body", _body, "provider_body"),
    )


def _area(cell: str) -> str | None:
    """A municipality's code, which Excel may have made a number of."""
    match = _AREA.fullmatch(cell.strip())
    return match[1].zfill(4) if match else None
