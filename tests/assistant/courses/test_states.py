"""Whether one can still apply, told by an occasion's own dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bodies.courses import CourseState
from assistant.courses.states import CURRENT, state
from tests.corpus.courses import education, occasion

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, CourseState.UNKNOWN),
        ({"start": "2027-01-11"}, CourseState.UNKNOWN),
        ({"apply_from": "2026-10-01", "apply_until": "2026-11-21"}, CourseState.OPEN),
        ({"apply_until": "2026-12-01"}, CourseState.OPEN),
        ({"apply_from": "2026-11-01", "start": "2027-01-11"}, CourseState.OPEN),
        ({"apply_from": "2026-11-22", "apply_until": "2026-12-22"}, CourseState.UPCOMING),
        ({"apply_until": "2026-11-20", "start": "2027-01-11"}, CourseState.CLOSED),
        ({"start": "2026-11-20", "end": "2027-01-01"}, CourseState.CLOSED),
        (
            {"start": "2026-11-20", "end": "2027-01-01", "apply_until": "2026-12-01"},
            CourseState.OPEN,
        ),
        ({"start": "2026-11-20"}, CourseState.PAST),
        ({"start": "2026-01-01", "end": "2026-11-20"}, CourseState.PAST),
        ({"apply_until": "2027-01-01", "expires": "2026-11-20T00:00:00"}, CourseState.PAST),
        ({"continuous": True}, CourseState.OPEN),
        ({"rolling": True, "start": "2026-01-01"}, CourseState.OPEN),
        ({"rolling": True, "end": "2026-06-01"}, CourseState.PAST),
    ],
)
def test_state(told: dict[str, Any], expected: CourseState) -> None:
    assert state(occasion(**told), education(), TODAY) is expected


def test_what_was_granted_long_ago_is_past() -> None:
    old, new = (str(TODAY.year - years) for years in (8, 2))
    assert state(occasion(decided=old), education(), TODAY) is CourseState.PAST
    assert state(occasion(decided=new), education(), TODAY) is CourseState.UNKNOWN


def test_an_education_that_its_source_no_longer_stands_for_is_past() -> None:
    assert state(occasion(), education(expires="2026-01-01"), TODAY) is CourseState.PAST


days = st.none() | st.dates(dt.date(2025, 1, 1), dt.date(2028, 1, 1)).map(str)


@given(start=days, end=days, apply_from=days, apply_until=days)
def test_nothing_that_is_over_or_closed_can_be_recommended(
    start: str | None, end: str | None, apply_from: str | None, apply_until: str | None
) -> None:
    own = occasion(start=start, end=end, apply_from=apply_from, apply_until=apply_until)
    if state(own, education(), TODAY) in CURRENT:
        assert end is None or end >= str(TODAY)
        assert apply_until is None or apply_until >= str(TODAY)
