"""The way to an occupation, through courses made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.bodies.courses import CourseState
from assistant.bodies.paths import StepKind
from assistant.courses.path.choices import MOST_STARTS, Wishes
from assistant.courses.path.needs import DEEPEST
from assistant.courses.path.way import MOST_EDUCATIONS
from corpus.courses import Level
from tests.assistant.courses.path.made import NURSING, SPRING, course, educations, step, titles, way


def test_the_chain_is_followed_through_the_catalogues_own_texts() -> None:
    path = way("undersköterska", NURSING)
    assert titles(path) == [
        "SFI kurs D",
        "Svenska på grundläggande nivå",
        "Svenska 1",
        "Undersköterska",
        "Undersköterska",
    ]
    assert [s.kind for s in path.steps[-2:]] == [StepKind.EDUCATION, StepKind.OCCUPATION]


def test_every_step_tells_whose_words_it_stands_on() -> None:
    (reason,) = step(way("undersköterska", NURSING), "Svenska 1").reasons
    assert reason.education == "Undersköterska"
    assert reason.quote.text == "Godkänt betyg i Svenska 1."
    assert reason.quote.source.file == "k.csv"


def test_a_choice_has_time_names_texts_and_occasions_with_their_sources() -> None:
    (choice,) = step(way("undersköterska", NURSING), "Svenska 1").choices
    assert choice.time.text == "20 veckor"
    assert [(n.gy11, n.gy25) for n in choice.names] == [("Svenska 1", "Svenska nivå 1")]
    assert choice.eligibility is not None
    assert choice.eligibility.text == "Godkänt betyg i svenska på grundläggande nivå."
    (start,) = choice.starts
    assert (start.apply_until, start.pace, start.state) == ("2026-12-10", 50.0, CourseState.OPEN)
    assert (start.places, start.source.where) == (("Sundsvall",), "rad 2")


def test_a_specialised_education_is_no_way_to_what_it_builds_on() -> None:
    assert educations(way("undersköterska", NURSING)) == ["Undersköterska"]
    assert educations(way("specialistundersköterska", NURSING)) == [
        "Specialistundersköterska psykiatri"
    ]


def test_an_education_that_asks_for_another_leads_back_through_it() -> None:
    special = course("Specialistundersköterska", "Undersköterskeexamen.", Level.HIGHER_VOCATIONAL)
    path = way("specialistundersköterska", [special, NURSING[0], NURSING[1]])
    assert titles(path)[1:3] == ["Svenska 1", "Undersköterska"]


def test_nothing_is_asked_for_that_no_text_states() -> None:
    path = way("undersköterska", [course("Undersköterska"), NURSING[1]])
    assert titles(path) == ["Undersköterska", "Undersköterska"]
    assert any("framgår inte av källan" in note for note in path.notes)


def test_what_no_course_teaches_still_stands_and_says_whom_to_ask() -> None:
    need = step(way("undersköterska", NURSING[:1]), "Svenska 1")
    assert need.choices == ()
    assert need.note is not None
    assert "studie- och yrkesvägledaren" in need.note


@pytest.mark.parametrize("occupation", ["läkare", "polis", "egenföretagare"])
def test_without_educations_the_path_is_honest(occupation: str) -> None:
    path = way(occupation, NURSING)
    assert [s.kind for s in path.steps] == [StepKind.OCCUPATION]
    assert path.notes[0].startswith("Ingen utbildning i källorna")
    assert path.notes[-1].startswith("Fråga studie- och yrkesvägledaren")


def test_the_counsellor_decides_always() -> None:
    for occupation in ("undersköterska", "läkare"):
        assert way(occupation, NURSING).decides.startswith("Studie- och yrkesvägledaren avgör")


def test_a_licence_is_something_to_check_with_its_authority() -> None:
    note = way("sjuksköterska", []).steps[-1].note
    assert note is not None
    assert "legitimation" in note
    assert "Socialstyrelsen" in note


def test_a_single_course_with_the_name_is_a_part_of_a_way() -> None:
    part = course("Vård och omsorg fördjupning", points=100.0)
    assert educations(way("undersköterska", [part])) == []


def test_what_is_past_is_shown_only_where_nothing_else_is_left() -> None:
    gone = course("Kock", held={"start": "2023-01-10", "end": "2023-06-01"})
    coming = course("Kock", held=SPRING)
    (choice,) = way("kock", [gone, coming]).steps[0].choices
    assert [start.start for start in choice.starts] == ["2027-01-18"]
    path = way("kock", [gone])
    assert path.steps[0].choices[0].starts[0].state is CourseState.PAST
    assert any("går att söka längre" in note for note in path.notes)


def test_a_cancelled_occasion_is_never_shown() -> None:
    assert educations(way("kock", [course("Kock", held={"cancelled": True})])) == []


def test_wishes_come_first_and_leave_nothing_out() -> None:
    there = course("Kock", "Svenska 1", held={**SPRING, "places": ("Ånge",)})
    here = course("Kock och servitör", held={**SPRING, "distance": True})
    assert educations(way("kock", [there, here]))[0] == "Kock"
    assert educations(way("kock", [there, here], Wishes(distance=True)))[0] == "Kock och servitör"
    path = way("kock", [there, here], Wishes(("Kiruna",)))
    assert len(educations(path)) == 2
    assert any("Inget tillfälle i Kiruna" in note for note in path.notes)


def test_occasions_with_the_same_texts_are_one_education() -> None:
    places = [course("Kock", "Svenska 1", held={**SPRING, "places": (p,)}) for p in "ABC"]
    other = course("Kock", "Svenska 2", held=SPRING)
    first, second = sorted(
        way("kock", [*places, other]).steps[2].choices, key=lambda c: -c.occasions
    )
    assert (first.occasions, second.occasions) == (3, 1)


def test_many_alternatives_are_counted_rather_than_shown() -> None:
    courses = [course(f"Kock {n}", held={**SPRING, "places": (str(n),)}) for n in range(20)]
    way_there = way("kock", courses).steps[0]
    assert (len(way_there.choices), way_there.more) == (MOST_EDUCATIONS, 20 - MOST_EDUCATIONS)
    same = [course("Kock", held={**SPRING, "places": (str(n),)}) for n in range(20)]
    (choice,) = way("kock", same).steps[0].choices
    assert (len(choice.starts), choice.occasions) == (MOST_STARTS, 20)


def test_adapted_education_is_not_given_names_of_another_curriculum() -> None:
    adapted = course("Engelska 1", level=Level.ADAPTED_UPPER, code="ENSENG51")
    kock = course("Kock", "Engelska 1 eller Engelska 5")
    assert step(way("kock", [kock, adapted]), "Engelska 1 eller 5").choices == ()


def test_circles_are_cut() -> None:
    courses = [
        course("Kock", "Svenska 1."),
        course("Svenska 1", "Svenska 2.", code="SVESVE01"),
        course("Svenska 2", "Svenska 1 eller kockutbildning.", code="SVESVE02"),
    ]
    assert titles(way("kock", courses)) == ["Svenska 2", "Svenska 1", "Kock", "Kock"]


NAMES = [
    "Kock",
    "Svenska 1",
    "Svenska 2",
    "Engelska 5",
    "Engelska 6",
    "Matematik 1a",
    "Matematik 2a",
]
TEXTS = st.lists(
    st.sampled_from([*NAMES, "Kockutbildning", "Grundläggande behörighet"]), max_size=4
)


@settings(max_examples=60)
@given(st.lists(TEXTS, min_size=len(NAMES), max_size=len(NAMES)))
def test_any_texts_give_steps_in_order_without_circles(texts: list[list[str]]) -> None:
    courses = [
        course(name, " och ".join(text), held={**SPRING, "places": (name,)})
        for name, text in zip(NAMES, texts, strict=True)
    ]
    steps = way("kock", courses).steps
    place = {s.key: number for number, s in enumerate(steps)}
    assert len(place) == len(steps)
    for s in steps:
        assert all(place[later] > place[s.key] for later in s.then)
        assert s.then or s.kind is StepKind.OCCUPATION
        for reason in s.reasons:
            assert any(reason.quote.text in (c.education.eligibility or "") for c in courses)
    assert len(steps) <= len(NAMES) + 4


def test_a_long_chain_is_followed_to_its_depth_and_no_further() -> None:
    courses = [
        course("Kock", "Matematik 4"),
        *(
            course(f"Matematik {n}", f"Matematik {below}")
            for n, below in (("4", "3c"), ("3c", "2c"), ("2c", "1c"), ("1c", "5"))
        ),
    ]
    path = way("kock", courses)
    assert len([s for s in path.steps if s.kind is StepKind.BEFORE]) == DEEPEST
