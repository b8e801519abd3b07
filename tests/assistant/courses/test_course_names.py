"""Courses of Gy11 and levels of Gy25 side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.courses.course_names import load_course_names

NAMES = load_course_names()


@pytest.mark.parametrize(
    ("name", "gy11", "gy25"),
    [
        ("Matematik 2b", "Matematik 2b", "Matematik nivå 2b"),
        ("Matematik nivå 2b", "Matematik 2b", "Matematik nivå 2b"),
        ("engelska 6", "Engelska 6", "Engelska nivå 2"),
        ("Engelska, nivå 2", "Engelska 6", "Engelska nivå 2"),
        ("Matematik 3b", "Matematik 3b", "Matematik – fortsättning nivå 1b"),
        ("Matematik - fortsättning nivå 1b", "Matematik 3b", "Matematik – fortsättning nivå 1b"),
        ("SVESVE01", "Svenska 1", "Svenska nivå 1"),
        ("sven1000x", "Svenska 1", "Svenska nivå 1"),
        ("Svenska 1 Kväll", "Svenska 1", "Svenska nivå 1"),
        ("Svenska som andraspråk 3", "Svenska som andraspråk 3", "Svenska som andraspråk nivå 3"),
    ],
)
def test_a_course_has_both_names(name: str, gy11: str, gy25: str) -> None:
    (names,) = NAMES.of(name)
    assert (names.gy11, names.gy25) == (gy11, gy25)


def test_a_name_without_its_letter_stands_for_all_that_share_it() -> None:
    assert [n.gy11 for n in NAMES.of("Matematik 2")] == [
        "Matematik 2a",
        "Matematik 2b",
        "Matematik 2c",
    ]


def test_what_nobody_has_paired_has_no_second_name() -> None:
    (names,) = NAMES.of("Omvårdnad 1")
    assert names.gy25 is None
    assert names.gy25_code is None


@pytest.mark.parametrize("name", ["Svenska", "Kock", "", "MAMMAT51", "Engelska 9", "2b"])
def test_what_is_not_in_the_table_has_no_names(name: str) -> None:
    assert NAMES.of(name) == ()


def test_subjects_are_those_with_numbers_longest_first() -> None:
    found = NAMES.subjects
    assert found.index("Svenska som andraspråk") < found.index("Svenska")
    assert "Matematik – fortsättning" in found
    assert not any(name[-1].isdigit() for name in found)


@given(st.text(max_size=60))
def test_no_name_breaks_it(name: str) -> None:
    NAMES.of(name)
