"""An occasion as the HTTP interface tells it."""

from __future__ import annotations

import datetime as dt

from assistant.bodies.courses import CourseBody
from assistant.courses.states import state
from corpus.course_book import Course


def course_body(course: Course, county: str | None, today: dt.date) -> CourseBody:
    """An occasion as it stands on a day."""
    occasion, education = course.occasion, course.education
    return CourseBody.of_parts(
        occasion,
        education,
        id=course.id,
        keys=occasion.keys or (occasion.key,),
        provider=", ".join(provider.name for provider in course.providers) or None,
        places=[place.name for place in occasion.places],
        county=county,
        level=education.level_text,
        state=state(occasion, education, today),
        url=occasion.url or education.url,
        provider_url=next((p.url for p in course.providers if p.url), None),
        source=course.document.source,
        document_id=course.document.id,
        education_document_id=course.education_document.id,
        sources=_sources(course),
    )


_FROM_EDUCATION = (
    *("name", "code", "points", "points_system", "description", "eligibility", "recommended"),
    *("degree", "student_aid", "url"),
)


def _sources(course: Course) -> dict[str, str]:
    """Where each field that is given was read, for people: "rad 12, kolumnen Namn"."""
    sources: dict[str, str] = {}
    if course.providers:
        provider = course.providers[0].origin
        if "name" in provider.fields:
            sources["provider"] = f"{provider.where}, {provider.fields['name']}"
    origin = course.education.origin
    where = origin.where
    if course.education_document.id != course.document.id:
        where = f"{course.education_document.source}, {where}"
    for name in _FROM_EDUCATION:
        if name in origin.fields:
            sources[name] = f"{where}, {origin.fields[name]}"
    if level := origin.fields.get("level_text") or origin.fields.get("level"):
        sources["level"] = f"{where}, {level}"
    origin = course.occasion.origin
    for name, column in origin.fields.items():
        if name in CourseBody.model_fields:
            sources[name] = f"{origin.where}, {column}"
    return sources
