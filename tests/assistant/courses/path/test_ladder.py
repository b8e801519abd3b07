"""The requirements of a course one by one, what gives them, and the days that fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import parse_qs, urlparse

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.bodies.paths import LadderBody, PathBody, PathRequest
from assistant.courses.find.index import CourseIndex
from assistant.courses.path.way import path_by_request
from corpus.course_book import Course
from corpus.courses import Level
from tests.assistant.courses.path.made import PATHS, TODAY, course

AUTUMN = {"start": "2027-08-16", "end": "2027-12-17", "apply_until": "2027-05-15", "pace": 100.0}
LATE = {"start": "2028-01-17", "end": "2028-06-02", "apply_until": "2027-10-15", "pace": 100.0}
TEXT = "Godkänt betyg i Svenska 1.\nKörkort B.\nRekommenderas: Engelska 5."
SWEDISH = course("Svenska 1", "Svenska på grundläggande nivå.", code="SVESVE01", held=AUTUMN)
BASIC = course("Svenska, nationell delkurs 4", None, Level.BASIC, "GRNSVED")
GOAL = course("Bussförare", TEXT, held=AUTUMN)
NEXT = course("Bussförare", TEXT, held=LATE)
COURSES = (GOAL, NEXT, SWEDISH, BASIC)


def asked(courses: Sequence[Course], goal: Course, *has: str) -> PathBody:
    index = CourseIndex(tuple(courses), PATHS.occupations)
    request = PathRequest(course=goal.id, has=list(has))
    return path_by_request(request, PATHS, index, TODAY)


def ladder(courses: Sequence[Course] = COURSES, goal: Course = GOAL, *has: str) -> LadderBody:
    body = asked(courses, goal, *has).ladder
    assert body is not None
    return body


def test_each_requirement_stands_for_itself_in_the_sources_words() -> None:
    first, below, licence, advice = ladder().requirements
    assert (first.title, first.quote.text) == ("Svenska 1", "Godkänt betyg i Svenska 1.")
    assert [choice.name for choice in first.choices] == ["Svenska 1"]
    assert (below.asked_by, below.title) == (first.key, "Svenska på grundläggande nivå")
    assert (licence.title, licence.choices) == ("Körkort B.", ())
    assert any("Fråga" in sentence for sentence in licence.ask)
    assert advice.advised
    assert not any(one.has for one in ladder().requirements)


def test_what_gives_a_requirement_tells_its_next_start_and_last_day() -> None:
    (start,) = ladder().requirements[0].choices[0].starts
    assert (start.start, start.apply_until) == ("2027-08-16", "2027-05-15")
    text = asked(COURSES, GOAL).text
    assert "Sök senast: 15 maj 2027" in text
    assert "prövning" in text
    assert "reell kompetens" in text


def test_a_chain_has_the_earliest_occasions_that_fit_after_each_other() -> None:
    chain = ladder().chain
    assert [link.occasion.start for link in chain] == ["2027-01-18", "2027-08-16", "2028-01-17"]
    assert [link.name for link in chain] == [BASIC.education.name, "Svenska 1", "Bussförare"]
    address = urlparse(ladder().calendar or "")
    assert parse_qs(address.query)["id"] == [link.occasion.id for link in chain]


def test_what_is_said_to_be_met_is_marked_and_not_read_again() -> None:
    key = ladder().requirements[0].key
    body = ladder(COURSES, GOAL, key)
    assert [one.has for one in body.requirements] == [True, False, False]
    assert body.chain == ()
    assert "Du har angett" in asked(COURSES, GOAL, key).text


def test_what_no_occasion_fits_is_told_and_never_made_up() -> None:
    body = ladder((GOAL, SWEDISH, BASIC))
    assert body.missing == ("Bussförare",)
    assert body.chain[-1].name == "Svenska 1"
    assert "Svenska 1" in ladder((GOAL,)).missing
    assert ladder((GOAL,)).chain == ()


def test_what_two_steps_need_is_read_before_both() -> None:
    math = course("Matematik 1a", "Svenska 1.", code="MATMAT01a", held=LATE)
    early = course("Matematik 1a", "Svenska 1.", code="MATMAT01a")
    goal = course("Bussförare", "Svenska 1. Matematik 1a.", held=AUTUMN)
    body = ladder((goal, SWEDISH, BASIC, math, early), goal)
    assert [link.occasion.start for link in body.chain] == [
        "2027-01-18",
        "2027-08-16",
        "2028-01-17",
    ]
    assert [one.title for one in body.requirements].count("Svenska 1") == 1


@pytest.mark.parametrize(("pace", "start"), [(50.0, "2027-08-16"), (100.0, "2028-01-17")])
def test_steps_at_the_same_time_come_to_full_time_where_they_can(pace: float, start: str) -> None:
    one = course("Svenska 1", code="SVESVE01", held=AUTUMN | {"pace": 50.0})
    two = [
        course("Engelska 5", code="ENGENG05", held=held | {"pace": pace}) for held in (AUTUMN, LATE)
    ]
    goal = course("Bussförare", "Svenska 1. Engelska 5.")
    assert ladder((goal, one, *two), goal).chain[1].occasion.start == start
    # Better at the same time than never.
    assert len(ladder((goal, one, two[0]), goal).chain) == 2


def test_a_course_without_requirements_has_none() -> None:
    open_to_all = course("Keramik", "Inga förkunskaper krävs.")
    body = asked([open_to_all], open_to_all)
    assert body.ladder is not None
    assert body.ladder.requirements == ()
    assert "Inga förkunskaper krävs." in body.text


def test_a_circle_of_requirements_ends() -> None:
    one = course("Svenska 1", "Svenska 2.", code="SVESVE01")
    two = course("Svenska 2", "Svenska 1.", code="SVESVE02", held=AUTUMN)
    assert [each.title for each in ladder((one, two), two).requirements] == ["Svenska 1"]


def test_a_course_that_there_is_not_is_told() -> None:
    with pytest.raises(KeyError):
        asked([], GOAL)


@pytest.mark.parametrize("wrong", [{}, {"occupation": "kock", "course": "x"}, {"course": ""}])
def test_either_an_occupation_or_a_course_is_asked_for(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="course"):
        PathRequest.model_validate(wrong)


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_every_quote_stands_in_the_text_and_chains_run_forward(text: str) -> None:
    goal = course("Bussförare", f"Svenska 1. {text}", held=LATE)
    body = ladder((goal, SWEDISH, BASIC), goal)
    whole = " ".join((goal.education.eligibility or "").split())
    assert all(
        " ".join(one.quote.text.split()) in whole for one in body.requirements if not one.asked_by
    )
    days = [(link.occasion.start or "", link.occasion.end or "") for link in body.chain]
    assert all(end < start for (_, end), (start, _) in pairwise(days))
