"""What has changed among the courses, as the HTTP interface tells it."""

from __future__ import annotations

from assistant.bodies.base import Body
from corpus.course_changes import ChangeKind, CourseFacts


class CourseChangeBody(Body):
    """One change: ``before`` is null where the occasion came, ``after`` where it went.

    ``time`` is when it was read (UTC); ``fields`` names what differs.
    """

    time: str
    kind: ChangeKind
    fields: tuple[str, ...]
    before: CourseFacts | None
    after: CourseFacts | None


class CourseChangesReply(Body):
    """One page of the changes, the newest first; ``counts`` are those of all of them by kind."""

    total: int
    counts: dict[str, int]
    changes: list[CourseChangeBody]
    page: int
    size: int
