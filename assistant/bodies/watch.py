"""What the last looks at watched folders and addresses brought."""

from __future__ import annotations

from pydantic import Field

from assistant.bodies.base import Body


class SkippedPlace(Body):
    """A file, folder or address that could not be read, and why."""

    source: str
    reason: str


class WatchReportBody(Body):
    """One look: documents by their sources; ``courses`` counts occasions by catalogue and kind.

    ``failed`` are folders and addresses that could not be looked at; what is known of them stays.
    """

    time: str
    seconds: float
    read: list[str]
    changed: list[str]
    moved: list[str]
    removed: list[str]
    unchanged: int
    skipped: list[SkippedPlace]
    failed: list[SkippedPlace]
    courses: dict[str, dict[str, int]] = Field(default={})


class WatchReply(Body):
    """The reports, the newest first."""

    reports: list[WatchReportBody]
