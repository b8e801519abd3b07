"""The way to an occupation by a request of the HTTP interface."""

from __future__ import annotations

import datetime as dt

from assistant.bodies.paths import PathBody, PathRequest
from assistant.courses.find.index import CourseIndex
from assistant.courses.path.choices import Wishes
from assistant.courses.path.way import PathFinder


def path_by_request(
    request: PathRequest, paths: PathFinder, index: CourseIndex, today: dt.date
) -> PathBody:
    """The way that a request asks for; ``today`` holds where the request names no day."""
    mention = paths.occupations.find(request.occupation)
    if mention is None:
        return paths.unknown(request.occupation)
    wishes = Wishes(tuple(request.places), request.distance, request.level)
    return paths.way_to(mention.occupation, index, request.today or today, wishes)
