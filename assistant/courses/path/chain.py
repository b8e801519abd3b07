"""The earliest occasions that fit after each other, for what a course requires."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.courses.path.needs import Need
from assistant.courses.states import CURRENT, state
from assistant.courses.tell.figures import date_of
from corpus.course_book import Course

FULL_TIME = 100.0
"""The pace in percent that courses of the same time come to if they can; untold counts as it."""


@dataclass(slots=True)
class Chain:
    """What is read on the way, while it is being put together; ``has`` is said to be met.

    ``links`` are the occasions, each with the key of what it gives, and ``missing`` the titles of
    what none was found for.
    """

    today: dt.date
    has: frozenset[str]
    links: list[tuple[str | None, Course]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    _done: dict[str, dt.date] = field(default_factory=dict)

    def lead_to(self, course: Course, others: Iterable[Course], needs: Sequence[Need]) -> None:
        """Reads what a course needs, and then it, or another occasion of the same education."""
        ready = self._read_all(needs)
        if self.links:
            begin = self._later([course], ready) or self._later(others, ready)
            last = min(begin, key=lambda one: (one.occasion.start or "", one.id), default=None)
            self._add(None, course.education.name, last)
        self.links.sort(key=lambda link: link[1].occasion.start or "")

    def _read_all(self, needs: Sequence[Need]) -> dt.date:
        """The day when all that is needed has been read.

        Advice is no part of it, nor what no course gives, nor what is said to be met.
        """
        read = [
            one for one in needs if one.kinds and not one.reason.advised and one.key not in self.has
        ]
        return max(map(self._read, read), default=self.today)

    def _read(self, need: Need) -> dt.date:
        """The day when something has been read; a circle of needs is not waited for."""
        if need.key not in self._done:
            self._done[need.key] = self.today
            ready = self._read_all(need.before)
            later = [one for one in self._later(need.courses, ready) if one.occasion.end]
            fit = [one for one in later if self._has_room(one)] or later
            first = min(fit, key=lambda one: (one.occasion.end or "", one.id), default=None)
            self._add(need.key, need.title, first)
            self._done[need.key] = (first and date_of(first.occasion.end)) or ready
        return self._done[need.key]

    def _add(self, key: str | None, title: str, course: Course | None) -> None:
        if course is None:
            self.missing.append(title)
        else:
            self.links.append((key, course))

    def _later(self, courses: Iterable[Course], ready: dt.date) -> list[Course]:
        """Those that can be applied for and begin after a day."""
        return [
            course
            for course in courses
            if state(course.occasion, course.education, self.today) in CURRENT
            and (begins := date_of(course.occasion.start)) is not None
            and begins > ready
        ]

    def _has_room(self, course: Course) -> bool:
        """Whether a course and those of the same time come to full time at most."""
        start, end = course.occasion.start or "", course.occasion.end or ""
        beside = [
            other.occasion.pace or FULL_TIME
            for _, other in self.links
            if (other.occasion.start or "") <= end and start <= (other.occasion.end or "")
        ]
        return not beside or sum(beside) + (course.occasion.pace or FULL_TIME) <= FULL_TIME
