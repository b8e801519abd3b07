"""What has changed among the courses, as the HTTP interface tells it."""

from __future__ import annotations

from typing import Literal

from assistant.bodies.base import Body


class CourseFactsBody(Body):
    """An occasion as it stood when it was read; ``id`` is that of ``GET /v1/courses/{id}``."""

    id: str
    source: str
    key: str
    name: str
    code: str | None
    provider: str | None
    places: list[str]
    start: str | None
    end: str | None
    dates: str | None
    apply_from: str | None
    apply_until: str | None
    cancelled: bool


class CourseChangeBody(Body):
    """One change: ``before`` is null where the occasion came, ``after`` where it went.

    ``time`` is when it was read (UTC); ``fields`` names what differs.
    """

    time: str
    kind: Literal["came", "changed", "went"]
    fields: list[str]
    before: CourseFactsBody | None
    after: CourseFactsBody | None


class CourseChangesReply(Body):
    """One page of the changes, the newest first; ``counts`` are those of all of them by kind."""

    total: int
    counts: dict[str, int]
    changes: list[CourseChangeBody]
    page: int
    size: int
