"""``/v1/courses``: occasions that meet what is asked, one occasion, and days to apply by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from assistant.app import App
from assistant.bodies.base import Body
from assistant.bodies.courses import CourseBody, CourseReply
from assistant.bodies.question import QUESTION_LIMIT
from assistant.courses.find import reply as courses
from assistant.courses.find.finder import Sort
from assistant.courses.tell.body import course_body
from assistant.courses.tell.calendar import calendar
from assistant.question.plan import Constraints, CourseRequest
from assistant.serve.dependencies import CurrentApp, CurrentLanguage
from assistant.serve.problems import ProblemError
from assistant.words.languages import Text
from corpus.courses import Level
from corpus.swedish import fold

router = APIRouter(prefix="/v1/courses", tags=["Kurser"])

LARGEST_PAGE = 200
CALENDAR = "text/calendar"


class CourseQuery(Body):
    """What courses are wanted; whatever is left out may be anything.

    ``q`` is understood as a question is; the other parameters go before what it says. ``open``:
    true for those that can be applied for today. ``without`` names constraints of ``q`` to leave
    out. ``today`` is the day to count from.
    """

    q: str = Field(default="", max_length=QUESTION_LIMIT, examples=["Matematik 2b på distans"])
    place: list[str] = Field(default=[], max_length=20)
    near: bool | None = None
    county: str | None = None
    provider: str | None = None
    code: list[str] = Field(default=[], max_length=50)
    level: str | None = None
    distance: bool | None = None
    evening: bool | None = None
    pace_min: float | None = Field(default=None, ge=0, le=1000)
    pace_max: float | None = Field(default=None, ge=0, le=1000)
    start_from: dt.date | None = None
    start_to: dt.date | None = None
    open: bool | None = None
    language: str | None = None
    apprenticeship: bool | None = None
    student_aid: bool | None = None
    without: list[str] = Field(default=[], max_length=50)
    today: dt.date | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = Field(default=1, ge=1, le=1_000_000)
    size: int = Field(default=courses.SIZE, ge=1, le=LARGEST_PAGE)


_NO_COURSE = Text(
    "Kurstillfället finns inte. GET /v1/courses visar de som finns.",
    "There is no such occasion. GET /v1/courses lists the ones there are.",
)
_NO_LAST_DAY = Text(
    "Källan anger ingen sista ansökningsdag för det du valt. Fråga anordnaren.",
    "The source gives no last day to apply for what you chose. Ask the provider.",
)
_NO_LEVEL = Text(
    "Utbildningsformen ”{level}” finns inte. De som finns är {levels}.",
    "There is no level “{level}”. There are {levels}.",
)
_BACKWARDS = Text(
    "”{first}” ska vara högst lika med ”{last}”. Byt plats på dem.",
    "“{first}” must not be more than “{last}”. Swap them.",
)


@router.get("", summary="Sök kurser")
def list_courses(
    query: Annotated[CourseQuery, Query()], app: CurrentApp, language: CurrentLanguage
) -> CourseReply:
    """Ger de kurstillfällen som stämmer med allt som anges, de bästa först.

    Stämmer inget med allt står i `relaxed` vad som fick släppas. Tillfällen som har stängt eller
    varit visas bara när inget annat finns.
    """
    today = query.today or app.settings.current_date()
    asked = app.reader.read_courses(query.q, today)
    wanted = _constraints(query, asked.constraints, app.courses.knows_place)
    wish = courses.Wish(
        today,
        without=query.without,
        sort=query.sort,
        page=query.page,
        size=query.size,
        language=language,
    )
    stated = CourseRequest(
        constraints=wanted,
        spans=asked.spans,
        types=asked.types,
        is_course_question=asked.is_course_question,
        contradictions=asked.contradictions,
    )
    return courses.reply(app.courses, stated, wish)


@router.get(
    "/calendar",
    summary="Spara sista ansökningsdagar",
    response_class=Response,
    responses={
        200: {
            "description": "En kalenderfil (iCalendar, RFC 5545)",
            "content": {CALENDAR: {"schema": {"type": "string"}}},
        }
    },
)
def get_calendar(
    ids: Annotated[list[str], Query(alias="id", min_length=1, max_length=LARGEST_PAGE)],
    app: CurrentApp,
    language: CurrentLanguage,
    today: dt.date | None = None,
) -> Response:
    """Ger en kalenderfil med de valda kurstillfällenas sista ansökningsdagar.

    Tillfällen vars källa inte anger någon sista dag är inte med. Har inget av dem någon är svaret
    404.
    """
    day = today or app.settings.current_date()
    chosen = [find_course(app, course_id, day) for course_id in dict.fromkeys(ids)]
    file = calendar(chosen, day, language)
    if len(file.left_out) == len(chosen):
        raise ProblemError(404, "no-last-day", _NO_LAST_DAY)
    return Response(
        file.data,
        media_type=CALENDAR,
        headers={"Content-Disposition": 'attachment; filename="ansokningsdagar.ics"'},
    )


@router.get("/{course_id}", summary="Visa ett kurstillfälle")
def get_course(
    course_id: Annotated[str, Path(description="Kurstillfällets id, som i listan")],
    app: CurrentApp,
    today: dt.date | None = None,
) -> CourseBody:
    """Ger ett kurstillfälle, med var i källan varje uppgift står."""
    return find_course(app, course_id, today)


def find_course(app: App, course_id: str, today: dt.date | None) -> CourseBody:
    """One occasion as it stands on a day.

    Raises:
        ProblemError: there is no such occasion.
    """
    found = app.courses.course(course_id)
    if found is None:
        raise ProblemError(404, "no-such-course", _NO_COURSE)
    return course_body(*found, today or app.settings.current_date())


def _constraints(
    query: CourseQuery, asked: Constraints, knows_place: Callable[[str], bool]
) -> Constraints:
    """What the question says, and before it what the parameters do."""
    for first, last in (("pace_min", "pace_max"), ("start_from", "start_to")):
        low, high = getattr(query, first), getattr(query, last)
        if low is not None and high is not None and low > high:
            raise ProblemError(422, "invalid-request", _BACKWARDS, first=first, last=last)
    stated = {
        field.name: value
        for field in fields(Constraints)
        if (value := getattr(query, field.name, None)) is not None
    }
    if query.level:
        stated["level"] = _level(query.level)
    if query.place:
        places = tuple(filter(knows_place, query.place))
        unknown = None if places else query.place[0]
        stated |= {"places": places, "unknown_place": unknown}
    if query.code:
        stated["codes"] = tuple(query.code)
    return replace(asked, **stated)


def _level(text: str) -> Level:
    """The kind of schooling that some words name: its whole name, or part of it."""
    asked = fold(text)
    for level in Level:
        if asked == level or asked == level.name.lower():
            return level
    for level in Level:
        if asked in level or level.split()[0] in asked:
            return level
    raise ProblemError(422, "invalid-request", _NO_LEVEL, level=text[:100], levels=", ".join(Level))
