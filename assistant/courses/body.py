"""One occasion as the HTTP interface tells it: the contract's fields, each with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from assistant.body import Body
from assistant.courses.state import State, state
from corpus.course_book import Course


class CourseBody(Body):
    """One occasion of an education. A field that the source does not give is null.

    ``sources`` has for each field that is given where it was read: "rad 12, kolumnen Omfattning".
    ``keys`` are the occasion's own and those of its twins in the source. ``pace`` is in percent of
    full time, ``points`` count in ``points_system`` (gy, yh, hp, vp …). ``rolling`` where one may
    begin at any time, ``continuous`` where one may apply at any time. ``county`` is the place's.
    The education's own text may stand in another document than the occasion.
    """

    id: str
    key: str
    keys: list[str]
    name: str
    code: str | None
    provider: str | None
    places: list[str]
    county: str | None
    level: str | None
    points: float | None
    points_system: str | None
    distance: bool | None
    meetings: int | None
    evening: bool | None
    pace: float | None
    start: str | None
    end: str | None
    rolling: bool | None
    apply_from: str | None
    apply_until: str | None
    continuous: bool | None
    state: State
    language: str | None
    apprenticeship: bool | None
    student_aid: bool | None
    cancelled: bool
    seats: int | None
    degree: str | None
    description: str | None
    eligibility: str | None
    recommended: str | None
    url: str | None
    provider_url: str | None
    source: str
    document_id: str
    education_document_id: str
    sources: dict[str, str]

    @classmethod
    def of(cls, course: Course, county: str | None, today: dt.date) -> CourseBody:
        """An occasion as it stands on a day."""
        occasion, education = course.occasion, course.education
        providers = [provider.name for provider in course.providers]
        return cls(
            id=course.id,
            key=occasion.key,
            keys=list(occasion.keys or (occasion.key,)),
            name=education.name,
            code=education.code,
            provider=", ".join(providers) or None,
            places=[place.name for place in occasion.places],
            county=county,
            level=education.level_text,
            points=education.points,
            points_system=education.points_system,
            distance=occasion.distance,
            meetings=occasion.meetings,
            evening=occasion.evening,
            pace=occasion.pace,
            start=occasion.start,
            end=occasion.end,
            rolling=occasion.rolling,
            apply_from=occasion.apply_from,
            apply_until=occasion.apply_until,
            continuous=occasion.continuous,
            state=state(occasion, education, today),
            language=occasion.language,
            apprenticeship=occasion.apprenticeship,
            student_aid=education.student_aid,
            cancelled=occasion.cancelled,
            seats=occasion.seats,
            degree=education.degree,
            description=education.description,
            eligibility=education.eligibility,
            recommended=education.recommended,
            url=occasion.url or education.url,
            provider_url=next((p.url for p in course.providers if p.url), None),
            source=course.document.source,
            document_id=course.document.id,
            education_document_id=course.education_document.id,
            sources=_sources(course),
        )


_FROM_EDUCATION = (
    *("name", "code", "points", "points_system", "description", "eligibility", "recommended"),
    *("degree", "student_aid"),
)


def _sources(course: Course) -> dict[str, str]:
    """Where each field that is given was read, for people."""
    found: dict[str, str] = {}
    if course.providers:
        giver = course.providers[0].origin
        if "name" in giver.fields:
            found["provider"] = _place(giver.where, giver.fields["name"])
    origin, file = course.education.origin, ""
    if course.education_document.id != course.document.id:
        file = f"{course.education_document.source}, "
    fields: Mapping[str, str] = origin.fields
    for name in (*_FROM_EDUCATION, "url"):
        if name in fields:
            found[name] = file + _place(origin.where, fields[name])
    if "level_text" in fields or "level" in fields:
        source = fields.get("level_text") or fields["level"]
        found["level"] = file + _place(origin.where, source)
    for name, column in course.occasion.origin.fields.items():
        if name in CourseBody.model_fields:
            found[name] = _place(course.occasion.origin.where, column)
    return found


def _place(where: str, column: str) -> str:
    return f"{where}, {column}"


class Chip(Body):
    """One constraint that was read from the question, as a person sees and can remove it.

    ``name`` is the field of ``understood`` that it stands for (``pace`` for both its ends,
    ``start`` for both its days); ``words`` are the question's own.
    """

    name: str
    label: str
    words: str


class CourseSearch(Body):
    """How courses were looked for.

    ``understood`` has the constraints taken from the question, by the names of the parameters of
    ``GET /v1/courses``, and ``subject``. ``relaxed`` names those that were dropped because nothing
    met them all: "place" and so on; "near" where neighbours of the place were taken in; "open"
    where none can be applied for today, "state" where only closed or past ones are left, and
    "subject" where nothing is called so and these only mention it or are near it. ``notices`` are
    sentences on what the person must know of the result.
    """

    total: int
    understood: dict[str, str | float | bool | list[str]]
    chips: list[Chip]
    relaxed: list[str]
    notices: list[str]
    is_course_question: bool


class CourseReply(CourseSearch):
    """The courses that meet what was asked, best first: one page of them."""

    courses: list[CourseBody]
    page: int
    size: int
