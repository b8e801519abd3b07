"""The way to an occupation by a request of the HTTP interface."""

from __future__ import annotations

import datetime as dt

from assistant.bodies.paths import PathBody, PathRequest
from assistant.courses.occupations import find_occupation
from assistant.courses.path.body import path_body, unknown_path, wishes_of
from assistant.courses.path.by_name import Courses
from assistant.courses.path.way import way_to


def path_by_request(request: PathRequest, book: Courses, today: dt.date) -> PathBody:
    """The way that a request asks for; ``today`` holds where the request names no day."""
    named = find_occupation(request.occupation)
    if named is None:
        return unknown_path(request.occupation)
    return path_body(way_to(named.occupation, book, request.today or today, wishes_of(request)))
