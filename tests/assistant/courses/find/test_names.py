"""Courses looked up by name, code and level."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.courses.find.index import CourseIndex
from assistant.courses.occupations import load_occupations
from corpus.courses import Level
from tests.assistant.courses.path.made import course

INDEX = CourseIndex(
    (
        course("Undersköterska, vård- och omsorg", code="VO25"),
        course("Specialistundersköterska", level=Level.HIGHER_VOCATIONAL),
        course("Vård och omsorg - specialisering"),
        course("IT-tekniker", level=None),
        course("Svetsare", held={"cancelled": True}),
    ),
    load_occupations(),
)


@pytest.mark.parametrize(
    ("terms", "names"),
    [
        (["undersköterska"], ["Undersköterska, vård- och omsorg"]),
        (["*undersköterska"], ["Undersköterska, vård- och omsorg"]),
        (["omsorg vård"], ["Undersköterska, vård- och omsorg", "Vård och omsorg - specialisering"]),
        (["vård omsorg -special*"], ["Undersköterska, vård- och omsorg"]),
        (["it-tekniker"], ["IT-tekniker"]),
        (["tekn*"], ["IT-tekniker"]),
        (["svetsare"], []),
        (["", "-vård"], []),
    ],
)
def test_a_term_is_met_by_all_its_words(terms: list[str], names: list[str]) -> None:
    assert [c.education.name for c in INDEX.by_name(terms, (), Level.UPPER)] == names


def test_a_code_is_enough_and_any_level_can_be_asked_for() -> None:
    assert len(INDEX.by_name((), ["vo25"], Level.UPPER)) == 1
    assert len(INDEX.by_name(["*undersköterska"], (), None)) == 2


@given(st.text(max_size=30))
def test_no_term_breaks_it(term: str) -> None:
    INDEX.by_name([term], [term], None)
