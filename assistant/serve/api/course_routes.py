"""Occasions that meet what is asked, one of them, days to apply by, and ways to occupations."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Response

from assistant.app import App
from assistant.bodies.base import AS_WRITTEN, Day
from assistant.bodies.course_changes import CourseChangeBody, CourseChangesReply
from assistant.bodies.course_query import LARGEST_PAGE, CourseQuery
from assistant.bodies.courses import CourseBody, CourseReply
from assistant.bodies.paths import PathBody, PathRequest
from assistant.courses.find.by_query import courses_by_query
from assistant.courses.path.way import path_by_request
from assistant.courses.tell.body import course_body
from assistant.courses.tell.calendar import calendar
from assistant.serve.api.openapi import EXAMPLES
from assistant.serve.dependencies import CurrentApp, CurrentLanguage
from assistant.serve.problems import ProblemError
from corpus.clock import as_text
from corpus.course_changes import ChangeKind

router = APIRouter(prefix="/v1", tags=["Kurser"])

CALENDAR = "text/calendar"


@router.get("/courses", summary="Sök kurser")
def list_courses(
    query: Annotated[CourseQuery, Query()], app: CurrentApp, language: CurrentLanguage
) -> CourseReply:
    """Ger de kurstillfällen som stämmer med allt som anges, de bästa först.

    Stämmer inget med allt står i `relaxed` vad som fick släppas. Tillfällen som har stängt eller
    varit visas bara när inget annat finns.
    """
    return courses_by_query(
        app.courses, app.reader.read_courses, query, app.settings.current_date(), language
    )


@router.get(
    "/courses/calendar",
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
    today: Day | None = None,
    starts: Annotated[bool, Query(description="Ta med när de börjar och slutar")] = False,
) -> Response:
    """Ger en kalenderfil med de valda kurstillfällenas sista ansökningsdagar.

    Tillfällen vars källa inte anger någon sista dag är inte med. Har inget av dem någon är svaret
    404.
    """
    day = today or app.settings.current_date()
    chosen = [_course(app, course_id, day) for course_id in dict.fromkeys(ids)]
    file = calendar(chosen, day, language, starts=starts)
    if len(file.left_out) == len(chosen):
        raise ProblemError(404, "no-last-day")
    return Response(
        file.data,
        media_type=CALENDAR,
        headers={"Content-Disposition": 'attachment; filename="ansokningsdagar.ics"'},
    )


@router.get("/courses/changes", summary="Visa vad som har ändrats")
def list_changes(
    app: CurrentApp,
    since: Annotated[
        dt.datetime | dt.date | None,
        AS_WRITTEN,
        Query(description="Dag eller tidpunkt (ISO 8601); utan tidszon räknas den i UTC"),
    ] = None,
    kind: Annotated[ChangeKind | None, Query(description="Bara en sorts ändring")] = None,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    size: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 20,
) -> CourseChangesReply:
    """Ger de kurstillfällen som har kommit, ändrats eller försvunnit, de senaste först.

    Ändringar räknas från den dag då katalogen lästes in: `time` är då den lästes, inte då skolan
    ändrade något.
    """
    every = app.store.course_changes(_moment(since))
    counts = Counter(change.kind.value for change in every)
    chosen = [change for change in every if kind in (None, change.kind)]
    return CourseChangesReply(
        total=len(chosen),
        counts={each.value: counts[each.value] for each in ChangeKind},
        changes=[
            CourseChangeBody.of_parts(change, fields=change.changed_fields)
            for change in chosen[(page - 1) * size : page * size]
        ],
        page=page,
        size=size,
    )


def _moment(since: dt.datetime | dt.date | None) -> str:
    """A day or a moment as the store writes times, which compare as text."""
    if isinstance(since, dt.datetime):
        moment = since if since.tzinfo else since.replace(tzinfo=dt.UTC)
        return as_text(moment)
    return since.isoformat() if since else ""


@router.get("/courses/{course_id}", summary="Visa ett kurstillfälle")
def get_course(
    course_id: Annotated[str, Path(description="Kurstillfällets id, som i listan")],
    app: CurrentApp,
    today: Day | None = None,
) -> CourseBody:
    """Ger ett kurstillfälle, med var i källan varje uppgift står."""
    return _course(app, course_id, today or app.settings.current_date())


@router.post("/paths", summary="Vägen till ett yrke, eller till en kurs")
def post_path(
    body: Annotated[PathRequest, Body(openapi_examples=EXAMPLES["paths"])], app: CurrentApp
) -> PathBody:
    """Ger stegen till ett yrke: vad som kan läsas först, utbildningarna och yrket.

    Med `course` (ett kurstillfälles id) i stället kraven till den kursen, ett i taget, i `ladder`:
    vad som ger vart och ett, och de tidigaste tillfällen som passar efter varandra. De krav som
    står i `has` (deras `key`) märks som angivna. Varje krav är utbildningens egna ord i katalogen.
    Studie- och yrkesvägledaren avgör.
    """
    index, today = app.courses.shelf().index, app.settings.current_date()
    try:
        return path_by_request(body, app.paths, index, today)
    except KeyError as error:
        raise ProblemError(404, "no-such-course") from error


def _course(app: App, course_id: str, today: dt.date) -> CourseBody:
    found = app.courses.course(course_id)
    if found is None:
        raise ProblemError(404, "no-such-course")
    return course_body(*found, today)
