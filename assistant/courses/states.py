"""Whether one can still apply for an occasion, as its own dates tell."""

from __future__ import annotations

import datetime as dt

from assistant.bodies.courses import CourseState
from corpus.courses import Education, Occasion

CURRENT = frozenset([CourseState.OPEN, CourseState.UPCOMING, CourseState.UNKNOWN])
"""The states that may be recommended."""

GRANT_YEARS = 5
"""So many years after it was granted a programme may still begin: it has five rounds at most."""


def state(occasion: Occasion, education: Education, today: dt.date) -> CourseState:
    """Where an occasion stands on a day.

    Past: it is over, has begun without telling an end, its source no longer stands for it, or it
    was granted too long ago to begin again.
    Closed: the last day to apply has gone, or it is under way and tells of no later day to apply.
    Where one may apply or begin at any time, it is open until it is over. ISO dates compare as
    text.
    """
    day = today.isoformat()
    anytime = bool(occasion.rolling or occasion.continuous)
    begun = occasion.start is not None and occasion.start < day and not anytime
    late = occasion.apply_until is not None and occasion.apply_until >= day
    over = occasion.end is not None and occasion.end < day
    bygone = occasion.decided is not None and int(occasion.decided) + GRANT_YEARS < today.year
    expired = any(e is not None and e[:10] < day for e in (occasion.expires, education.expires))
    if over or bygone or expired or (begun and not late and occasion.end is None):
        return CourseState.PAST
    if (begun and not late) or (occasion.apply_until is not None and occasion.apply_until < day):
        return CourseState.CLOSED
    if occasion.apply_from is not None and occasion.apply_from > day:
        return CourseState.UPCOMING
    if anytime or occasion.apply_from is not None or occasion.apply_until is not None:
        return CourseState.OPEN
    return CourseState.UNKNOWN
