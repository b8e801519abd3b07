"""How long a course takes, and how that was worked out."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.courses.path.timing import time_of
from assistant.courses.tell.figures import missing, plain_number
from tests.assistant.courses.path.made import SPRING, course


@pytest.mark.parametrize(
    ("told", "held", "text", "how"),
    [
        ({}, SPRING, "20 veckor", "från start 2027-01-18 till slut 2027-06-04"),
        (
            {"points": 100.0, "points_system": "gy"},
            {"pace": 50.0},
            "10 veckor",
            "100 gymnasiepoäng (20 i veckan är heltid) i 50 procents takt",
        ),
        (
            {"points": 400.0, "points_system": "yh"},
            {},
            "80 veckor på heltid",
            "400 yh-poäng (5 i veckan är heltid). Takten framgår inte av källan",
        ),
        ({"points": 180.0, "points_system": "hp"}, {"pace": 100.0}, "120 veckor", "(1,5 i veckan"),
        ({"points": 100.0}, {"pace": 50.0}, missing(), "varken start och slut eller poäng"),
        ({}, {"start": "2027-06-04", "end": "2027-01-18"}, missing(), "varken"),
        ({}, {"start": "snart", "end": "2027-01-18"}, missing(), "varken"),
    ],
)
def test_time_is_worked_out_and_says_how(
    told: dict[str, Any], held: dict[str, Any], text: str, how: str
) -> None:
    time = time_of(course("Kurs", held=held, **told))
    assert time.text == text
    assert how in time.how
    assert (time.weeks is None) == (text == missing())


def test_figures_are_written_in_swedish() -> None:
    assert [plain_number(value) for value in (100.0, 1.5, 33.333)] == ["100", "1,5", "33,33"]
